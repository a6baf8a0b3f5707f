"""The diary: the cases, their documents, and what was dispatched."""

from collections.abc import Iterator
from datetime import date

from ksbs.domain.record.documents import DocumentDirection
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import Asking
from ksbs.questions.question import Row
from ksbs.reporting.cells import SCHOOL, columns, cut
from ksbs.reporting.kind import FROM, ONLY_PROGRAMME, TO, ReportKind, Sections
from ksbs.reporting.secrecy import Secrecy, secrecy_of
from ksbs.reports.cell import Cell
from ksbs.reports.model import Paragraph, Section, Table

_KINDS = {
    "case": spoken("case opened / ärende upplagt"),
    "document": spoken("document / handling"),
    "dispatch": spoken("dispatched / expedierad"),
}
_ORDER = tuple(_KINDS)
_IDENTITY = ("programme_id", "kind", "reference", "number")
_COLUMNS = columns(
    ("case_number", "Case number / Diarienummer", "text"),
    ("on_day", "Day / Dag", "date"),
    ("entry", "Entry / Anteckning", "text"),
    ("counterpart", "From or to / Från eller till", "text"),
    ("brief", "Concerns / Gäller", "text"),
    ("how", "How / Hur", "text"),
)
_CASES = columns(
    ("case_number", "Case number / Diarienummer", "text"),
    SCHOOL,
    ("classification", "Classification / Klassificering", "text"),
)


def sections(asking: Asking) -> Sections:
    """Give the cases, and what stands in the diary case by case."""
    found = sorted(_wanted(asking), key=_place)
    secrecy = secrecy_of(asking)
    cases = [row for row in found if row["kind"] == "case"]
    entries = Table.of(
        "diary",
        title=spoken("The diary / Diariet"),
        columns=_COLUMNS,
        rows=[_entry(row, secrecy) for row in found],
        key=("case_number", "on_day", "entry"),
        identity=_IDENTITY,
    )
    numbers = Table.of(
        "cases",
        title=spoken("Cases / Ärenden"),
        columns=_CASES,
        rows=[
            {**cut(row, _CASES), "programme_id": row["programme_id"]} for row in cases
        ],
        key=("case_number",),
        identity=("programme_id", "case_number"),
    )
    text = Bilingual(f"Entries: {len(found)}.", f"Anteckningar: {len(found)}.")
    return (
        Section("diary", entries.title, (Paragraph(text), entries)),
        Section("cases", numbers.title, (numbers,)),
    )


def _wanted(asking: Asking) -> Iterator[Row]:
    first, last = asking.said.get("from", date.min), asking.said.get("to", date.max)
    limited = {"from", "to"} & asking.said.keys()
    for row in asking.rows("diary"):
        on = row["on_day"]
        if on is None and not limited:
            yield row
        if on is not None and first <= date.fromisoformat(on) <= last:
            yield row


def _place(row: Row) -> tuple[str, int, str, str, int]:
    """A case comes first, then its documents and dispatches day by day."""
    kind = _ORDER.index(row["kind"])
    leads = 0 if kind == 0 else 1
    day = row["on_day"] or ""
    return row["case_number"], leads, f"{day} {kind}", row["reference"], row["number"]


def _entry(row: Row, secrecy: Secrecy) -> dict[str, Cell]:
    entry = _KINDS[row["kind"]]
    if row["direction"]:
        how = DocumentDirection(row["direction"])
        entry = Bilingual(f"{entry.en}, {how.en}", f"{entry.sv}, {how.sv}")
    told: dict[str, Cell] = {
        "entry": entry,
        "brief": f"KSBS, {row['school']}" if row["kind"] == "case" else None,
    }
    for name in ("brief", "counterpart"):
        if row[name]:
            about = row["document_id"]
            told[name] = secrecy.kept(row[name], about=about, field=name)
    which = {name: row[name] for name in _IDENTITY}
    return {**which, **cut(row, _COLUMNS), **told}


DIARY = ReportKind(
    "diary",
    "Diary / Diarium",
    "The cases of the programmes with their documents and what was dispatched, by case"
    " number. / Omgångarnas ärenden med sina handlingar och det som har expedierats,"
    " efter diarienummer.",
    sections,
    parameters=(ONLY_PROGRAMME, FROM, TO),
)
