"""Question 27 over HTTP: what differs between two dates, in the names that JSON has."""

from typing import Any

from ksbs.domain.words import Role
from tests.support.api import World


def asked(world: World, **said: str) -> list[dict[str, Any]]:
    """Ask for the differences, and give the rows."""
    params = {"limit": "200", **said}
    answer = world.get("/questions/27", role=Role.AUDITOR, params=params)
    assert answer.status_code == 200, answer.text
    rows: list[dict[str, Any]] = answer.json()["items"]
    return rows


def offered(world: World) -> None:
    """A programme nominated on 1 October and offered to on the 9th, then withdrawn."""
    programme_id = world.nominate()
    world.clock.move(days=8)
    answer = world.post(
        f"/programmes/{programme_id}/participation-offers",
        {"offeredTo": "principal", "answerBy": "2026-10-20"},
        version=1,
    )
    assert answer.status_code == 201, answer.text
    world.clock.move(days=8)
    answer = world.post(
        f"/programmes/{programme_id}/nomination-withdrawals",
        {"reason": "Skolan får annat stöd."},
        version=2,
    )
    assert answer.status_code == 201, answer.text


def test_what_was_added_has_its_columns_in_camel_case(world: World) -> None:
    # given
    offered(world)

    # when
    days = {"from": "2026-09-01", "to": "2026-10-02"}
    (row,) = asked(world, view="programme_status", **days)

    # then
    assert (row["change"], row["field"], row["before"]) == ("added", None, None)
    assert row["after"]["schoolUnitCode"] == "01234567"
    assert row["after"]["nominatedOn"] == "2026-10-01"
    assert not any("_" in name for name in row["after"])


def test_a_field_that_changed_is_named_as_in_the_differences_of_a_programme(
    world: World,
) -> None:
    # given
    offered(world)
    days = {"validAt": "2026-10-02", "compareValidAt": "2026-10-17"}

    # when
    rows = asked(world, **{"from": "2026-10-02", "to": "2026-10-17"})
    programme = f"/programmes/{rows[0]['programmeId']}/differences"
    views = world.get(programme, params=days).json()["views"]

    # then
    changed = [row for row in rows if row["change"] == "changed"]
    assert [(row["view"], row["field"], row["after"]) for row in changed] == [
        (view["name"], each["field"], each["new"])
        for view in views
        for row in view["changed"]
        for each in row["fields"]
    ]
    assert "endedOn" in {row["field"] for row in changed}


def test_the_year_before_the_first_of_the_calendar_is_the_first(world: World) -> None:
    # given
    world.nominate()

    # then
    assert asked(world, to="0001-01-01") == []
    assert asked(world, validAt="0001-06-30") == []
    assert asked(world, validAt="-P2025Y") == []
