"""A programme's case is registered once, with a number of its own."""

from datetime import date, timedelta

import pytest

from ksbs.domain.analysis.start import StartAnalysis
from ksbs.domain.enrolment.case import (
    CaseAlreadyRegistered,
    CaseInDiary,
    CaseOpenedLater,
    RegisterCase,
)
from ksbs.domain.enrolment.offer import DeclineParticipation
from ksbs.domain.event import NotNominated, ProgrammeEnded
from ksbs.domain.kinds import DeclineReason
from ksbs.domain.programme import Programme
from tests.support.cast import DAY, NOMINATED
from tests.support.given import nominated, offered
from tests.support.telling import refused, then, when

NUMBER = "UTB 2024/1234"


def register(*, number: str = NUMBER, opened_on: date = NOMINATED) -> RegisterCase:
    return RegisterCase(
        case_number=number, opened_on=opened_on, classification="3.2 Skolutveckling"
    )


def ended() -> Programme:
    return then(
        offered(), DeclineParticipation(reason=DeclineReason.TIME, text="Ingen tid.")
    )


def test_a_case_gives_the_programme_its_number() -> None:
    # given, when
    programme = then(nominated(), register())
    # then
    assert programme.case_number == NUMBER
    assert f"case-number:{NUMBER}" in programme.claims()
    assert programme.facet(CaseInDiary) == CaseInDiary(NOMINATED, "3.2 Skolutveckling")


@pytest.mark.parametrize("number", [NUMBER, "UTB 2024/99"])
def test_a_programme_has_one_case_number(number: str) -> None:
    # given
    programme = then(nominated(), register())
    # when, then
    with refused(CaseAlreadyRegistered, NUMBER):
        when(programme, register(number=number))


def test_a_case_may_be_opened_on_the_day_it_is_registered() -> None:
    assert when(nominated(), register(opened_on=DAY))


def test_a_case_opened_after_the_day_it_is_registered_is_refused() -> None:
    tomorrow = DAY + timedelta(days=1)
    with refused(CaseOpenedLater, tomorrow, DAY):
        when(nominated(), register(opened_on=tomorrow))


def test_a_case_is_registered_even_when_the_programme_has_ended() -> None:
    # given
    with refused(ProgrammeEnded):
        when(ended(), StartAnalysis())
    # when
    programme = then(ended(), register())
    # then
    assert programme.claims() == {f"case-number:{NUMBER}"}


def test_there_is_no_case_before_there_is_a_programme() -> None:
    with refused(NotNominated, DAY):
        when(Programme(), register())
