"""A nomination is shown with its grounds and with what came of it."""

from datetime import date

from ksbs.domain.enrolment.decision import RejectEnrolment
from ksbs.domain.enrolment.nomination import (
    ConditionsAssessed,
    SchoolNominated,
    WithdrawNomination,
)
from ksbs.domain.enrolment.offer import DeclineParticipation
from ksbs.domain.kinds import DecisionBasis, DeclineReason, Ground, SchoolForm
from ksbs.domain.programme import Programme
from projections.nominations import rows
from tests.support.cast import DECIDED, NOMINATED, OFFERED, OFFICER, UNIT, an_id
from tests.support.given import decided, nominated, offered
from tests.support.given_closing import completed
from tests.support.telling import given, then

DAY = date(2024, 2, 5)


def came_to(programme: Programme) -> tuple[object, ...]:
    (row,) = rows(programme)
    names = ("outcome", "outcome_on", "reason_kind", "reason")
    return tuple(row[name] for name in names)


def test_what_is_not_nominated_has_no_row() -> None:
    assert list(rows(Programme())) == []


def test_a_nomination_in_a_round_shows_grounds_and_motive() -> None:
    # given
    nomination = SchoolNominated(
        occurred_on=NOMINATED,
        school_unit_code=UNIT,
        school_name="Exempelskolan",
        school_form=SchoolForm.COMPULSORY,
        organizer_number="2120000142",
        grounds=(Ground.LOW_RESULTS, Ground.DIFFICULT_CONDITIONS),
        motive="Resultaten har sjunkit.",
        evidence_refs=("Betyg 2023",),
        selection_round_id=an_id(77),
    )
    assessed = ConditionsAssessed(
        occurred_on=OFFERED,
        factors=("Två rektorsbyten",),
        assessment="Svårt på egen hand.",
        assessor=OFFICER,
    )
    # when
    (row,) = rows(given(Programme(), nomination, assessed))
    # then
    assert row == {
        "school_unit_code": UNIT,
        "school_name": "Exempelskolan",
        "school_form": "GR",
        "organizer_number": "2120000142",
        "round_id": an_id(77),
        "nominated_on": NOMINATED,
        "grounds": ("low_results", "difficult_conditions"),
        "motive": "Resultaten har sjunkit.",
        "evidence_refs": ("Betyg 2023",),
        "conditions_assessed_on": OFFERED,
        "offered_on": None,
        "outcome": "pending",
        "outcome_on": None,
        "reason_kind": None,
        "reason": None,
    }


def test_an_offer_leaves_the_outcome_pending() -> None:
    # given, when
    (row,) = rows(offered())
    # then
    assert (row["offered_on"], row["outcome"]) == (OFFERED, "pending")


def test_a_declined_offer_shows_the_reason_and_its_kind() -> None:
    # given
    decline = DeclineParticipation(reason=DeclineReason.TIME, text="Två projekt.")
    # when, then
    declined = then(offered(), decline, on=DAY)
    assert came_to(declined) == ("declined", DAY, "time", "Två projekt.")


def test_a_withdrawn_nomination_shows_why() -> None:
    # given
    withdrawal = WithdrawNomination(reason="Skolan läggs ned.")
    # when, then
    withdrawn = then(nominated(), withdrawal, on=DAY)
    assert came_to(withdrawn) == ("withdrawn", DAY, None, "Skolan läggs ned.")


def test_a_rejection_shows_why() -> None:
    # given
    rejection = RejectEnrolment(
        content="Skolan deltar inte.",
        decisive_circumstances="De är inte överens.",
        decision_basis=DecisionBasis.DELEGATION,
        reason="Rektor slutar.",
    )
    # when, then
    rejected = then(offered(), rejection, on=DAY)
    assert came_to(rejected) == ("rejected", DAY, None, "Rektor slutar.")


def test_a_decision_to_take_part_is_the_outcome_for_good() -> None:
    assert came_to(decided()) == ("decided", DECIDED, None, None)
    assert came_to(completed()) == ("decided", DECIDED, None, None)
