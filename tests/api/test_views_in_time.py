"""Timelines and differences: what held when, as it was known then and is known now."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import World

OFFER = {"offeredTo": "principal", "answerBy": "2026-10-20"}
THEN = "validAt=2026-10-06&knownAt=2026-10-08"
"""After the offer was made, before anybody had told of it."""


def told_late(world: World) -> str:
    """A programme nominated on 1 October; on the 9th an offer of the 5th is told."""
    programme_id = world.nominate()
    world.clock.instant = datetime(2026, 10, 9, 9, 0, tzinfo=UTC)
    answer = world.post(
        f"/programmes/{programme_id}/participation-offers",
        OFFER | {"occurredOn": "2026-10-05"},
        version=1,
    )
    assert answer.status_code == 201, answer.text
    world.clock.instant = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
    return programme_id


def asked(world: World, path: str) -> dict[str, Any]:
    """Read, and check the answer against the document."""
    answer = world.get(path)
    assert answer.status_code == 200, answer.text
    Contract().check(answer)
    body: dict[str, Any] = answer.json()
    return body


def portfolio(world: World, programme_id: str, query: str) -> list[tuple[str, ...]]:
    """Give the days and statuses of the portfolio's timeline."""
    path = f"/programmes/{programme_id}/timeline?view=programme_status&{query}"
    (view,) = asked(world, path)["views"]
    return [(s["from"], s["to"], s["values"]["status"]) for s in view["segments"]]


@pytest.mark.parametrize(
    ("query", "held"),
    [
        (
            "",
            [
                ("2026-10-01", "2026-10-04", "nominated"),
                ("2026-10-05", None, "offered"),
            ],
        ),
        ("knownAt=2026-10-08", [("2026-10-01", None, "nominated")]),
        ("validAt=2026-10-04", [("2026-10-01", None, "nominated")]),
        ("validAt=2026-10-01", [("2026-10-01", None, "nominated")]),
        ("validAt=-P8D", [("2026-10-01", None, "nominated")]),
    ],
)
def test_a_timeline_says_what_held_from_when_until_when(
    world: World, query: str, held: list[tuple[str, ...]]
) -> None:
    # given
    programme_id = told_late(world)

    # then
    assert portfolio(world, programme_id, query) == held


def test_a_timeline_has_the_milestones_and_every_view_with_labels(world: World) -> None:
    # given
    programme_id = told_late(world)

    # when
    timeline = asked(world, f"/programmes/{programme_id}/timeline")

    # then
    assert [
        (m["occurredOn"], m["name"], m["status"]) for m in timeline["milestones"]
    ] == [
        ("2026-10-01", "SchoolNominated", "nominated"),
        ("2026-10-05", "ParticipationOffered", "offered"),
    ]
    names = [view["name"] for view in timeline["views"]]
    assert names == sorted(names)
    assert {"programme_status", "people", "milestones"} <= set(names)
    (view,) = [v for v in timeline["views"] if v["name"] == "programme_status"]
    assert view["segments"][1]["labels"]["status"] == {
        "sv": "erbjuden",
        "en": "offered",
    }
    assert timeline["asOf"]["validAt"] == "2026-10-12"
    assert timeline["asOf"]["position"] == 2
    assert timeline["asOf"]["root"] == world.store.head().root.hex()


def test_only_the_views_asked_for_are_shown(world: World) -> None:
    # given
    place = f"/programmes/{told_late(world)}/timeline?view="

    # when
    shown = asked(world, f"{place}people,milestones")
    refused = world.get(f"{place}people,unheard_of")

    # then
    assert [view["name"] for view in shown["views"]] == ["milestones", "people"]
    assert refused.status_code == 400
    assert "milestones" in refused.json()["errors"][0]["detail"]


def test_what_is_now_known_about_a_day_that_was_not_known_then(world: World) -> None:
    # given
    programme_id = told_late(world)

    # when
    found = asked(
        world, f"/programmes/{programme_id}/differences?{THEN}&view=programme_status"
    )

    # then
    assert found["sameDay"] is True
    assert found["total"] == {"added": 0, "removed": 0, "changed": 1}
    (view,) = found["views"]
    assert view["changed"] == [
        {
            "key": {},
            "labels": {},
            "fields": [
                {
                    "field": "status",
                    "about": {
                        "sv": "Var omgången befinner sig; följer av dess händelser.",
                        "en": "Where the programme stands; follows from its events.",
                    },
                    "old": "nominated",
                    "new": "offered",
                    "oldLabel": {"sv": "nominerad", "en": "nominated"},
                    "newLabel": {"sv": "erbjuden", "en": "offered"},
                }
            ],
        }
    ]
    assert found["asOf"]["position"] == 1
    assert found["comparedTo"]["position"] == 2
    assert found["asOf"]["validAt"] == found["comparedTo"]["validAt"] == "2026-10-06"


def test_two_days_as_known_at_one_moment(world: World) -> None:
    # given
    place = f"/programmes/{told_late(world)}/differences?validAt=2026-10-04"

    # when
    there = asked(world, f"{place}&compareValidAt=2026-10-05")
    back = asked(world, f"{place.replace('-04', '-05')}&compareValidAt=2026-10-04")

    # then
    assert there["sameDay"] is False
    added = {view["name"]: view["added"] for view in there["views"] if view["added"]}
    removed = {view["name"]: view["removed"] for view in back["views"]}
    assert added
    assert {name: removed[name] for name in added} == added


