"""On which days a school does what, counted from the school year in which it starts."""

from dataclasses import dataclass
from datetime import date

from ksbs.demo.story.calendar import office_day

Day = tuple[int, int, int]
"""The year, counted from the one of the start (0), the month and the day."""

AUTUMN: dict[str, Day] = {
    "nominated": (0, 2, 3),
    "assessed": (0, 2, 5),
    "offered": (0, 2, 17),
    "answer by": (0, 3, 31),
    "principal": (0, 3, 9),
    "chief": (0, 3, 12),
    "decided": (0, 4, 14),
    "registered": (0, 4, 16),
    "agreed": (0, 5, 11),
    "reported": (0, 5, 25),
    "started": (0, 8, 17),
    "team": (0, 8, 18),
    "group": (0, 8, 24),
    "begun": (0, 8, 31),
    "evidence": (0, 9, 1),
    "capacity before": (0, 9, 3),
    "scheduled": (0, 9, 7),
    "session 1": (0, 9, 15),
    "session 2": (0, 10, 6),
    "session 3": (0, 11, 3),
    "session 4": (0, 11, 24),
    "session 5": (0, 12, 8),
    "session 6": (1, 1, 12),
    "problems": (0, 10, 7),
    "pupils": (0, 11, 10),
    "causes": (0, 11, 25),
    "tests": (0, 12, 9),
    "areas": (1, 1, 13),
    "ranked": (1, 1, 19),
    "excepted": (1, 1, 25),
    "established": (1, 2, 1),
    "plan": (1, 2, 8),
    "goals": (1, 2, 23),
    "baselines": (1, 3, 8),
    "works": (1, 3, 15),
    "asked": (1, 3, 16),
    "answered": (1, 3, 29),
    "planned": (1, 4, 12),
    "follow-up 1": (1, 6, 1),
    "follow-up 2": (1, 11, 30),
    "follow-up 3": (2, 5, 30),
    "follow-up 4": (2, 11, 29),
    "follow-up 5": (3, 5, 29),
    "review 1": (1, 6, 8),
    "review 2": (2, 6, 7),
    "review 3": (3, 6, 5),
    "term 3": (2, 1, 24),
    "seminar": (2, 3, 14),
    "evaluated": (3, 6, 8),
    "sustained": (3, 6, 9),
    "target": (3, 6, 2),
    "end": (3, 6, 30),
    "afterwards": (4, 9, 9),
}
"""The days of a programme that starts in August, the first in term 1 of 6."""

SPRING: dict[str, Day] = {
    "nominated": (-1, 8, 31),
    "assessed": (-1, 9, 2),
    "offered": (-1, 9, 14),
    "answer by": (-1, 10, 15),
    "principal": (-1, 9, 28),
    "chief": (-1, 10, 1),
    "decided": (-1, 10, 19),
    "registered": (-1, 10, 21),
    "agreed": (-1, 11, 9),
    "reported": (-1, 11, 23),
    "started": (0, 1, 11),
    "team": (0, 1, 12),
    "group": (0, 1, 18),
    "begun": (0, 1, 25),
    "evidence": (0, 1, 26),
    "capacity before": (0, 1, 28),
    "scheduled": (0, 1, 29),
    "session 1": (0, 2, 9),
    "session 2": (0, 3, 2),
    "session 3": (0, 3, 23),
    "session 4": (0, 4, 13),
    "session 5": (0, 5, 4),
    "session 6": (0, 5, 25),
    "problems": (0, 3, 3),
    "pupils": (0, 3, 16),
    "causes": (0, 4, 14),
    "tests": (0, 5, 5),
    "areas": (0, 5, 26),
    "ranked": (0, 5, 31),
    "excepted": (0, 6, 2),
    "established": (0, 6, 8),
    "plan": (0, 8, 16),
    "goals": (0, 8, 30),
    "baselines": (0, 9, 6),
    "works": (0, 9, 13),
    "asked": (0, 9, 14),
    "answered": (0, 9, 27),
    "planned": (0, 10, 4),
    "follow-up 1": (0, 11, 29),
    "follow-up 2": (1, 5, 30),
    "follow-up 3": (1, 11, 28),
    "follow-up 4": (2, 5, 29),
    "follow-up 5": (2, 11, 27),
    "review 1": (0, 12, 6),
    "review 2": (1, 12, 5),
    "review 3": (2, 12, 4),
    "term 3": (1, 8, 22),
    "seminar": (1, 10, 3),
    "evaluated": (2, 12, 5),
    "sustained": (2, 12, 6),
    "target": (2, 12, 1),
    "end": (3, 1, 3),
    "afterwards": (4, 1, 24),
}
"""The days of a programme that starts in January: a term before, or half a year."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The days of one school: those of its kind, some days later, on office days."""

    year: int
    """The year of the start."""
    spring: bool = False
    later: int = 0
    """By how many days this school lies behind others that start with it."""

    def __call__(self, name: str, *, later: int = 0) -> date:
        """Give the day of a thing, or the first office day `later` days after it."""
        days = SPRING if self.spring else AUTUMN
        return self.on(days[name], later=later)

    def on(self, day: Day, *, later: int = 0) -> date:
        """Give the office day of this school that a day stands for."""
        year, month, of_month = day
        return office_day(
            date(self.year + year, month, of_month), later=self.later + later
        )

    def session(self, number: int) -> date:
        """Give the day of a session of the situation analysis."""
        return self(f"session {number}")
