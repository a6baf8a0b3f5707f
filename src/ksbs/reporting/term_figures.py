"""The figures of the status report: where each programme stands, on a day as known then.

The same figures are taken twice, as they were and as they are known now, so that what
has been corrected since the last report can be told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ksbs.domain.calendar import terms_from
from ksbs.domain.kinds import GoalAssessment, InterventionStatus, Status
from ksbs.questions.asking import PORTFOLIO, Asking
from ksbs.questions.question import Row

STEPS = ("annual_review", "follow_up", "offer_answer", "session")
"""The steps that the committee is told of when they are overdue."""
NOT_ASSESSED = "not_assessed"
ASSESSMENTS = (*(word.value for word in GoalAssessment), NOT_ASSESSED)


@dataclass(frozen=True)
class Figures:
    """A programme in figures; `counts` holds every number by its name."""

    programme_id: str
    school: str
    school_unit_code: str
    status: Status
    term: int | None
    ended_on: date | None
    counts: Mapping[str, int]
    exceptions: tuple[Row, ...] = field(compare=False, default=())
    overdue: tuple[Row, ...] = field(compare=False, default=())
    concerns: tuple[Row, ...] = field(compare=False, default=())


def figures(asking: Asking) -> list[Figures]:
    """Take the figures of every programme at the pair, by school."""
    counts = _counts(asking)
    exceptions = _by_programme(asking.rows("exceptions"))
    overdue = _by_programme(_overdue(asking))
    concerns = _by_programme(_open_concerns(asking))
    return [
        _of(
            row,
            day=asking.as_of.valid_at,
            counts=counts.get(row["programme_id"], Counter()),
            exceptions=exceptions.get(row["programme_id"], ()),
            overdue=overdue.get(row["programme_id"], ()),
            concerns=concerns.get(row["programme_id"], ()),
        )
        for row in asking.rows(PORTFOLIO)
    ]


def _of(
    row: Row, *, day: date, counts: Counter[str], **listed: tuple[Row, ...]
) -> Figures:
    ended_on = row["ended_on"]
    told = {name: len(rows) for name, rows in listed.items()}
    return Figures(
        programme_id=row["programme_id"],
        school=row["school"],
        school_unit_code=row["school_unit_code"],
        status=Status(row["status"]),
        term=_term(row["started_on"], day=day),
        ended_on=ended_on and date.fromisoformat(ended_on),
        counts={**{name: counts[name] for name in _COUNTED}, **told},
        **listed,
    )


_COUNTED = ("sessions", "areas", "goals", *ASSESSMENTS, "running", "paused")


def _term(started_on: str | None, *, day: date) -> int | None:
    """Give the term that the programme is in: the last one when it is extended."""
    if started_on is None:
        return None
    begun = (
        term.number
        for term in terms_from(date.fromisoformat(started_on))
        if term.starts_on <= day
    )
    return max(begun, default=1)


def _counts(asking: Asking) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for programme_id, name in _counted(asking):
        found.setdefault(programme_id, Counter())[name] += 1
    return found


def _counted(asking: Asking) -> Iterator[tuple[str, str]]:
    """Yield what counts one more of a programme."""
    for row in asking.rows("sessions"):
        if row["held_on"] is not None:
            yield row["programme_id"], "sessions"
    for row in asking.rows("areas"):
        if row["rank"] is not None:
            yield row["programme_id"], "areas"
    for row in _goals(asking):
        yield row["programme_id"], "goals"
        yield row["programme_id"], row["assessment"]
    shown = {
        InterventionStatus.STARTED.value: "running",
        InterventionStatus.PAUSED.value: "paused",
    }
    for row in asking.rows("interventions"):
        if row["status"] in shown:
            yield row["programme_id"], shown[row["status"]]


def _goals(asking: Asking) -> Iterator[dict[str, Any]]:
    """Yield the goals that stand, each with its latest assessment."""
    latest: dict[str, Row] = {}
    for row in asking.rows("goal_assessments"):
        before = latest.setdefault(row["goal_id"], row)
        if row["assessment_number"] > before["assessment_number"]:
            latest[row["goal_id"]] = row
    for row in asking.rows("goals"):
        if row["ended_on"] is None:
            assessed = latest.get(row["goal_id"], {"assessment": NOT_ASSESSED})
            yield {**row, "assessment": assessed["assessment"]}


def _overdue(asking: Asking) -> Iterator[Row]:
    today = asking.as_of.valid_at.isoformat()
    for row in asking.rows("due_steps"):
        still_open = row["done_on"] is None and row["lapsed_on"] is None
        if row["kind"] in STEPS and still_open and row["due_on"] < today:
            yield row


def _open_concerns(asking: Asking) -> Iterator[Row]:
    return (row for row in asking.rows("concerns") if row["resolved_on"] is None)


def _by_programme(rows: Iterator[Row] | list[Row]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, tuple[Row, ...]] = {}
    for row in rows:
        held = found.get(row["programme_id"], ())
        found[row["programme_id"]] = (*held, row)
    return found
