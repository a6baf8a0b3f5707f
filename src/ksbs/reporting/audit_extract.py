"""An extract of the log: the entries of one programme, as they were recorded."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from ksbs.application.days import day_of
from ksbs.application.policy import Read
from ksbs.domain.event import Entry
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import Asking
from ksbs.reporting.cells import PERSONS, Told, columns, event_label, joined
from ksbs.reporting.kind import PROGRAMME, Parameter, ReportKind, Sections
from ksbs.reports.cell import LONGEST_TEXT, Cell
from ksbs.reports.model import Note, Paragraph, Section, Table

_POSITION: Told = ("position", "Position / Position", "integer")
_EVENT: Told = ("event", "Event / Händelse", "text")
_ENTRIES = columns(
    _POSITION,
    ("recorded_at", "Recorded at / Registrerad", "instant"),
    ("occurred_on", "Happened on / Hände den", "date"),
    _EVENT,
    ("role", "Role / Roll", "word"),
    ("person", "Recorded by (id) / Registrerad av (id)", "text"),
    ("confidential", "Confidential / Sekretess", "text"),
)
_CONTENTS = columns(
    _POSITION,
    _EVENT,
    ("version", "Version / Version", "integer"),
    ("event_id", "Event id / Händelse-id", "text"),
    ("dnr", "Case number / Diarienummer", "text"),
    ("late_reason", "Why late / Varför sent", "text"),
    ("content", "Content / Innehåll", "text"),
)
_LARGEST = 2**31
_AS_RECORDED = spoken(
    "The content is what was recorded, as JSON with the names of its fields and the ids"
    " of what it speaks of; one that is longer than a cell of a workbook ends in “…”. /"
    " Innehållet är det som registrerades, som JSON med fältens namn och id:n för det"
    " som det handlar om; ett som är längre än en cell i en arbetsbok slutar med ”…”."
)


def sections(asking: Asking) -> Sections:
    """Give the entries, and the content of each."""
    found = [entry for of in asking.schools for entry in _wanted(asking, of)]
    text = Bilingual(f"Entries: {len(found)}.", f"Anteckningar: {len(found)}.")
    note = spoken(
        "The entries as they were recorded: a correction or an annulment is an entry"
        " of its own, and changes none. / Anteckningarna som de registrerades: en"
        " rättelse eller makulering är en egen anteckning, och ändrar ingen."
    )
    return (
        Section(
            "entries",
            spoken("Entries / Anteckningar"),
            (Paragraph(text), Note(note), PERSONS, _entries(found, _marks(asking))),
        ),
        Section(
            "contents",
            spoken("Contents / Innehåll"),
            (Note(_AS_RECORDED), _contents(found)),
        ),
    )


def _wanted(asking: Asking, of: UUID) -> Iterator[Entry]:
    said = asking.said
    days = said.get("from", date.min), said.get("to", date.max)
    places = said.get("from_position", 1), said.get("to_position", _LARGEST)
    for entry in asking.entries(of):
        if not places[0] <= entry.position <= places[1]:
            continue
        seen = entry.occurred_on <= asking.as_of.valid_at
        if seen and days[0] <= day_of(entry.recorded_at) <= days[1]:
            yield entry


def _marks(asking: Asking) -> dict[str, list[str]]:
    """Give the fields that are marked confidential, each with its provision, by entry."""
    found: dict[str, list[str]] = {}
    for row in asking.rows("confidential_marks"):
        mark = f"{row['field']}: {row['legal_reference']}"
        found.setdefault(row["entry_id"], []).append(mark)
    return found


def _confidential(entry: Entry, marks: Mapping[str, Sequence[str]]) -> str | None:
    whole = entry.metadata.confidentiality
    return joined([*([whole] if whole else []), *marks.get(str(entry.event_id), ())])


def _entries(found: Sequence[Entry], marks: Mapping[str, Sequence[str]]) -> Table:
    rows: list[dict[str, Cell]] = [
        {
            "position": entry.position,
            "recorded_at": entry.recorded_at,
            "occurred_on": entry.occurred_on,
            "event": event_label(entry.name),
            "role": entry.metadata.recorded_by.role,
            "person": entry.metadata.recorded_by.person_id,
            "confidential": _confidential(entry, marks),
        }
        for entry in found
    ]
    title = spoken("Entries of the log / Anteckningar i loggen")
    return Table.of(
        "entries", title=title, columns=_ENTRIES, rows=rows, key=("position",)
    )


def _contents(found: Sequence[Entry]) -> Table:
    rows: list[dict[str, Cell]] = [
        {
            "position": entry.position,
            "event": event_label(entry.name),
            "version": entry.version,
            "event_id": entry.event_id,
            "dnr": entry.metadata.dnr,
            "late_reason": entry.metadata.late_reason,
            "content": _content(entry),
        }
        for entry in found
    ]
    title = spoken("What each entry says / Vad varje anteckning säger")
    return Table.of(
        "contents", title=title, columns=_CONTENTS, rows=rows, key=("position",)
    )


def _content(entry: Entry) -> str:
    """Write what was recorded as JSON; of what no cell can hold, its beginning."""
    said = json.dumps(entry.event.payload(), ensure_ascii=False, sort_keys=True)
    return said if len(said) <= LONGEST_TEXT else f"{said[: LONGEST_TEXT - 1]}…"


AUDIT_EXTRACT = ReportKind(
    "audit-extract",
    "Extract of the audit trail / Utdrag ur loggen",
    "The entries of one programme as they were recorded, between two days or two"
    " positions of the log. / En omgångs anteckningar som de registrerades, mellan två"
    " dagar eller två positioner i loggen.",
    sections,
    parameters=(
        PROGRAMME,
        Parameter(
            "from",
            "Recorded on this day or later. / Registrerade den dagen eller senare.",
        ),
        Parameter(
            "to",
            "Recorded on this day or earlier. / Registrerade den dagen eller tidigare.",
        ),
        Parameter(
            "from_position",
            "From this position of the log on. / Från och med denna position i loggen.",
        ),
        Parameter(
            "to_position",
            "Up to and including this position. / Till och med denna position.",
        ),
    ),
    what=Read.AUDIT_EXTRACT,
)
