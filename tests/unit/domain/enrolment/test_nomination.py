"""A school is nominated once, and the nomination may be withdrawn until the decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.command import Occasion, SelectionRound
from ksbs.domain.enrolment.nomination import (
    AlreadyDecided,
    AlreadyNominated,
    AssessConditions,
    NationalProgrammeRunning,
    NominateSchool,
    NominationWithdrawn,
    OrganizerNotMunicipal,
    SchoolUnitNotActive,
    SchoolUnitUnknown,
    SelectionCriteriaMissing,
    SelectionRoundNotOpen,
    SelectionRoundOfOtherForm,
    SelectionRoundUnknown,
    WithdrawNomination,
)
from ksbs.domain.enrolment.offer import DeclineParticipation
from ksbs.domain.event import NotNominated, ProgrammeEnded
from ksbs.domain.kinds import DeclineReason, Ground, SchoolForm, Status
from ksbs.domain.programme import Programme
from ksbs.domain.rule import Advisory
from ksbs.domain.units import SchoolUnit
from tests.support.cast import DECIDED, DIRECTORY, NOMINATED, OFFICER, UNIT, an_id
from tests.support.given import both_for, decided, nominated, offered
from tests.support.telling import given, occasion, refused, then

WITHDRAW = WithdrawNomination(reason="Skolan läggs ned.")
ASSESS = AssessConditions(
    factors=("Hög personalomsättning",), assessment="Svårt.", assessor=OFFICER
)


def nominate(**other: Any) -> NominateSchool:
    usual: dict[str, Any] = {
        "school_unit_code": UNIT,
        "school_name": "Exempelskolan",
        "school_form": SchoolForm.COMPULSORY,
        "organizer_number": "2120000142",
        "grounds": (Ground.LOW_RESULTS,),
        "motive": "Resultaten har sjunkit tre år i rad.",
    }
    return NominateSchool(**(usual | other))


ROUND = SelectionRound(SchoolForm.COMPULSORY, closes_on=NOMINATED, criteria_set=True)


def in_a_round(named: SelectionRound | None, **other: Any) -> Programme:
    """Nominate in a round of which other streams tell so much."""
    at = replace(occasion(NominateSchool, on=NOMINATED), selection_round=named)
    command = nominate(selection_round_id=an_id(77), **other)
    event = command.decide(Programme(directory=DIRECTORY), occasion=at)
    return given(Programme(directory=DIRECTORY), event)


def advised(
    unit: SchoolUnit | None, *, national_programme: str | None = None
) -> list[type[Advisory]]:
    at: Occasion = replace(
        occasion(NominateSchool, on=NOMINATED),
        school_unit=unit,
        national_programme=national_programme,
    )
    programme = Programme(directory=DIRECTORY)
    found = list(nominate().advise(programme, occasion=at))
    for advisory in found:
        assert UNIT in advisory.en
        assert UNIT in advisory.message_sv
    return [type(advisory) for advisory in found]


def test_a_school_is_nominated() -> None:
    # given, when
    programme = then(Programme(directory=DIRECTORY), nominate(), on=NOMINATED)
    # then
    assert (programme.unit, programme.status) == (UNIT, Status.NOMINATED)
    assert programme.claims() == {f"open-programme:{UNIT}"}


def test_a_school_is_nominated_once_in_a_programme() -> None:
    with refused(AlreadyNominated, UNIT):
        then(nominated(), nominate())


@pytest.mark.parametrize(
    "wrong",
    [
        {"school_unit_code": "1234567"},
        {"organizer_number": "212000-0142"},
        {"grounds": ()},
        {"motive": " "},
        {"school_name": "Två\nrader"},
    ],
)
def test_a_nomination_is_whole(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        nominate(**wrong)


def test_nothing_precedes_the_nomination() -> None:
    with refused(NotNominated, NOMINATED):
        then(Programme(), ASSESS, on=NOMINATED)


def test_conditions_are_assessed_once_the_school_is_nominated() -> None:
    programme = then(nominated(), ASSESS, on=NOMINATED)
    assert programme.conditions_assessed_on == NOMINATED


@pytest.mark.parametrize("stage", [nominated, offered, both_for])
def test_a_nomination_may_be_withdrawn_before_the_decision(stage: Any) -> None:
    # given, when
    programme = then(stage(), WITHDRAW)
    # then
    assert programme.status is Status.WITHDRAWN
    assert programme.claims() == frozenset()


def test_a_nomination_is_not_withdrawn_after_the_decision() -> None:
    with refused(AlreadyDecided, DECIDED):
        then(decided(), WITHDRAW)


def test_nothing_of_the_process_follows_the_end() -> None:
    # given
    programme = then(nominated(), WITHDRAW)
    # when, then
    with refused(ProgrammeEnded):
        then(programme, ASSESS)


def test_what_ended_does_not_end_in_another_way() -> None:
    # given
    decline = DeclineParticipation(reason=DeclineReason.TIME, text="Ingen tid.")
    programme = then(offered(), decline)
    # when, then
    with refused(ProgrammeEnded):
        then(programme, WITHDRAW)


def test_a_unit_that_the_register_does_not_know_is_worth_a_second_look() -> None:
    assert advised(None) == [SchoolUnitUnknown]


def test_an_active_unit_of_the_municipality_needs_no_second_look() -> None:
    unit = SchoolUnit(UNIT, status="AKTIV", organizer_type="KOMMUN")
    assert advised(unit) == []


def test_a_register_that_says_nothing_of_status_and_organizer_is_believed() -> None:
    assert advised(SchoolUnit(UNIT)) == []


def test_another_organizer_and_a_closed_unit_are_worth_a_second_look() -> None:
    unit = SchoolUnit(UNIT, status="UPPHORT", organizer_type="ENSKILD")
    assert advised(unit) == [OrganizerNotMunicipal, SchoolUnitNotActive]


def test_a_school_in_the_national_programme_is_worth_a_second_look() -> None:
    found = advised(SchoolUnit(UNIT), national_programme="2022–2025")
    assert found == [NationalProgrammeRunning]


def test_a_school_outside_the_national_programme_needs_no_second_look() -> None:
    assert advised(SchoolUnit(UNIT), national_programme=None) == []


def test_a_school_is_nominated_in_an_open_round_of_its_form_with_criteria() -> None:
    # given, when
    programme = in_a_round(ROUND)
    # then
    assert programme.nomination is not None
    assert programme.nomination.selection_round_id == an_id(77)


def test_a_nomination_names_a_round_that_has_been_opened() -> None:
    with refused(SelectionRoundUnknown, an_id(77), NOMINATED):
        in_a_round(None)


def test_a_nomination_names_a_round_of_its_own_school_form() -> None:
    with refused(SelectionRoundOfOtherForm):
        in_a_round(ROUND, school_form=SchoolForm.UPPER_SECONDARY)


def test_an_upper_secondary_school_is_nominated_in_a_round_of_such_schools() -> None:
    # given
    named = replace(ROUND, school_form=SchoolForm.UPPER_SECONDARY)
    # when
    programme = in_a_round(named, school_form=SchoolForm.UPPER_SECONDARY)
    # then
    assert programme.status is Status.NOMINATED


def test_nobody_is_nominated_in_a_round_that_has_closed() -> None:
    # given
    closed = NOMINATED - timedelta(days=1)
    # when, then
    with refused(SelectionRoundNotOpen, closed, NOMINATED):
        in_a_round(replace(ROUND, closes_on=closed))


def test_nobody_is_nominated_in_a_round_before_its_criteria_are_set() -> None:
    with refused(SelectionCriteriaMissing, NOMINATED):
        in_a_round(replace(ROUND, criteria_set=False))


def test_a_nomination_may_name_no_round() -> None:
    # given, when
    programme = then(Programme(directory=DIRECTORY), nominate(), on=NOMINATED)
    # then
    assert programme.nomination is not None
    assert programme.nomination.selection_round_id is None


def test_events_are_frozen_and_strict() -> None:
    # given
    event = NominationWithdrawn(occurred_on=DECIDED, reason="Läggs ned.")
    # when, then
    with pytest.raises(ValidationError, match="frozen"):
        event.reason = "Något annat."  # type: ignore[misc]  # the test asks for it
    with pytest.raises(ValidationError, match="occurred"):
        NominationWithdrawn(
            occurred_on=datetime(2024, 2, 12, 8, tzinfo=UTC), reason="x"
        )
    with pytest.raises(ValidationError, match="personal identity number"):
        NominationWithdrawn(occurred_on=DECIDED, reason="Elev 120101-2380 flyttar.")


def test_a_fold_of_an_illegal_history_is_still_a_state() -> None:
    # given
    event = NominationWithdrawn(occurred_on=DECIDED, reason="Läggs ned.")
    # when, then
    assert event.evolve(Programme()).status is Status.WITHDRAWN
    with refused(NotNominated):
        given(Programme(), event)
