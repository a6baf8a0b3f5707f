"""A programme in words, one fact a line, so that it can be read aloud."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from ksbs.application.days import STOCKHOLM
from ksbs.application.programme_parts import (
    AreaView,
    GoalView,
    InterventionView,
    PersonView,
    SignView,
)
from ksbs.application.view import ProgrammeView


def programme_text(view: ProgrammeView, *, version: int) -> str:
    """Describe a programme; `version` is its stream's, for `ksbs record --version`."""
    return "\n".join((*_head(view, version=version), *_sections(view)))


def moment_text(instant: datetime) -> str:
    """Give an instant as people in Stockholm read it."""
    return instant.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")


def _head(view: ProgrammeView, *, version: int) -> Iterator[str]:
    as_of = view.as_of
    yield f"{view.school_name} ({view.school_unit_code}): {view.status.en}"
    yield f"Programme {view.programme_id}, version {version}"
    if view.started_on is not None:
        yield f"Started {view.started_on}{_until(view.planned_end)}"
    yield (
        f"As of {as_of.valid_at}, as known {moment_text(as_of.known_at)} "
        f"(position {as_of.position} of the log)"
    )


def _until(planned_end: date | None) -> str:
    return "" if planned_end is None else f", planned to end {planned_end}"


def _sections(view: ProgrammeView) -> Iterator[str]:
    held = (f"Session {each.number} held {each.occurred_on}" for each in view.sessions)
    yield from _section("Analysis sessions", held)
    yield from _section("Development areas", map(_area, view.areas))
    yield from _section("Goals", map(_goal, view.goals))
    yield from _section("Visible signs", map(_sign, view.signs))
    yield from _section("Interventions", map(_intervention, view.interventions))
    yield from _section("People", map(_person, view.people))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = [f"  {line}" for line in lines]
    if found:
        yield from ("", f"{heading}:", *found)


def _area(area: AreaView) -> str:
    return f"{area.title}, " + (
        "not prioritised" if area.rank is None else f"priority {area.rank}"
    )


def _goal(goal: GoalView) -> str:
    by = "" if goal.target_date is None else f", by {goal.target_date}"
    assessed = "" if goal.assessment is None else f": {goal.assessment.en}"
    return f"{goal.text}{by}{assessed}"


def _sign(sign: SignView) -> str:
    seen = "not observed yet" if sign.last_observed is None else sign.last_observed.en
    return f"{sign.text}: {seen}"


def _intervention(intervention: InterventionView) -> str:
    began = f", from {intervention.started_on}" if intervention.started_on else ""
    ended = f" to {intervention.ended_on}" if intervention.ended_on else ""
    return f"{intervention.title}: {intervention.status.en}{began}{ended}"


def _person(person: PersonView) -> str:
    last = f" to {person.last_day}" if person.last_day else ""
    return f"{person.role.en}: {person.person_id}, from {person.first_day}{last}"
