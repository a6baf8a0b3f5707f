"""A second, naive reading of the rules of historical views.

Written from the rules alone, by recursion and by scanning everything for every
question, so that it shares no step with `ksbs.domain.replay`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Line:
    """One entry of a toy log: its place is its position, counted from 1.

    `kind` is "fact", "correction" or "annulment". A fact says `fields` on `day`; an
    amendment names the position `target`; a correction says what is right in `fields`,
    where "day" stands for the day.
    """

    kind: str
    day: date
    fields: Mapping[str, Any] = field(default_factory=dict)
    target: int = 0


def in_force(log: Sequence[Line], place: int, *, known: int) -> bool:
    """Rules 4 and 9: no annulment in force, known and later, names the entry."""
    return not any(
        log[later - 1].kind == "annulment"
        and log[later - 1].target == place
        and in_force(log, later, known=known)
        for later in range(place + 1, known + 1)
    )


def reading(
    log: Sequence[Line], place: int, *, known: int
) -> tuple[date, dict[str, Any]]:
    """Rules 5 and 6: as recorded, overlaid with the corrections in force."""
    day, fields = log[place - 1].day, dict(log[place - 1].fields)
    for later in range(place + 1, known + 1):
        line = log[later - 1]
        if line.kind != "correction" or line.target != place:
            continue
        if not in_force(log, later, known=known):
            continue
        for name, value in line.fields.items():
            if name == "day":
                day = value
            else:
                fields[name] = value
    return day, fields


def cell(log: Sequence[Line], *, key: str, valid: date, known: int) -> Any:
    """Give what stands under `key` on a day as known at a position, None if nothing.

    Rules 7 and 8: of the facts in force that say `key`, with a day up to `valid`, the
    one with the latest (day, place) wins.
    """
    best: tuple[date, int] | None = None
    value = None
    for place in range(1, known + 1):
        if log[place - 1].kind != "fact" or not in_force(log, place, known=known):
            continue
        day, fields = reading(log, place, known=known)
        if fields["key"] != key or day > valid:
            continue
        if best is None or (day, place) > best:
            best, value = (day, place), fields["value"]
    return value
