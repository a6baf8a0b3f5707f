"""A query is read strictly: nothing unknown, nothing twice, nothing misread."""

import pytest

from tests.support.api import World


def wrong(world: World, path: str) -> list[str]:
    """Send a query that is refused, and give the parameters that it is told of."""
    answer = world.get(path)
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"].endswith("/problems/invalid-query")
    assert all(error["detail"] for error in answer.json()["errors"])
    return [error["parameter"] for error in answer.json()["errors"]]


def test_an_unknown_parameter_is_named_with_those_there_are(world: World) -> None:
    # when
    answer = world.get("/programmes?valid_at=2026-01-01")

    # then
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["parameter"] == "valid_at"
    assert "validAt" in error["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/programmes?limit=10&limit=20",
        "/programmes?limit=10&%6Cimit=10",
        "/programmes?limit=0&limit=0",
    ],
)
def test_a_parameter_stands_once(world: World, path: str) -> None:
    assert set(wrong(world, path)) == {"limit"}


def test_everything_wrong_is_told_at_once(world: World) -> None:
    # when
    told = wrong(world, "/programmes?page=0&limit=201&status=unknown&x=1")

    # then
    assert told == ["page", "limit", "status", "x"]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=1.0",
        "page=01",
        "page=9999999",
        "page=",
        "page",
        "limit=201",
        "limit=x",
        "limit=%31%30%30%30",
        "limit=%D9%A1%D9%A0",
        "schoolUnitCode=1234567",
        "schoolUnitCode=123456789",
        "schoolUnitCode=1234567a",
        "status=Nominated",
        "validAt=2026-02-30",
        "validAt=2026-2-3",
        "validAt=20260203",
        "validAt=2026-02-03T00:00:00Z",
        "validAt=now",
        "validAt=P1Y",
        "validAt=-P",
        "validAt=-P9999Y",
        "validAt=-P1Y-6M",
        "validAt=-PT1H",
        "validAt=-P1.5Y",
        "knownAt=2026-02-03T00:00:00",
        "knownAt=2026-02-03T00:00:00+02:00",
        "knownAt=2026-02-03T25:00:00Z",
        "knownAt=0001-01-01T00:00:00%2B14:00",
        "knownAt=86400",
    ],
)
def test_a_value_that_cannot_be_read_is_refused(world: World, query: str) -> None:
    # when
    told = wrong(world, f"/programmes?{query}")

    # then
    assert told == [query.partition("=")[0]]


@pytest.mark.parametrize(
    "query",
    [
        "personId=7",
        "personId=0197a3c25b1e7c449d213f6f0a4b8c01",
        "programmeId=%7B0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01%7D",
        "correlationId=x",
        "after=1",
        "role=Principal",
        "name=NoSuchEvent",
        "recordedFrom=yesterday",
        "recordedTo=2026-13-01",
        "occurredFrom=2026-01-01T00:00:00Z",
        "occurredTo=x",
        "dnr=%00",
        "dnr=",
        "q=",
        "q=!!!",
        "dnr=" + "x" * 201,
    ],
)
def test_a_filter_of_the_trail_that_cannot_be_read_is_refused(
    world: World, query: str
) -> None:
    assert wrong(world, f"/events?{query}") == [query.partition("=")[0]]


def test_a_plus_sign_that_became_a_space_is_explained(world: World) -> None:
    # when
    answer = world.get("/programmes?knownAt=2026-02-03T00:00:00+02:00")

    # then
    assert "%2B" in answer.json()["errors"][0]["detail"]


@pytest.mark.parametrize("raw", ["validAt=%FF", "x=" + "y" * 5000, "&".join("ab" * 60)])
def test_a_query_that_is_no_text_or_too_long_is_refused(world: World, raw: str) -> None:
    # when
    answer = world.get(f"/programmes?{raw}")

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/invalid-query")


@pytest.mark.parametrize(
    "path",
    [
        "/api-info?x=1",
        "/events/0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01?validAt=2026-01-01",
        "/programmes/0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01?page=1",
    ],
)
def test_an_operation_takes_its_own_parameters_only(world: World, path: str) -> None:
    wrong(world, path)


def test_where_there_are_no_parameters_that_is_told(world: World) -> None:
    # when
    answer = world.get("/questions?foo=1")

    # then
    assert answer.json()["errors"] == [
        {"parameter": "foo", "detail": "This operation takes no query parameters."}
    ]


def test_an_action_takes_no_query(world: World) -> None:
    assert world.post("/programmes?dryRun=1", {}).status_code == 400


def test_what_is_wrong_is_told_in_swedish_too(world: World) -> None:
    # when
    answer = world.get("/programmes?limit=x", headers={"Accept-Language": "sv"})

    # then
    assert answer.json()["errors"] == [
        {"parameter": "limit", "detail": "Skriv ett heltal från 1 till 200."}
    ]
