"""The question about everything that was amended."""

from collections.abc import Iterator

from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.event import Amendment, Correction
from ksbs.domain.replay import annulled
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.entries import PERIOD, entry_row, narrowed
from ksbs.questions.question import Kind, Question

_AMENDMENTS = ("EntryCorrected", "EntryAnnulled")


def _amended(asking: Asking) -> Iterator[Row]:
    for entry in narrowed(asking, *map(_of_name, _AMENDMENTS)):
        event = entry.event
        if not isinstance(event, Amendment):
            raise TypeError(f"{entry.name} is no amendment")
        known = asking.entries(entry.stream_id)
        target = next(e for e in known if e.event_id == event.target_event_id)
        row = {
            **entry_row(asking, entry),
            "target": target.name,
            "target_on": target.occurred_on.isoformat(),
            "reason": event.payload()["reason"],
            "in_force": entry.event_id not in annulled(known),
        }
        changes = event.changes if isinstance(event, Correction) else ()
        for change in changes:
            values = {"before": change.old, "after": change.new}
            yield {**row, **values, "field": change.field}
        if not changes:
            yield row


def _of_name(name: str) -> TrailFilter:
    return TrailFilter(name=name)


QUESTIONS = (
    Question(
        5,
        Kind.AUDIT,
        "All corrections / Alla rättelser",
        "All corrections: before and after, why, by whom. / Alla rättelser: före och "
        "efter, varför, av vem.",
        "The log, corrections field by field and annulments, with the entry each is "
        "about and whether it is in force. / Loggen, rättelser fält för fält och "
        "makuleringar, med anteckningen var och en gäller och om den gäller än.",
        columns(
            *("recorded_at", "event", "target", "target_on", *SCHOOL),
            *("field", "before", "after", "reason", "in_force"),
            *("recorded_by", "role", "event_id"),
        ),
        _amended,
        (*PERIOD, parameters.PROGRAMME),
    ),
)
