"""Follow-up seminars are recorded once, with what they gave the school."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.followup.seminar import (
    HoldFollowUpSeminar,
    Seminar,
    SeminarAlreadyRecorded,
    Seminars,
)
from ksbs.domain.standing import ProgrammeNotStarted
from tests.support.cast import ANALYST, DAY, DECIDED, PRINCIPAL, STARTED
from tests.support.given import decided, started
from tests.support.telling import advice, refused, then

TOMORROW = DAY + timedelta(days=1)
THEME = "Synliga tecken"


def hold(**other: Any) -> HoldFollowUpSeminar:
    usual: dict[str, Any] = {
        "theme": THEME,
        "participants": (PRINCIPAL, ANALYST),
        "summary": "Ett gemensamt observationsschema.",
        "school_count": 6,
    }
    return HoldFollowUpSeminar(**(usual | other))


def test_a_seminar_is_recorded() -> None:
    # given, when
    programme = then(started(), hold())
    # then
    assert programme.facet(Seminars).held == (Seminar(DAY, THEME),)


def test_a_seminar_needs_no_second_look() -> None:
    assert advice(started(), hold()) == []


def test_a_seminar_is_recorded_once() -> None:
    # given
    programme = then(started(), hold())
    # when, then
    with refused(SeminarAlreadyRecorded, THEME, DAY):
        then(programme, hold(summary="En annan sammanfattning."))


def test_another_theme_or_another_day_is_another_seminar() -> None:
    # given
    programme = then(started(), hold())
    # when
    programme = then(programme, hold(theme="Elevers delaktighet"))
    programme = then(programme, hold(), on=TOMORROW)
    # then
    assert programme.facet(Seminars).held == (
        Seminar(DAY, THEME),
        Seminar(DAY, "Elevers delaktighet"),
        Seminar(TOMORROW, THEME),
    )


def test_a_seminar_is_not_held_before_the_programme_has_started() -> None:
    with refused(ProgrammeNotStarted, DECIDED):
        then(decided(), hold(), on=DECIDED)


def test_a_seminar_may_be_held_on_the_first_day_of_the_programme() -> None:
    programme = then(started(), hold(), on=STARTED)
    assert programme.facet(Seminars).held == (Seminar(STARTED, THEME),)


@pytest.mark.parametrize("count", [None, 1])
def test_how_many_schools_took_part_may_be_left_out(count: int | None) -> None:
    assert hold(school_count=count).school_count == count


def test_a_seminar_without_any_school_is_refused() -> None:
    with pytest.raises(ValidationError, match="school_count"):
        hold(school_count=0)
