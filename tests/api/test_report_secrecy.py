"""What reports print of what is confidential, and of programmes one may not look at."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest

from ksbs.application.actor import Actor
from ksbs.cli import actions
from ksbs.domain.words import Role
from tests.support.api import BASE, World

GROUND = "OSL 23 kap. 2 §"
Act = Callable[..., httpx.Response]


@pytest.fixture
def act(world: World) -> Act:
    """Record on one programme, each time with the version that it has."""
    path = f"/programmes/{world.nominate()}"

    def record(noun: str, body: dict[str, Any]) -> httpx.Response:
        headers = {"If-Match": world.get(path).headers["ETag"]}
        answer = world.post(
            f"{path}/{noun}", body, role=Role.REGISTRAR, headers=headers
        )
        assert answer.status_code == 201, answer.text
        return answer

    return record


def diary(world: World, **said: Any) -> list[dict[str, Any]]:
    """Give the rows of the diary in English."""
    params = {"language": "en", **said}
    answer = world.get("/reports/diary", role=Role.REGISTRAR, params=params)
    assert answer.status_code == 200, answer.text
    return [
        row
        for block in answer.json()["sections"][0]["blocks"]
        if block["kind"] == "table"
        for row in block["rows"]
    ]


def document(**said: Any) -> dict[str, Any]:
    return dict(actions.find("documents").example) | said


def marked(event: dict[str, Any], field: str) -> dict[str, str]:
    return {
        "targetEventId": event["eventId"],
        "field": field,
        "legalReference": GROUND,
        "decidedBy": str(uuid4()),
        "reason": "Kan peka ut en enskild.",
    }


def test_a_field_that_is_marked_gives_place_to_the_provision(
    world: World, act: Act
) -> None:
    # given
    event = act("documents", document(brief="Om en elev.")).json()["event"]
    assert [row["brief"] for row in diary(world)] == ["Om en elev."]

    # when
    act("confidentiality-markings", marked(event, "brief"))
    (masked,) = diary(world)

    # then the rest of the row is as it was
    assert masked["brief"] == f"confidential, {GROUND}"
    assert masked["counterpart"] == document()["counterpart"]
    # and once it is lifted the text is back
    act("confidentiality-liftings", marked(event, "brief"))
    assert [row["brief"] for row in diary(world)] == ["Om en elev."]


def test_a_report_of_a_day_before_the_mark_is_what_it_was(
    world: World, act: Act
) -> None:
    # given
    event = act("documents", document(brief="Om en elev.")).json()["event"]
    world.clock.move(days=3)
    times = {"validAt": "2026-10-01", "knownAt": "2026-10-01"}
    before = diary(world, **times)

    # when
    act("confidentiality-markings", marked(event, "brief"))

    # then
    assert diary(world, **times) == before
    assert diary(world)[0]["brief"] == f"confidential, {GROUND}"


def test_of_an_entry_that_is_confidential_no_text_is_printed(
    world: World, act: Act
) -> None:
    # when
    act("documents", document(brief="Om en elev.", confidentiality=GROUND))

    # then
    (row,) = diary(world)
    assert (row["brief"], row["counterpart"]) == (f"confidential, {GROUND}",) * 2


def test_a_report_is_about_the_programmes_that_one_may_look_at(world: World) -> None:
    # given
    world.nominate()
    elsewhere = Actor(uuid4(), Role.CHIEF, None, "Annanstad")
    world.guard.actors["chief-elsewhere"] = elsewhere

    def first_section(answer: httpx.Response) -> list[dict[str, Any]]:
        assert answer.status_code == 200, answer.text
        blocks: list[dict[str, Any]] = answer.json()["sections"][0]["blocks"]
        return blocks

    # when
    path = "/reports/term-status?language=en"
    own = first_section(world.get(path, role=Role.CHIEF))
    headers = {"Authorization": "Bearer chief-elsewhere"}
    other = first_section(world.send("GET", BASE + path, headers=headers))

    # then who sees less is told so
    assert [block["kind"] for block in own] == ["paragraph", "table", "chart"]
    assert [block["text"] for block in other] == [
        "The report is about: the programmes that the one who asks may look at.",
        "The autumn term of 2026 (HT26). Programmes nominated so far: 0.",
    ]
