"""The schools of a selection round over HTTP, side by side and never ranked."""

import pytest

from tests.support.api import World
from tests.support.selecting_over_http import (
    NOTE,
    describe,
    open_round,
    publish,
    set_criteria,
)


@pytest.fixture
def round_id(world: World) -> str:
    """An open round of compulsory schools with criteria."""
    found = open_round(world)
    assert set_criteria(world, found).status_code == 201
    return found


def test_schools_stand_side_by_side_and_none_is_selected(
    world: World, round_id: str
) -> None:
    # given
    describe(world, "00000001", "Östra")
    describe(world, "00000002", "Ängby")
    describe(world, "00000003", "Gymnasiet", form="GY")
    publish(world, "00000001", y2023="190", y2024="180")
    publish(world, "00000004", y2023="210", y2024="..")
    world.nominate(selectionRoundId=round_id, schoolUnitCode="00000002")
    note = NOTE | {"schoolUnitCode": "00000001"}
    world.post("/national-programme-notes", note)
    # when
    found = world.get(f"/selection-rounds/{round_id}/candidates").json()
    # then
    codes = [c["schoolUnitCode"] for c in found["items"]]
    assert codes == ["00000002", "00000001", "00000004"]
    assert (found["roundId"], found["criteriaVersion"]) == (round_id, 1)
    angby, ostra, unknown = found["items"]
    assert (angby["nominatedInRound"], angby["openProgramme"]) == (True, True)
    assert (ostra["nominatedInRound"], ostra["openProgramme"]) == (False, False)
    assert [p["status"] for p in ostra["nationalProgrammes"]] == ["takes_part"]
    assert ostra["organizerType"] == "KOMMUN"
    [indicator] = ostra["indicators"]
    assert indicator["level"]["number"] == 180
    assert indicator["trend"]["changePerYear"] == -10
    meets = [[c["meetsThreshold"] for c in each["criteria"]] for each in found["items"]]
    assert meets == [[None], [True], [None]]
    assert unknown["schoolName"] is None
    assert unknown["suppression"] == {
        "count": 1,
        "of": 2,
        "texts": [{"raw": "..", "count": 1}],
    }


def test_candidates_are_shown_as_known_and_page_by_page(
    world: World, round_id: str
) -> None:
    # given
    describe(world, "00000001", "Östra")
    world.clock.move(days=3)
    describe(world, "00000002", "Ängby")
    publish(world, "00000001", y2024="180")
    path = f"/selection-rounds/{round_id}/candidates"
    # when
    known = world.get(f"{path}?knownAt=2026-10-02").json()
    page = world.get(f"{path}?limit=1&page=2").json()
    # then
    [ostra] = known["items"]
    assert ostra["indicators"][0]["level"] is None
    assert [c["schoolName"] for c in page["items"]] == ["Östra"]
    assert page["_meta"]["totalRecords"] == 2
    assert "prev" in page["_links"]


def test_without_criteria_nothing_is_compared(world: World) -> None:
    # given
    round_id = open_round(world)
    describe(world, "00000001", "Östra")
    publish(world, "00000001", y2024="180")
    # when
    found = world.get(f"/selection-rounds/{round_id}/candidates").json()
    # then
    assert found["criteriaVersion"] is None
    [ostra] = found["items"]
    assert (ostra["indicators"], ostra["criteria"]) == ([], [])
