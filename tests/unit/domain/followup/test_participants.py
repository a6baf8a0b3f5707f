"""Those who took part are named, each once."""

from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ksbs.domain.followup.annual_review import HoldAnnualReview
from ksbs.domain.followup.seminar import HoldFollowUpSeminar
from tests.support.cast import CHIEF, PRINCIPAL

SAID: list[tuple[type[HoldAnnualReview] | type[HoldFollowUpSeminar], dict[str, Any]]]
SAID = [
    (HoldAnnualReview, {"year": 1, "on_track": True}),
    (HoldFollowUpSeminar, {"theme": "Tecken", "summary": "Ett schema."}),
]
each_command = pytest.mark.parametrize(("command", "said"), SAID)


@each_command
def test_several_take_part(
    command: type[HoldAnnualReview] | type[HoldFollowUpSeminar], said: dict[str, Any]
) -> None:
    held = command(**said, participants=(CHIEF, PRINCIPAL))
    assert held.participants == (CHIEF, PRINCIPAL)


@each_command
@pytest.mark.parametrize(
    ("participants", "saying"),
    [((), "at least 1 item"), ((CHIEF, PRINCIPAL, CHIEF), "the same person twice")],
)
def test_nobody_and_the_same_person_twice_are_refused(
    command: type[HoldAnnualReview] | type[HoldFollowUpSeminar],
    said: dict[str, Any],
    participants: tuple[UUID, ...],
    saying: str,
) -> None:
    with pytest.raises(ValidationError, match=saying):
        command(**said, participants=participants)
