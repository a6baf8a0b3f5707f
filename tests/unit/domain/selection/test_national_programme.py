"""A school's part in the national programme is noted once, and anew when it changes."""

from datetime import date
from typing import Any

import pytest

from ksbs.domain.selection.national_programme import (
    NationalProgramme,
    NoteNationalProgramme,
    Participation,
    ParticipationAlreadyNoted,
)
from tests.support.cast import UNIT
from tests.support.selecting import told
from tests.support.telling import refused

DAY, LATER = date(2024, 1, 15), date(2024, 6, 15)


def note(**other: Any) -> NoteNationalProgramme:
    usual: dict[str, Any] = {
        "school_unit_code": UNIT,
        "period": "2022–2025",
        "status": Participation.TAKES_PART,
        "source": "Överenskommelse",
    }
    return NoteNationalProgramme(**(usual | other))


def noted() -> NationalProgramme:
    return told(NationalProgramme(), note(), on=DAY)


def test_a_school_that_takes_part_is_running_it() -> None:
    assert noted().running == "2022–2025"


def test_a_school_of_which_nothing_is_noted_is_not() -> None:
    assert NationalProgramme().running is None
    assert NationalProgramme().claims() == frozenset()


def test_a_school_that_took_part_is_running_it_no_more() -> None:
    # given, when
    national = told(noted(), note(status=Participation.TOOK_PART), on=LATER)
    # then
    assert national.running is None
    [period] = national.periods
    assert (period.status, period.on) == (Participation.TOOK_PART, LATER)


def test_a_period_that_is_over_does_not_end_another() -> None:
    # given
    national = told(noted(), note(period="2025–2028"), on=LATER)
    # when
    national = told(national, note(status=Participation.TOOK_PART), on=LATER)
    # then
    assert national.running == "2025–2028"


def test_the_same_is_not_noted_twice() -> None:
    with refused(ParticipationAlreadyNoted, UNIT, DAY):
        told(noted(), note(), on=LATER)


@pytest.mark.parametrize(
    "changed",
    [
        {"status": Participation.TOOK_PART},
        {"source": "Skolverkets lista"},
        {"period": "2025–2028"},
    ],
)
def test_what_is_new_is_noted(changed: dict[str, Any]) -> None:
    # given, when
    national = told(noted(), note(**changed), on=LATER)
    # then
    assert national.periods[-1].on == LATER
