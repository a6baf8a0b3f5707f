"""The main path: import, record, look, audit, by real processes."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from tests.integration.cli.conftest import Ksbs

FIXTURES = Path(__file__).parents[2] / "fixtures" / "skolverket"
NOMINATION = {
    "schoolUnitCode": "01234567",
    "schoolName": "Ådalsexemplets skola",
    "schoolForm": "GR",
    "organizerNumber": "2120000142",
    "grounds": ["low_results"],
    "motive": "Resultaten har sjunkit tre år i rad.",
}
NOBODY = "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01"


@pytest.fixture(scope="module")
def programme(ksbs: Ksbs) -> str:
    """The id of a programme that has been nominated."""
    done = ksbs("record", "programmes", "--json", stdin=json.dumps(NOMINATION))
    return str(done.json["event"]["programmeId"])


def test_an_import_is_counted_and_the_second_says_nothing_new(ksbs: Ksbs) -> None:
    # given
    files = [FIXTURES / "planned-v4-list-of-two-pages.json"]
    # when
    first = ksbs("import", "school-units", *files, "--json").json
    second = ksbs("import", "school-units", *files, "--json").json
    # then
    assert first == {"read": 3, "new": 3, "unchanged": 0, "rejected": []}
    assert second == {"read": 3, "new": 0, "unchanged": 3, "rejected": []}


def test_a_broken_file_exits_65_and_names_line_and_reason(
    ksbs: Ksbs, tmp_path: Path
) -> None:
    # given
    whole = (FIXTURES / "register-v2-list.json").read_bytes()
    cut = tmp_path / "cut.json"
    cut.write_bytes(whole[: len(whole) // 2])
    # when
    as_json = ksbs("import", "school-units", cut, "--json")
    as_text = ksbs("import", "school-units", cut)
    # then
    assert (as_json.code, as_text.code) == (65, 65)
    (rejection,) = as_json.json["rejected"]
    assert rejection["file"] == str(cut)
    assert rejection["line"] == 10
    assert f"{cut}:10: {rejection['reason']}" in as_text.err
    assert (as_text.out, as_json.json["new"]) == ("", 0)


def test_an_action_answers_with_event_receipt_and_advisories(
    ksbs: Ksbs, programme: str
) -> None:
    # when
    done = ksbs(
        "record",
        "condition-assessments",
        *("--programme", programme),
        *("--set", "assessment=Skolan har svårt att vända utvecklingen."),
        *("--set", 'factors=["Två rektorsbyten"]'),
        *("--set", f"assessor={NOBODY}"),
        "--json",
    ).json
    # then
    assert done["event"]["name"] == "ConditionsAssessed"
    assert done["event"]["version"] == 2
    assert done["event"]["source"] == "cli"
    assert done["event"]["recordedBy"]["role"] == "programme-office"
    assert done["receipt"]["position"] > 0
    assert done["advisories"] == []


def test_a_programme_is_shown_as_it_was_on_a_day(ksbs: Ksbs, programme: str) -> None:
    # when
    now = ksbs("show", programme, "--json").json
    before = ksbs("show", programme, "--valid-at", "2020-01-01")
    # then
    assert now["schoolName"] == "Ådalsexemplets skola"
    assert now["status"] == "nominated"
    assert UUID(now["programmeId"]) == UUID(programme)
    assert before.code == 5
    assert "Next: See what there is: “ksbs list”." in before.err


def test_a_programme_in_words_can_be_read_aloud(ksbs: Ksbs, programme: str) -> None:
    # when
    done = ksbs("show", programme)
    # then
    first, second, *_ = done.out.splitlines()
    assert first == "Ådalsexemplets skola (01234567): nominated"
    assert second.startswith(f"Programme {programme}, version ")


def test_the_list_holds_the_programme_now_and_nothing_long_ago(
    ksbs: Ksbs, programme: str
) -> None:
    # when
    now, long_ago = ksbs("list", "--json").json, ksbs("list", "--valid-at", "-P9Y")
    # then
    assert [each["programmeId"] for each in now["items"]] == [programme]
    assert now["_meta"] == {"count": 1}
    assert (long_ago.code, long_ago.out) == (0, "")
    assert "--valid-at" in long_ago.err


def test_the_audit_trail_walks_backwards_by_cursor(ksbs: Ksbs, programme: str) -> None:
    # given
    everything = ksbs("audit", "--json", "--limit", 1000).json["items"]
    # when
    first = ksbs("audit", "--json", "--limit", 2).json
    second = ksbs(
        "audit", "--json", "--limit", 2, "--after", first["_meta"]["after"]
    ).json
    # then
    assert first["items"] + second["items"] == everything[:4]
    last = [e["name"] for e in everything if e["programmeId"] == programme]
    assert last[-1] == "SchoolNominated"


def test_the_audit_trail_is_listed_as_it_was_known_then(
    ksbs: Ksbs, programme: str
) -> None:
    # given
    everything = ksbs("audit", "--json", "--limit", 1000).json
    (nominated,) = (e for e in everything["items"] if e["name"] == "SchoolNominated")
    assert nominated["programmeId"] == programme
    moment = nominated["recordedAt"]
    known = [e for e in everything["items"] if e["recordedAt"] <= moment]
    # when
    then = ksbs("audit", "--json", "--known-at", moment).json
    # then
    assert then["items"] == known
    assert then["asOf"]["position"] == len(known)


def test_the_audit_trail_can_be_narrowed(ksbs: Ksbs, programme: str) -> None:
    # when
    named = ksbs("audit", "--json", "--name", "SchoolNominated").json["items"]
    of_programme = ksbs("audit", "--json", "--programme", programme).json["items"]
    of_nobody = ksbs("audit", "--json", "--person", NOBODY).json["items"]
    of_yesterday = ksbs("audit", "--json", "--recorded-to", "-P1D").json["items"]
    # then
    assert [each["programmeId"] for each in named] == [programme]
    assert {each["programmeId"] for each in of_programme} == {programme}
    assert of_nobody == of_yesterday == []


def test_the_same_key_records_once(ksbs: Ksbs, programme: str) -> None:
    # given
    body = json.dumps({"offeredTo": "principal", "answerBy": "2099-12-31"})
    offer = ("record", "participation-offers", "--programme", programme)
    # when
    first = ksbs(*offer, "--key", "once", "--json", stdin=body).json
    again = ksbs(*offer, "--key", "once", "--json", stdin=body).json
    # then
    assert again == first


def test_the_doctor_finds_nothing_wrong(ksbs: Ksbs, programme: str) -> None:
    # when
    done = ksbs("doctor", "--json")
    # then
    assert programme
    assert all(each["ok"] for each in done.json), done.out
    assert {"settings", "server", "database", "entries"} <= {
        each["name"] for each in done.json
    }
    assert done.code == 0


def test_a_token_stands_on_the_last_line_and_is_accepted(
    ksbs: Ksbs, programme: str, tmp_path: Path
) -> None:
    # given
    token = tmp_path / "token"
    done = ksbs("token", "--role", "auditor")
    token.write_text(done.out, encoding="utf-8")
    # when
    listed = ksbs("list", "--as-token", token, "--json")
    # then
    assert done.out.count("\n") == 1
    assert [each["programmeId"] for each in listed.json["items"]] == [programme]


def test_a_timeline_and_what_differs_are_shown(ksbs: Ksbs, programme: str) -> None:
    # when
    timeline = ksbs("timeline", programme, "--json").json
    in_words = ksbs("timeline", programme, "--view", "programme_status").out
    difference = ksbs(
        *("diff", programme, "--valid-at", "2000-01-01", "--compare-valid-at", "-P0D"),
        "--json",
    ).json
    as_text = ksbs(
        "diff", programme, "--valid-at", "2000-01-01", "--compare-valid-at", "-P0D"
    )
    # then
    assert timeline["milestones"][0]["name"] == "SchoolNominated"
    assert "Milestones:" in in_words
    assert "school name Ådalsexemplets skola" in in_words
    assert difference["total"]["added"] > 0
    assert "  + " in as_text.out
    assert ksbs("diff", programme).out.endswith("Nothing differs.\n")
    assert ksbs("timeline", NOBODY).code == 5
    unheard = ksbs("timeline", programme, "--view", "unheard")
    assert (unheard.code, "programme_status" in unheard.err) == (2, True)


def test_the_audit_trail_is_searched_by_words(ksbs: Ksbs, programme: str) -> None:
    # when
    found = ksbs("audit", "--q", "resultat", "--json").json["items"]
    other = ksbs("audit", "--q", "frånvaro", "--json").json["items"]
    # then
    assert programme in {each["programmeId"] for each in found}
    assert other == []
