"""The guide for connecting an identity provider says what the code does."""

import re
from pathlib import Path

from ksbs.auth.persons import default_person
from ksbs.auth.refusal import Reason
from ksbs.domain.words import Role
from ksbs.settings import unknown_variables

GUIDE = (
    Path(__file__).parents[3] / "docs" / "how-to" / "connect-an-identity-provider.md"
).read_text(encoding="utf-8")


def test_every_reason_code_is_explained_and_no_other() -> None:
    # given
    table = GUIDE.partition("| reason |")[2].partition("\n\n")[0]

    # when
    first_cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    explained = re.findall(r"`([a-z-]+)`", " ".join(first_cells))

    # then
    assert explained == [reason.value for reason in Reason]


def test_every_role_stands_with_its_person() -> None:
    for role in Role:
        row = f"| `{role.value}` | {role.sv} ({role.en}) | `{default_person(role)}` |"
        assert row in GUIDE


def test_every_variable_that_the_guide_names_exists() -> None:
    named = dict.fromkeys(re.findall(r"KSBS_[A-Z_]+", GUIDE), "")
    assert len(named) >= 4
    assert unknown_variables(named) == []
