"""Office days and office hours in Stockholm."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from random import Random

from ksbs.application.days import STOCKHOLM
from ksbs.demo.story.step import Step, Told

_OPENS = time(8, 15)
_MINUTES_OPEN = 8 * 60
_LONGEST_PAUSE = 40.0
_FRIDAY = 4
_HOLIDAYS = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
_EASTER_SUNDAYS = (
    date(2020, 4, 12),
    date(2021, 4, 4),
    date(2022, 4, 17),
    date(2023, 4, 9),
    date(2024, 3, 31),
    date(2025, 4, 20),
    date(2026, 4, 5),
)
_AFTER_EASTER = (-2, 1, 39)
"""Good Friday, Easter Monday and Ascension Day, in days from Easter Sunday."""
_MOVING = {
    sunday + timedelta(days=days)
    for sunday in _EASTER_SUNDAYS
    for days in _AFTER_EASTER
}


def is_office_day(day: date) -> bool:
    """Tell whether offices are open: Monday to Friday, public holidays left out."""
    holiday = (day.month, day.day) in _HOLIDAYS or day in _MOVING
    return day.weekday() <= _FRIDAY and not holiday and not _is_midsummer_eve(day)


def _is_midsummer_eve(day: date) -> bool:
    return day.weekday() == _FRIDAY and (6, 19) <= (day.month, day.day) <= (6, 25)


def office_day(day: date, *, later: int = 0) -> date:
    """Give the first office day at least `later` days after `day`."""
    day += timedelta(days=later)
    while not is_office_day(day):
        day += timedelta(days=1)
    return day


def at_moments(steps: Iterable[Step], *, rng: Random) -> Iterator[Told]:
    """Spread the steps of each day over its office hours, each later than the last."""
    for day, of_day in groupby(steps, key=lambda step: step.recorded_on):
        told = list(of_day)
        pause = min(_LONGEST_PAUSE, _MINUTES_OPEN / len(told))
        opening = datetime.combine(day, _OPENS, tzinfo=STOCKHOLM).astimezone(UTC)
        for index, step in enumerate(told):
            minutes = pause * (index + rng.uniform(0.0, 0.9))
            moment = opening + timedelta(
                seconds=round(minutes * 60), milliseconds=index
            )
            yield Told(step, moment)
