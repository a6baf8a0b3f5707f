"""What somebody may not do is said in words, never by the policy's own names."""

import pytest

from ksbs.application.policy import IMPORT, Read
from ksbs.application.policy_words import in_words, may_not
from ksbs.domain.command import COMMANDS
from ksbs.domain.register import load_domain
from ksbs.domain.words import Bilingual

load_domain()


@pytest.mark.parametrize("action", [*(read.value for read in Read), IMPORT, *COMMANDS])
def test_every_action_has_words_in_both_languages(action: str) -> None:
    # when
    said = in_words(action)

    # then
    assert action not in said
    assert said.en != said.sv


def test_what_only_looks_is_said_as_one_sentence() -> None:
    assert may_not(Read.PERSONAL_QUESTIONS.value) == Bilingual(
        "may not ask questions about a person.", "får inte ställa frågor om en person."
    )


def test_an_action_is_said_by_its_summary() -> None:
    assert may_not("programmes") == Bilingual(
        "may not do this: Nominate school.",
        "får inte göra detta: Nominera en skolenhet till KSBS.",
    )
