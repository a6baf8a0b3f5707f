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


def is_office_day(day: date) -> bool:
    """Tell whether offices are open: Monday to Friday, public holidays left out."""
    return day.weekday() <= _FRIDAY and (day.month, day.day) not in _HOLIDAYS


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
