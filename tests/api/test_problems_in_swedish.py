"""Whoever asks in Swedish is told in Swedish, and of an instant as answers write it."""

from typing import Any
from uuid import UUID

import pytest

from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import World

UNKNOWN = UUID(int=7)
THEN = {"validAt": "2026-09-01", "knownAt": "2026-09-01T12:00:00+02:00"}


def told(
    world: World,
    path: str,
    said: dict[str, str] | None = None,
    *,
    role: Role = Role.AUDITOR,
) -> dict[str, Any]:
    """Give the problem in Swedish, and in English as `en`."""
    answers = {
        language: world.get(
            path, role=role, params=said or {}, headers={"Accept-Language": language}
        )
        for language in ("sv", "en")
    }
    for answer in answers.values():
        Contract().check(answer)
    assert {answer.status_code for answer in answers.values()} <= {400, 403, 404}
    english: str = answers["en"].json()["detail"]
    return {**answers["sv"].json(), "en": english}


@pytest.mark.parametrize(
    ("path", "sv", "en"),
    [
        (
            "/questions/31",
            "Det finns inte: fråga 31; de är numrerade 1 till 30.",
            "There is no question 31; they are numbered 1 to 30.",
        ),
        (
            "/reports/nothing",
            "Det finns inte: rapport nothing; de som finns är: term-status, ",
            "There is no report nothing; there are: term-status, ",
        ),
        (
            "/questions/27?view=nothing",
            "Det finns inte: läsmodell om omgångar nothing; de som finns är: annual_rev",
            "There is no read model about programmes nothing; there are: annual_reviews",
        ),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    world: World, path: str, sv: str, en: str
) -> None:
    # when
    path, _, view = path.partition("?view=")
    problem = told(world, path, {"view": view} if view else {})

    # then
    assert problem["detail"].startswith(sv)
    assert problem["en"].startswith(en)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/questions/1", "programme"),
        ("/reports/diary", "programmeId"),
        ("/reports/diary/differences", "programmeId"),
    ],
)
def test_a_programme_that_was_not_there_then_is_told_with_the_pair(
    world: World, path: str, name: str
) -> None:
    # when
    problem = told(world, path, {**THEN, name: str(UNKNOWN)})

    # then
    assert problem["detail"] == (
        f"Det finns inte: omgång {UNKNOWN} den 2026-09-01, som det var känt "
        "2026-09-01T10:00:00Z."
    )
    assert problem["en"].endswith("on 2026-09-01, as known at 2026-09-01T10:00:00Z.")


@pytest.mark.parametrize("path", ["", "/timeline", "/differences"])
def test_a_view_of_what_was_not_there_then_tells_the_pair_as_answers_do(
    world: World, path: str
) -> None:
    # given
    programme = f"/programmes/{world.nominate()}{path}"

    # when
    problem = told(world, programme, {**THEN, "knownAt": "2026-09-01"})

    # then
    assert "som det var känt 2026-09-01T21:59:59.999999Z." in problem["detail"]
    assert "as known at 2026-09-01T21:59:59.999999Z." in problem["en"]


def test_a_moment_to_come_is_told_in_utc(world: World) -> None:
    # when
    problem = told(world, "/programmes", {"knownAt": "2999-01-01T00:00:00+01:00"})

    # then
    assert problem["detail"] == "knownAt 2998-12-31T23:00:00Z ligger i framtiden."


def test_who_may_not_look_is_told_so_in_whole_sentences(world: World) -> None:
    # when
    problem = told(world, "/projections", role=Role.REGISTRAR)

    # then
    assert problem["detail"] == "Rollen registrator får inte se läsmodellernas läge."
    assert problem["en"] == "The role registrar may not see how the read models stand."


def test_an_interval_that_is_turned_is_told_of(world: World) -> None:
    # when
    said = {"from": "2026-02-01", "to": "2026-01-31"}
    problem = told(world, "/reports/diary", said)

    # then
    assert problem["detail"] == "from, to: Början ligger efter slutet; vänd på dem."
