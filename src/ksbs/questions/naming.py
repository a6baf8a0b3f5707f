"""Questions about what entries name: a case number, a person."""

from collections.abc import Iterator
from typing import Any

from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.event import EVENTS, Entry
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import columns
from ksbs.questions.entries import ENTRY, PERIOD, entry_row, narrowed, person_of
from ksbs.questions.question import Kind, Question


def _with_dnr(asking: Asking) -> Iterator[Row]:
    wanted = asking.said.get("dnr")
    numbered = () if wanted is None else (TrailFilter(dnr=wanted), *_numbering())
    for entry in narrowed(asking, *numbered):
        found = {
            field: number
            for field, number in _numbers(entry)
            if number is not None and wanted in (None, number)
        }
        if found:
            number = next(iter(found.values()))
            yield {**entry_row(asking, entry), "dnr": number, "fields": list(found)}


def _numbering() -> Iterator[TrailFilter]:
    """Give the filters of the events that have a case number of their own."""
    for stored, event in EVENTS.items():
        if "case_number" in event.model_fields:
            yield TrailFilter(name=stored)


def _numbers(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield "dnr", entry.metadata.dnr
    yield "payload.caseNumber", entry.event.payload().get("caseNumber")


def _naming(asking: Asking) -> Iterator[Row]:
    person = person_of(asking)
    own, others = TrailFilter(person_id=person), TrailFilter(named_id=person)
    for entry in narrowed(asking, own, others):
        fields = list(_places(entry, str(person)))
        yield {**entry_row(asking, entry), "fields": fields}


def _places(entry: Entry, person: str) -> Iterator[str]:
    """Give where an entry names a person."""
    if str(entry.metadata.recorded_by.person_id) == person:
        yield "recordedBy"
    if str(entry.metadata.on_behalf_of) == person:
        yield "onBehalfOf"
    for field, value in entry.event.payload().items():
        if _holds(value, person):
            yield f"payload.{field}"


def _holds(value: Any, person: str) -> bool:
    if isinstance(value, dict):
        return any(_holds(each, person) for each in value.values())
    if isinstance(value, list):
        return any(_holds(each, person) for each in value)
    return bool(value == person)


QUESTIONS = (
    Question(
        7,
        Kind.AUDIT,
        "Events that carry a case number / Händelser med ett diarienummer",
        "Which events carry dnr N? / Vilka händelser har dnr N?",
        "The log, entries whose envelope or payload holds the case number. / Loggen, "
        "anteckningar vars kuvert eller innehåll har diarienumret.",
        columns(*ENTRY, "dnr", "fields", "event_id"),
        _with_dnr,
        (parameters.DNR, parameters.PROGRAMME),
        (("dnr", "KS 2023/0101"),),
    ),
    Question(
        12,
        Kind.AUDIT,
        "Every event that names a person / Varje händelse som namnger en person",
        "Every event that names person P (GDPR extract). / Varje händelse som namnger "
        "person P (registerutdrag enligt GDPR).",
        "The log, entries that the person recorded, that were recorded on their behalf, "
        "or whose payload holds the person's id. / Loggen, anteckningar som personen "
        "registrerat, som registrerats för personens räkning eller vars innehåll har "
        "personens id.",
        columns(*ENTRY, "fields", "event_id"),
        _naming,
        (parameters.PERSON, *PERIOD, parameters.PROGRAMME),
        (("person", parameters.PERSON.example),),
        personal=True,
    ),
)
