"""Reports at two pairs of times over HTTP: what they say otherwise."""

from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import World

THEN: dict[str, Any] = {"validAt": "2026-10-06", "knownAt": "2026-10-08"}
"""After the offer was made, before anybody had told of it."""
NOW: dict[str, Any] = {"compareValidAt": "2026-10-06", "compareKnownAt": "2026-10-10"}


def told_late(world: World) -> str:
    """A programme nominated on 1 October; on the 9th an offer of the 5th is told."""
    programme_id = world.nominate()
    world.clock.instant = datetime(2026, 10, 9, 9, 0, tzinfo=UTC)
    answer = world.post(
        f"/programmes/{programme_id}/participation-offers",
        {
            "offeredTo": "principal",
            "answerBy": "2026-10-20",
            "occurredOn": "2026-10-05",
        },
        version=1,
    )
    assert answer.status_code == 201, answer.text
    world.clock.instant = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
    return programme_id


def asked(
    world: World,
    name: str = "term-status",
    *,
    role: Role = Role.PROGRAMME_OFFICE,
    headers: dict[str, str] | None = None,
    **said: Any,
) -> httpx.Response:
    """Compare a report, and hold the answer against the document."""
    path = f"/reports/{name}/differences"
    answer = world.get(path, role=role, params=said, headers=headers or {})
    Contract().check(answer)
    return answer


def test_what_is_now_known_of_that_day_is_told_by_table_row_and_column(
    world: World,
) -> None:
    # given
    told_late(world)

    # when
    found = asked(world, **THEN, language="sv").json()

    # then
    assert found["sameDay"] is True
    assert found["total"] == {"added": 1, "removed": 1, "changed": 1}
    tables = {table["name"]: table for table in found["tables"]}
    assert list(tables) == ["portfolio", "programmes"]
    assert tables["portfolio"]["added"][0]["key"] == {"status": "offered"}
    assert tables["portfolio"]["removed"][0]["key"] == {"status": "nominated"}
    (changed,) = tables["programmes"]["changed"]
    assert changed["key"] == {"school": "Exempelskolan"}
    assert changed["fields"] == [
        {
            "field": "status",
            "about": {"sv": "Läge", "en": "Stage"},
            "old": "nominated",
            "new": "offered",
            "oldLabel": {"sv": "nominerad", "en": "nominated"},
            "newLabel": {"sv": "erbjuden", "en": "offered"},
        }
    ]


def test_both_pairs_are_told_with_their_place_in_the_log(world: World) -> None:
    # given
    told_late(world)

    # when
    found = asked(world, **THEN, **NOW).json()

    # then
    first, second = found["asOf"], found["comparedTo"]
    assert (first["validAt"], second["validAt"]) == ("2026-10-06", "2026-10-06")
    assert (first["position"], second["position"]) == (1, 2)
    assert first["root"] != second["root"]


def test_a_day_and_another_are_compared(world: World) -> None:
    # given
    told_late(world)

    # when
    found = asked(world, validAt="2026-10-01", compareValidAt="2026-10-06").json()

    # then
    assert found["sameDay"] is False
    assert found["total"]["changed"] == 1


def test_a_pair_and_itself_do_not_differ(world: World) -> None:
    # given
    told_late(world)
    same = {"compareValidAt": THEN["validAt"], "compareKnownAt": THEN["knownAt"]}

    # when
    found = asked(world, **THEN, **same).json()

    # then
    assert found["tables"] == []
    assert found["total"] == {"added": 0, "removed": 0, "changed": 0}


def test_two_pinned_pairs_have_a_tag_and_are_unchanged(world: World) -> None:
    # given
    told_late(world)

    # when
    first = asked(world, **THEN, **NOW)
    again = asked(
        world, headers={"If-None-Match": first.headers["etag"]}, **THEN, **NOW
    )

    # then
    assert (again.status_code, again.content) == (304, b"")
    # and now is not final, nor is how long ago
    assert "etag" not in asked(world, **THEN).headers
    ago = asked(world, **THEN, **NOW, previousKnownAt="-P1Y")
    assert "etag" not in ago.headers


def test_the_language_is_the_one_asked_for(world: World) -> None:
    # given
    told_late(world)

    # when
    negotiated = asked(world, headers={"Accept-Language": "sv"}, **THEN)
    said = asked(world, headers={"Accept-Language": "sv"}, language="en", **THEN)

    # then
    for answer, language in ((negotiated, "sv"), (said, "en")):
        assert answer.headers["content-language"] == language
        assert answer.json()["language"] == language


def test_parameters_are_those_of_the_report(world: World) -> None:
    # given
    programme_id = told_late(world)

    # when
    strange = asked(world, indicator="anything")
    lacking = asked(world, "interventions-and-indicators")
    one = asked(world, "interventions-and-indicators", programmeId=programme_id, **THEN)
    none = asked(world, "term-statuses")

    # then
    for answer, parameter in ((strange, "indicator"), (lacking, "programmeId")):
        assert answer.status_code == 400
        assert [e["parameter"] for e in answer.json()["errors"]] == [parameter]
    assert one.json()["tables"] == []
    assert none.status_code == 404
    assert "term-status, decision-register" in none.json()["detail"]


@pytest.mark.parametrize("name", ["knownAt", "compareKnownAt"])
def test_nobody_knows_yet_what_tomorrow_will_say(world: World, name: str) -> None:
    # when
    said: dict[str, Any] = {name: "2026-10-02"}
    answer = asked(world, **said)

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/not-yet-known")


def test_the_extract_compared_holds_what_was_recorded_in_between(world: World) -> None:
    # given
    programme_id = told_late(world)

    # when
    said = {"programmeId": programme_id, **THEN}
    found = asked(world, "audit-extract", role=Role.AUDITOR, **said).json()

    # then
    names = [(t["name"], [r["key"] for r in t["added"]]) for t in found["tables"]]
    assert names == [
        ("entries", [{"position": 2}]),
        ("contents", [{"position": 2}]),
    ]


@pytest.mark.parametrize("role", Role)
def test_only_those_who_may_have_the_report_may_compare_it(
    world: World, role: Role
) -> None:
    # given
    programme_id = told_late(world)

    # when
    status = asked(world, role=role)
    extract = asked(world, "audit-extract", role=role, programmeId=programme_id)

    # then
    readers = {
        *(Role.CHIEF, Role.PROGRAMME_OFFICE, Role.REGISTRAR, Role.DPO, Role.AUDITOR),
    }
    assert status.status_code == (200 if role in readers else 403)
    assert extract.status_code == (
        200 if role in {Role.REGISTRAR, Role.AUDITOR} else 403
    )
