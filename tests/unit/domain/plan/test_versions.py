"""How long each version of a part of the plan stood, in days and in plan versions."""

from datetime import date, timedelta

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.domain.plan.versions import Stretch, Turn, Version, stretches

DAY = date(2025, 1, 27)

turns = st.lists(st.integers(0, 4), min_size=1, max_size=6).map(sorted)
"""The version of the plan that stands at each turn: it never falls."""


def version(says: str, *, plan_version: int) -> Version[str]:
    return Version(
        on=DAY + timedelta(days=plan_version), plan_version=plan_version, says=says
    )


def spans(
    versions: list[Version[str]], *, end: Turn | None = None, stands: int
) -> list[tuple[int | None, int | None]]:
    return [
        (
            stretch.first_plan_version(stands=stands),
            stretch.last_plan_version(stands=stands),
        )
        for stretch in stretches(versions, end=end)
    ]


def test_nothing_said_is_no_stretch_even_if_it_ended() -> None:
    assert list(stretches([], end=Turn(on=DAY, plan_version=1))) == []


def test_each_version_stands_until_the_one_after_it() -> None:
    # given
    first, second = version("ett", plan_version=0), version("två", plan_version=1)
    end = Turn(on=date(2026, 1, 1), plan_version=2, reason="Dubbelt.")
    # when
    found = list(stretches([first, second], end=end))
    # then
    assert found == [
        Stretch(number=1, version=first, ended=second),
        Stretch(number=2, version=second, ended=end),
    ]


@pytest.mark.parametrize(
    ("said_in", "stands", "expected"),
    [(0, 0, None), (0, 1, 1), (0, 3, 1), (1, 1, None), (1, 2, 2)],
)
def test_what_is_said_goes_into_the_next_version_of_the_plan(
    said_in: int, stands: int, expected: int | None
) -> None:
    assert spans([version("ett", plan_version=said_in)], stands=stands) == [
        (expected, None)
    ]


def test_what_is_replaced_while_the_same_plan_stands_never_was_in_one() -> None:
    # given
    versions = [version("ett", plan_version=1), version("två", plan_version=1)]
    # when, then
    assert spans(versions, stands=2) == [(None, None), (2, None)]


@for_all(said_in=turns, later=st.integers(0, 3))
def test_each_version_of_the_plan_holds_one_reading_at_most(
    said_in: list[int], later: int
) -> None:
    # given
    versions = [version(str(i), plan_version=n) for i, n in enumerate(said_in)]
    stands = said_in[-1] + later
    # when
    found = spans(versions, stands=stands)
    # then: every plan from the first one on holds exactly what was said last before it
    for plan in range(1, stands + 1):
        holds = [
            versions[index].says
            for index, (first, last) in enumerate(found)
            if first is not None and first <= plan <= (last or stands)
        ]
        said_before = [v.says for v in versions if v.plan_version < plan]
        assert holds == said_before[-1:]
