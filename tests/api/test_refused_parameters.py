"""What would answer nothing in silence is refused, by the parameters that were said."""

from typing import Any

import pytest

from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import UNIT, World
from tests.support.selecting_over_http import MERIT, open_round, publish

TURNED = "The beginning lies after the end; turn them round."
RECORDED = {"recordedFrom": "2026-02-01", "recordedTo": "2026-01-31"}
OCCURRED = {"occurredFrom": "2026-02-01", "occurredTo": "2026-01-31"}
PERIOD = {"from": "2026-02-01", "to": "2026-01-31"}


def refused(
    world: World, path: str, said: dict[str, str], *, kind: str = "invalid-query"
) -> dict[str, str]:
    """Ask for what is refused, and give what is said of each parameter."""
    answer = world.get(path, role=Role.AUDITOR, params=said)
    Contract().check(answer)
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"].endswith(f"/problems/{kind}")
    found = {error["parameter"]: error["detail"] for error in answer.json()["errors"]}
    assert all(name in answer.json()["detail"] for name in found)
    return found


def items(world: World, path: str, **said: Any) -> list[Any]:
    """Ask, and give the rows or entries."""
    answer = world.get(path, role=Role.AUDITOR, params=said)
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["items"]
    return found


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/events", RECORDED),
        ("/events", OCCURRED),
        (
            "/events",
            {"recordedFrom": "2026-02-01", "recordedTo": "2026-01-31T22:59:59Z"},
        ),
        ("/programmes/{id}/events", RECORDED),
        ("/programmes/{id}/events", OCCURRED),
        ("/reports/diary", PERIOD),
        ("/reports/decision-register/differences", PERIOD),
        ("/reports/audit-extract", {"fromPosition": "2", "toPosition": "1"}),
        ("/questions/3", PERIOD),
        ("/questions/4", PERIOD),
        ("/questions/27", PERIOD),
        ("/questions/27", {"from": "2026-02-01", "validAt": "2026-01-31"}),
    ],
)
def test_an_interval_that_ends_before_it_begins_is_refused_by_both_names(
    world: World, path: str, said: dict[str, str]
) -> None:
    # given
    programme_id = world.nominate()
    of = {"programmeId": programme_id} if "audit-extract" in path else {}

    # when
    found = refused(world, path.replace("{id}", programme_id), said | of)

    # then
    assert found == dict.fromkeys(said, TURNED)


@pytest.mark.parametrize(
    "said",
    [
        {"recordedFrom": "2026-10-01", "recordedTo": "2026-10-01"},
        {"recordedFrom": "2026-10-01", "recordedTo": "2026-10-01T08:00:00Z"},
        {"occurredFrom": "2026-10-01", "occurredTo": "2026-10-01"},
    ],
)
def test_one_day_is_an_interval(world: World, said: dict[str, str]) -> None:
    # given
    world.nominate()

    # then
    assert len(items(world, "/events", **said)) == 1


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/programmes", "knownAt"),
        ("/programmes/{id}/differences", "compareKnownAt"),
        ("/reports/term-status/differences", "compareKnownAt"),
        ("/reports/term-status", "previousKnownAt"),
        ("/reports/term-status/differences", "previousKnownAt"),
        ("/questions/8", "since"),
    ],
)
def test_a_moment_to_come_is_told_of_by_the_parameter_that_was_said(
    world: World, path: str, parameter: str
) -> None:
    # given
    path = path.replace("{id}", world.nominate())

    # when
    found = refused(world, path, {parameter: "2026-10-02"}, kind="not-yet-known")

    # then
    assert list(found) == [parameter]
    # and today can be asked for
    said = {parameter: "2026-10-01"}
    assert world.get(path, role=Role.AUDITOR, params=said).status_code == 200


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/events", "dnr"),
        ("/questions/7", "dnr"),
        ("/questions/21", "round"),
        ("/questions/23", "indicator"),
        ("/questions/25", "department"),
        ("/questions/1", "programme"),
        ("/reports/school-comparison", "indicator"),
    ],
)
@pytest.mark.parametrize("text", ["", " "])
def test_a_text_that_says_nothing_is_refused(
    world: World, path: str, name: str, text: str
) -> None:
    assert refused(world, path, {name: text}) == {
        name: "Write 1 to 200 visible characters."
    }


def test_there_is_no_other_event_to_be_late(world: World) -> None:
    # given
    world.nominate()

    # then
    assert list(refused(world, "/questions/4", {"event": "Nope"})) == ["event"]
    for name in ("SchoolNominated", "enrolment.school-nominated.v1"):
        assert items(world, "/questions/4", event=name) == []


def test_a_session_has_the_numbers_that_can_be_recorded(world: World) -> None:
    assert refused(world, "/questions/6", {"session": "100"}) == {
        "session": "Write a whole number from 1 to 99."
    }
    assert items(world, "/questions/6", session="99") == []


def test_there_is_no_other_round_to_be_nominated_in(world: World) -> None:
    # given
    assert refused(world, "/questions/21", {"round": "x"}) == {
        "round": "There is none yet."
    }
    round_id = open_round(world)

    # then it is named by its id or its school year, also before it was opened
    assert refused(world, "/questions/21", {"round": "x"}) == {
        "round": "Write one of: 2026/27."
    }
    for said in (round_id, "2026/27"):
        assert items(world, "/questions/21", round=said) == []
        assert items(world, "/questions/21", round=said, validAt="2026-01-01") == []


def named(world: World, indicator: str) -> list[int]:
    """Ask for an indicator where one can be asked for, and give the statuses."""
    said = {"indicator": indicator}
    programme_id = items(world, "/programmes")[0]["programmeId"]
    return [
        world.get(path, role=Role.AUDITOR, params=said | more).status_code
        for path, more in (
            ("/reports/school-comparison", {}),
            ("/reports/interventions-and-indicators", {"programmeId": programme_id}),
            ("/questions/23", {}),
        )
    ]


def test_an_indicator_is_one_that_has_words_or_was_published(world: World) -> None:
    # given
    world.nominate()
    publish(world, UNIT, indicator="Elever: totalt (alla)", y2024="212")

    # then
    for known in (
        MERIT,
        "ratioOfPupilsWithExamWithin3Years:EK",
        "Elever: totalt (alla)",
    ):
        assert named(world, known) == [200, 200, 200]
    for unknown in ("nope", f"{MERIT}:nope", "Elever"):
        assert named(world, unknown) == [400, 400, 400]
    told = refused(world, "/questions/23", {"indicator": "nope"})["indicator"]
    assert told.startswith("Write one of: Elever, averageGradesMeritRating9thGrade, ")


def test_an_indicator_published_later_answers_nothing_before(world: World) -> None:
    # given
    world.nominate()
    world.clock.move(days=3)
    publish(world, UNIT, indicator="later", y2024="212")
    world.clock.move(days=3)

    # when
    then: dict[str, Any] = {"validAt": "2026-10-01", "knownAt": "2026-10-01"}
    answer = world.get(
        "/reports/school-comparison/differences",
        role=Role.AUDITOR,
        params=then | {"indicator": "later"},
    )

    # then
    assert answer.status_code == 200, answer.text