def test_before_the_nomination_everything_is_added(world: World) -> None:
    # given
    place = f"/programmes/{told_late(world)}/differences"

    # when
    found = asked(world, f"{place}?validAt=2026-09-30&compareValidAt=2026-10-01")

    # then
    assert found["total"]["added"] > 0
    assert found["total"]["removed"] == found["total"]["changed"] == 0


def test_a_pair_and_itself_do_not_differ(world: World) -> None:
    # when
    found = asked(world, f"/programmes/{told_late(world)}/differences")

    # then
    assert found["views"] == []


def test_what_was_not_there_then_is_not_found(world: World) -> None:
    # given
    place = f"/programmes/{told_late(world)}"

    # when
    answers = [
        world.get(f"{place}/timeline?validAt=2026-09-30"),
        world.get(f"{place}/differences?validAt=2026-09-30"),
        world.get(f"/programmes/{UUID(int=7)}/timeline"),
        world.get("/programmes/no-id/differences"),
    ]

    # then
    assert [answer.status_code for answer in answers] == [404] * 4
    assert "2026-09-30" in answers[0].json()["detail"]


def test_what_will_be_known_cannot_be_compared_with(world: World) -> None:
    # given
    place = f"/programmes/{told_late(world)}/differences"

    # when
    answer = world.get(f"{place}?compareKnownAt=2026-10-13")

    # then
    assert answer.status_code == 400


@pytest.mark.parametrize("view", ["timeline", "differences"])
def test_whoever_may_not_see_the_programme_sees_none_of_its_views(
    world: World, view: str
) -> None:
    # given
    place = f"/programmes/{told_late(world)}/{view}"

    # when
    statuses = {
        role: world.get(place, role=role).status_code
        for role in (Role.PRINCIPAL, Role.ANALYST, Role.ADMIN, Role.AUDITOR)
    }
    other = world.get(
        place, headers=world.bearer(Role.PRINCIPAL, who=UUID(int=5), unit="01234568")
    )

    # then
    assert statuses == {
        Role.PRINCIPAL: 200,
        Role.ANALYST: 403,
        Role.ADMIN: 403,
        Role.AUDITOR: 200,
    }
    assert other.status_code == 403


PINNED = "validAt=2026-10-06&knownAt=2026-10-10"
SECOND = "compareValidAt=2026-10-06&compareKnownAt=2026-10-11T00:00:00Z"


@pytest.mark.parametrize(
    "path",
    [
        f"?{PINNED}",
        f"/timeline?{PINNED}",
        f"/differences?{PINNED}&{SECOND}",
    ],
)
def test_a_pinned_pair_has_a_tag_and_is_not_sent_twice(world: World, path: str) -> None:
    # given
    place = f"/programmes/{told_late(world)}{path}"
    first = world.get(place)
    tag = first.headers["ETag"]
    world.clock.move(days=30)
    world.nominate(schoolUnitCode="01234568")

    # when
    again = world.get(place, headers={"If-None-Match": tag})
    other = world.get(
        place.replace("2026-10-06", "2026-10-05"), headers={"If-None-Match": tag}
    )

    # then
    assert not tag.startswith("W/")
    assert again.status_code == 304
    assert again.headers["ETag"] == tag
    assert again.content == b""
    assert other.status_code == 200
    Contract().check(first)
    Contract().check(again)


def test_a_pinned_list_has_a_tag_too_and_it_is_of_what_one_may_see(
    world: World,
) -> None:
    # given
    told_late(world)
    path = f"/programmes?{PINNED}"
    tag = world.get(path).headers["ETag"]

    # when
    again = world.get(path, headers={"If-None-Match": tag})
    outsider = world.get(path, role=Role.ANALYST, headers={"If-None-Match": tag})

    # then
    assert again.status_code == 304
    assert outsider.status_code == 200
    assert outsider.json()["items"] == []
    Contract().check(again)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "validAt=2026-10-06",
        "knownAt=2026-10-10",
        "validAt=2026-10-06&knownAt=2026-10-12",
        "validAt=-P3D&knownAt=2026-10-10",
        "validAt=2026-10-06&knownAt=P-2D",
    ],
)
def test_what_moves_with_time_has_no_tag(world: World, query: str) -> None:
    # when
    answer = world.get(f"/programmes/{told_late(world)}/timeline?{query}")

    # then
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_the_tag_of_a_pinned_pair_is_no_version_to_act_on(world: World) -> None:
    # given
    programme_id = told_late(world)
    tag = world.get(f"/programmes/{programme_id}?{PINNED}").headers["ETag"]

    # when
    path = f"/programmes/{programme_id}/nomination-withdrawals"
    answer = world.post(path, {"reason": "Nytt läge."}, headers={"If-Match": tag})

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/invalid-if-match")


def test_read_models_are_listed_for_those_who_look_after_them(world: World) -> None:
    # when
    listed = world.get("/projections", role=Role.ADMIN)
    refused = world.get("/projections", role=Role.PRINCIPAL)

    # then
    assert listed.json() == {"items": [], "head": 0}
    assert refused.status_code == 403
    assert refused.json()["rule"] == "read-projections:not-principal"
    Contract().check(refused)
