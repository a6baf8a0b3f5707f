"""A place is offered to principal or chief, who may decline it until the decision."""

from datetime import date, timedelta

import pytest

from ksbs.domain.enrolment.nomination import AlreadyDecided
from ksbs.domain.enrolment.offer import (
    AlreadyOffered,
    AnswerDayBeforeOffer,
    DeclineParticipation,
    NothingOffered,
    OfferParticipation,
)
from ksbs.domain.kinds import DeclineReason, OfferedTo, Status
from tests.support.cast import DECIDED, OFFERED
from tests.support.given import decided, nominated, offered
from tests.support.telling import refused, then

DECLINE = DeclineParticipation(reason=DeclineReason.OTHER, text="Ny rektor i höst.")
OFFER = OfferParticipation(offered_to=OfferedTo.PRINCIPAL, answer_by=DECIDED)


def test_a_nominated_school_is_offered_a_place() -> None:
    # given, when
    programme = then(nominated(), OFFER, on=OFFERED)
    # then
    (offer,) = programme.offers
    assert (offer.on, offer.answer_by) == (OFFERED, DECIDED)
    assert programme.status is Status.OFFERED


def test_an_answer_may_be_due_the_same_day() -> None:
    programme = then(nominated(), OFFER, on=DECIDED)
    assert programme.status is Status.OFFERED


def test_an_answer_is_not_due_before_the_offer() -> None:
    after = DECIDED + timedelta(days=1)
    with refused(AnswerDayBeforeOffer, after, DECIDED):
        then(nominated(), OFFER, on=after)


@pytest.mark.parametrize("on", [OFFERED, DECIDED])
def test_the_same_office_is_not_offered_twice_while_it_may_answer(on: date) -> None:
    with refused(AlreadyOffered, OFFERED):
        then(offered(), OFFER, on=on)


def test_the_other_office_may_be_offered_too() -> None:
    # given
    to_chief = OfferParticipation(offered_to=OfferedTo.CHIEF, answer_by=DECIDED)
    # when
    programme = then(offered(), to_chief, on=OFFERED)
    # then
    assert [offer.offered_to for offer in programme.offers] == [
        OfferedTo.PRINCIPAL,
        OfferedTo.CHIEF,
    ]


def test_an_offer_may_be_renewed_once_the_day_to_answer_has_passed() -> None:
    # given
    after = DECIDED + timedelta(days=1)
    again = OfferParticipation(offered_to=OfferedTo.PRINCIPAL, answer_by=after)
    # when
    programme = then(offered(), again, on=after)
    # then
    assert len(programme.offers) == 2


def test_nothing_is_offered_after_the_decision() -> None:
    with refused(AlreadyDecided, DECIDED):
        then(decided(), OFFER, on=DECIDED)


def test_an_offer_is_declined_and_the_programme_ends() -> None:
    # given, when
    programme = then(offered(), DECLINE)
    # then
    assert programme.status is Status.DECLINED
    assert not programme.open


def test_what_nobody_offered_is_not_declined() -> None:
    with refused(NothingOffered):
        then(nominated(), DECLINE)


def test_nothing_is_declined_after_the_decision() -> None:
    with refused(AlreadyDecided, DECIDED):
        then(decided(), DECLINE)
