"""The profile is gone through rule by rule: in the tests and on the page of the docs."""

import re
from pathlib import Path

from tests.api.profile.table import (
    APPLIES,
    DEVIATIONS,
    DOES_NOT_APPLY,
    SKALL_IN_1_2_0,
    SKALL_OF_TRACING,
)

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "reference" / "rest-api-profile.md"
EVERY = {*APPLIES, *DOES_NOT_APPLY}


def ids_of_tests() -> set[str]:
    """Give the ids that begin the names of test functions."""
    text = "\n".join(p.read_text("utf-8") for p in HERE.glob("test_profile_*.py"))
    found = re.findall(r"^def test_([a-z]{3})_(\d\d)_\w+\(", text, re.MULTILINE)
    return {f"{area.upper()}.{number}" for area, number in found}


def rows() -> dict[str, str]:
    """Give the page's row of each rule."""
    found = re.findall(
        r"^\| ([A-Z]{3}\.\d\d) \|(.+)\|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    assert len(found) == len(dict(found)), "a rule stands twice on the page"
    return dict(found)


def test_every_skall_of_the_profile_stands_in_the_table_once() -> None:
    tracing = {rule for rule in EVERY if rule.startswith("SPA.")}
    assert not set(APPLIES) & DOES_NOT_APPLY.keys()
    assert len(EVERY - tracing) == SKALL_IN_1_2_0
    assert len(tracing) == SKALL_OF_TRACING


def test_every_rule_that_applies_has_a_test_and_no_other_has() -> None:
    assert ids_of_tests() == set(APPLIES)


def test_the_page_tells_of_every_rule_and_of_how_it_is_met() -> None:
    for rule in EVERY:
        # when
        row = rows()[rule]

        # then
        asked, met = (part.strip() for part in row.split("|"))
        assert len(asked) > 10
        assert met.startswith("Does not apply") == (rule in DOES_NOT_APPLY), rule
        assert ("Deviation" in met) == (rule in DEVIATIONS), rule
