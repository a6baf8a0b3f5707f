"""Questions about the log: what one person recorded, what was entered late."""

from collections.abc import Iterator

from ksbs.application.days import day_of
from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.timing import is_late
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import columns
from ksbs.questions.entries import ENTRY, PERIOD, entry_row, narrowed, person_of
from ksbs.questions.question import Kind, Question


def _by_person(asking: Asking) -> Iterator[Row]:
    for entry in narrowed(asking, TrailFilter(person_id=person_of(asking))):
        yield entry_row(asking, entry)


def _late(asking: Asking) -> Iterator[Row]:
    limit = asking.late_after_days
    for entry in narrowed(asking, TrailFilter(name=asking.said.get("event"))):
        recorded_on = day_of(entry.recorded_at)
        if is_late(entry.occurred_on, today=recorded_on, limit=limit):
            days = (recorded_on - entry.occurred_on).days
            yield {**entry_row(asking, entry), "days_late": days}


QUESTIONS = (
    Question(
        3,
        Kind.AUDIT,
        "Everything one person recorded / Allt en person har registrerat",
        "Everything recorded by person P between two dates. / Allt som person P "
        "registrerat mellan två datum.",
        "The log, entries that the person recorded from one day to another, latest "
        "first. / Loggen, anteckningar som personen registrerat från en dag till en "
        "annan, senaste först.",
        columns(*ENTRY, "dnr", "event_id"),
        _by_person,
        (parameters.PERSON, *PERIOD, parameters.PROGRAMME),
        (
            ("person", parameters.PERSON.example),
            *(("from", "2024-01-01"), ("to", "2024-12-31")),
        ),
        personal=True,
    ),
    Question(
        4,
        Kind.AUDIT,
        "What was entered late / Vad som registrerades sent",
        "What was entered late, by how much? / Vad registrerades sent, och hur sent?",
        "The log, entries recorded more days after they happened than the setting "
        "`late_after_days` allows without a reason. / Loggen, anteckningar som "
        "registrerats fler dagar efter det hände än inställningen `late_after_days` "
        "tillåter utan skäl.",
        columns(*ENTRY, "days_late", "late_reason", "event_id"),
        _late,
        (parameters.EVENT, *PERIOD, parameters.PROGRAMME),
        (("event", "SessionHeld"),),
    ),
)
