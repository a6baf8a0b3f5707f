"""A programme starts after the decision, once, and lasts six terms."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ksbs.domain.enrolment.start import (
    AlreadyStarted,
    NotDecided,
    ProgrammeStarted,
    StartProgramme,
)
from ksbs.domain.event import Change
from ksbs.domain.kinds import Status
from ksbs.domain.replay import corrected
from tests.support.cast import DECIDED, STARTED
from tests.support.given import both_for, decided, started
from tests.support.telling import refused, then, when

START = StartProgramme()


def test_a_decided_programme_starts() -> None:
    # given, when
    programme = then(decided(), START, on=STARTED)
    # then
    assert (programme.started_on, programme.status) == (STARTED, Status.STARTED)
    assert programme.planned_end == date(2027, 6, 30)


def test_a_programme_may_start_on_the_day_of_the_decision() -> None:
    assert then(decided(), START, on=DECIDED).started_on == DECIDED


def test_a_programme_does_not_start_before_the_decision() -> None:
    with refused(NotDecided, STARTED):
        then(both_for(), START, on=STARTED)


def test_a_programme_starts_once() -> None:
    with refused(AlreadyStarted, STARTED):
        then(started(), START)


@pytest.mark.parametrize(
    ("first_day", "names", "last_day"),
    [
        (
            date(2024, 8, 19),
            ["HT24", "VT25", "HT25", "VT26", "HT26", "VT27"],
            date(2027, 6, 30),
        ),
        (
            date(2024, 2, 12),
            ["VT24", "HT24", "VT25", "HT25", "VT26", "HT26"],
            date(2026, 12, 31),
        ),
        (
            date(2024, 6, 30),
            ["VT24", "HT24", "VT25", "HT25", "VT26", "HT26"],
            date(2026, 12, 31),
        ),
        (
            date(2024, 7, 1),
            ["HT24", "VT25", "HT25", "VT26", "HT26", "VT27"],
            date(2027, 6, 30),
        ),
    ],
)
def test_six_terms_follow_one_another_without_a_gap(
    first_day: date, names: list[str], last_day: date
) -> None:
    # given, when
    (event,) = when(decided(), START, on=first_day)
    # then
    assert isinstance(event, ProgrammeStarted)
    terms = event.terms
    assert [term.name for term in terms] == names
    assert [term.number for term in terms] == [1, 2, 3, 4, 5, 6]
    assert (terms[0].starts_on, event.planned_end) == (first_day, last_day)
    for before, after in pairwise(terms):
        assert after.starts_on == before.ends_on + timedelta(days=1)


def test_a_corrected_start_moves_the_planned_end_with_it() -> None:
    # given
    (event,) = when(decided(), START, on=date(2025, 8, 18))
    # when
    moved = corrected(
        event, [Change(field="occurredOn", old="2025-08-18", new="2026-01-12")]
    )
    # then
    assert event.evolve(decided()).planned_end == date(2028, 6, 30)
    assert moved.evolve(decided()).planned_end == date(2028, 12, 31)
