"""The commands about one programme, which take the code of its school unit too."""

import json

import pytest

from tests.integration.cli.conftest import Within
from tests.integration.cli.test_recording import NOMINATION

CODE, TWICE = "06789012", "06789013"


@pytest.fixture(scope="module")
def nominated(within: Within) -> dict[str, str]:
    """The programmes of two school units by day of nomination; one has had two."""
    return {
        "once": nominate(within, CODE),
        "first": nominate(within, TWICE, withdrawn=True),
        "second": nominate(within, TWICE),
    }


def nominate(within: Within, code: str, *, withdrawn: bool = False) -> str:
    body = json.dumps(NOMINATION | {"schoolUnitCode": code})
    done = within("record", "programmes", "--file", "-", "--json", stdin=body)
    programme = str(done.json["event"]["programmeId"])
    if withdrawn:
        why = ("--set", "reason=Skolan avstår.", "--programme", programme)
        ended = within("record", "nomination-withdrawals", *why)
        assert ended.code == 0, ended.err
    return programme


@pytest.mark.parametrize("command", ["show", "timeline", "diff"])
def test_a_programme_is_named_by_its_school_unit(
    within: Within, nominated: dict[str, str], command: str
) -> None:
    # when
    by_code = within(command, CODE, "--json")
    by_id = within(command, nominated["once"], "--json")
    # then
    assert by_code.json["programmeId"] == nominated["once"]
    assert by_code.json.keys() == by_id.json.keys()


@pytest.mark.parametrize("command", ["show", "timeline", "diff"])
def test_a_school_unit_that_has_had_several_does_not_say_which(
    within: Within, nominated: dict[str, str], command: str
) -> None:
    # when
    done = within(command, TWICE)
    # then
    assert (done.code, done.out) == (2, "")
    assert "has had 2 programmes: " in done.err
    assert nominated["first"] in done.err
    assert nominated["second"] in done.err
    assert "Next: Say which by its id." in done.err


def test_a_school_unit_that_had_none_then_is_told_of(
    within: Within, nominated: dict[str, str]
) -> None:
    # when
    done = within("timeline", CODE, "--valid-at", "2000-01-01")
    # then
    assert nominated
    assert done.code == 5
    assert f"There is no programme {CODE} on 2000-01-01, as known at " in done.err
    assert "Next: See what there is: “ksbs list”." in done.err


def test_what_is_no_programme_is_told_how_to_write(within: Within) -> None:
    # when
    done = within("diff", "0678901")
    # then
    assert done.code == 2
    assert "“0678901” is no programme. Write its id, as “ksbs list” shows" in done.err
