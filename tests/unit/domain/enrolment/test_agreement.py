"""School and administration agree once the decision stands, and may agree anew."""

from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.enrolment.agreement import (
    Agreement,
    AgreementBeforeDecision,
    AgreementUnchanged,
    SignAgreement,
)
from tests.support.cast import DAY, DECIDED
from tests.support.given import both_for, decided, started
from tests.support.telling import refused, then, when

PARTIES = ("Skolan genom rektor", "Grundskoleavdelningen genom chefen")


def sign(**other: Any) -> SignAgreement:
    usual: dict[str, Any] = {
        "parties": PARTIES,
        "undertakings_school": "Frigöra arbetsgruppens tid.",
        "undertakings_administration": "Ge processtöd i tre år.",
        "resources": "Två timmar i veckan.",
    }
    return SignAgreement(**(usual | other))


def test_no_agreement_stands_until_one_is_signed() -> None:
    assert decided().facet(Agreement).on is None


def test_what_each_side_undertakes_stands_once_it_is_signed() -> None:
    # given, when
    programme = then(decided(), sign())
    # then
    assert programme.facet(Agreement) == Agreement(
        DAY,
        PARTIES,
        "Frigöra arbetsgruppens tid.",
        "Ge processtöd i tre år.",
        "Två timmar i veckan.",
    )


def test_an_agreement_before_the_decision_is_refused() -> None:
    with refused(AgreementBeforeDecision, DAY):
        when(both_for(), sign())


def test_an_agreement_may_be_signed_in_a_started_programme() -> None:
    assert when(started(), sign())


def test_the_same_agreement_is_not_signed_twice() -> None:
    # given
    programme = then(decided(), sign(), on=DECIDED)
    # when, then
    with refused(AgreementUnchanged, DECIDED):
        when(programme, sign(), on=DAY)


@pytest.mark.parametrize(
    "other",
    [
        {"parties": (*PARTIES, "Stödavdelningen")},
        {"undertakings_school": "Frigöra hela arbetslagets tid."},
        {"undertakings_administration": "Ge processtöd i två år."},
        {"resources": "Tre timmar i veckan."},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_new_agreement_replaces_the_former(other: dict[str, Any]) -> None:
    # given
    programme = then(decided(), sign(), on=DECIDED)
    # when
    programme = then(programme, sign(**other), on=DAY)
    # then
    agreement = programme.facet(Agreement)
    (changed,) = other
    assert (agreement.on, getattr(agreement, changed)) == (DAY, other[changed])


def test_a_former_agreement_may_be_signed_again_when_another_stands() -> None:
    # given
    programme = then(then(decided(), sign()), sign(resources="Tre timmar."))
    # when
    programme = then(programme, sign())
    # then
    assert programme.facet(Agreement).resources == "Två timmar i veckan."


@pytest.mark.parametrize("parties", [(), PARTIES[:1], (PARTIES[0], PARTIES[0])])
def test_an_agreement_has_two_parties(parties: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError, match="parties"):
        sign(parties=parties)
