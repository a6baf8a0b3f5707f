"""The question that sets two moments beside each other."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ksbs.application.projection import PROGRAMMES, Projection
from ksbs.application.refusals import NotFound, no_other, refuse_turned
from ksbs.application.views_rows import differences
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question
from ksbs.reports.names import camel

_LEAP_DAY = (2, 29)


def _about_programmes(asking: Asking) -> Sequence[Projection]:
    wanted = asking.said.get("view")
    every = {
        name: each
        for name, each in sorted(asking.projections.items())
        if each.about == PROGRAMMES
    }
    if wanted is None:
        return list(every.values())
    if wanted not in every:
        raise NotFound("read model about programmes", no_other(wanted, every))
    return [every[wanted]]


def _differences(asking: Asking) -> Iterator[Row]:
    views = _about_programmes(asking)
    last = asking.said.get("to", asking.as_of.valid_at)
    first = asking.said.get("from") or _a_year_before(last)
    refuse_turned({"from": first, "valid_at": last}, ("from", "valid_at"))
    for programme_id, school in asking.schools.items():
        for each in views:
            before, after = (
                asking.rows(each.name, at=asking.on(day), of=programme_id)
                for day in (first, last)
            )
            for row in _changes(each, before, after):
                yield {**school, "view": each.name, **row}


def _changes(
    projection: Projection, before: list[Row], after: list[Row]
) -> Iterator[Row]:
    found = differences(projection, before, after)
    for row in found.added:
        yield {"change": "added", "key": _key(projection, row), "after": _rest(row)}
    for row in found.removed:
        yield {"change": "removed", "key": _key(projection, row), "before": _rest(row)}
    for changed in found.changed:
        key = _key(projection, changed.row)
        for name, (old, new) in changed.fields.items():
            values = {"field": camel(name), "before": old, "after": new}
            yield {"change": "changed", "key": key, **values}


def _key(projection: Projection, row: Row) -> str | None:
    """Name a row among those of its programme; None where there is but one."""
    return ", ".join(str(row[name]) for name in projection.key) or None


def _rest(row: Row) -> dict[str, Any]:
    """Give what a row holds, its columns named as JSON has them."""
    return {
        camel(name): value for name, value in row.items() if value not in (None, [])
    }


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == _LEAP_DAY:
        day = day.replace(day=28)
    return day.replace(year=max(day.year - 1, date.min.year))


QUESTIONS = (
    Question(
        27,
        Kind.HISTORY,
        "The difference between two dates / Skillnaden mellan två datum",
        "The difference between two dates for one school. / Skillnaden mellan två datum "
        "för en skola.",
        "Every read model about the programme on the day `from` and on the day `to` "
        "(without them `validAt` and a year before), compared row by row and field by "
        "field. / Varje läsmodell om omgången på dagen `from` och på dagen `to` (utan "
        "dem `validAt` och ett år före), jämförda rad för rad och fält för fält.",
        columns(*SCHOOL, "view", "change", "key", "field", "before", "after"),
        _differences,
        (parameters.FROM, parameters.TO, parameters.VIEW, parameters.PROGRAMME),
        (("programme", "01000001"), ("from", "2025-01-19"), ("to", "2025-01-27")),
    ),
)
