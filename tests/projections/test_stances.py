"""Every stance ever taken is shown, with what became of it."""

from datetime import date, timedelta
from typing import Any

from ksbs.domain.enrolment.stance import StanceTaken
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.programme import Programme
from projections.stances import rows
from tests.support.cast import CHIEF, DAY, DECIDED, OFFERED, PRINCIPAL
from tests.support.given import decided, exempt, offered, stances, started
from tests.support.given_closing import agreed, decided_together, pause, resume
from tests.support.telling import given

LATER = DAY + timedelta(days=7)


def principal_stands(stance: Stance, *, on: date) -> StanceTaken:
    return StanceTaken(
        occurred_on=on,
        person_id=PRINCIPAL,
        matter=Matter.ENROLMENT,
        stance=stance,
        capacity=Capacity.PRINCIPAL,
        statement="Så tycker jag.",
    )


def shown(programme: Programme, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows(programme)]


def test_a_stance_that_counts_is_standing() -> None:
    # given
    programme = given(offered(), principal_stands(Stance.FOR, on=OFFERED))
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "matter": "enrolment",
        "capacity": "principal",
        "taken_on": OFFERED,
        "number": 1,
        "rule": None,
        "person_id": PRINCIPAL,
        "stance": "for",
        "statement": "Så tycker jag.",
        "outcome": "standing",
        "replaced_on": None,
    }


def test_a_stance_that_another_takes_the_place_of_is_kept_as_replaced() -> None:
    # given
    against = principal_stands(Stance.AGAINST, on=OFFERED)
    after_all = principal_stands(Stance.FOR, on=DECIDED)
    # when
    programme = given(offered(), against, after_all)
    # then
    assert shown(programme, "stance", "outcome", "replaced_on") == [
        ("against", "replaced", DECIDED),
        ("for", "standing", None),
    ]


def test_two_stances_of_one_day_are_told_apart_by_their_number() -> None:
    # given
    against = principal_stands(Stance.AGAINST, on=OFFERED)
    after_all = principal_stands(Stance.FOR, on=OFFERED)
    # when
    programme = given(offered(), against, after_all)
    # then
    assert shown(programme, "number", "outcome") == [(1, "replaced"), (2, "standing")]


def test_a_decision_uses_the_stances_up() -> None:
    assert shown(decided(), "person_id", "outcome") == [
        (CHIEF, "decided"),
        (PRINCIPAL, "decided"),
    ]


def test_a_second_decision_in_a_matter_takes_stances_of_its_own() -> None:
    # given
    programme = decided_together(decided_together(started(), pause()), resume())
    # when
    programme = agreed(programme, Matter.PAUSE)
    # then
    pauses = [row for row in rows(programme) if row["matter"] == "pause"]
    assert [row["outcome"] for row in pauses] == [
        "decided",
        "decided",
        "standing",
        "standing",
    ]
    assert all(row["replaced_on"] is None for row in pauses)


def test_what_a_decision_used_up_is_not_replaced_later() -> None:
    # given a pause decided and ended on a day, and two new stances on that day
    programme = decided_together(decided_together(started(), pause()), resume())
    programme = agreed(programme, Matter.PAUSE)
    against = StanceTaken(
        occurred_on=LATER,
        person_id=CHIEF,
        matter=Matter.PAUSE,
        stance=Stance.AGAINST,
        capacity=Capacity.CHIEF,
        statement="Inte en gång till.",
    )
    # when
    programme = given(programme, against)
    # then
    assert [
        (row["outcome"], row["replaced_on"])
        for row in rows(programme)
        if (row["matter"], row["capacity"]) == ("pause", "chief")
    ] == [("decided", None), ("replaced", LATER), ("standing", None)]


def test_stances_for_an_exception_name_the_rule_and_go_on_standing() -> None:
    # given
    rule = ExceptionRule.PLAN_BEFORE_ANALYSIS
    # when
    programme = exempt(started(), rule)
    # then
    *_, chief, principal = rows(programme)
    assert (chief["rule"], principal["rule"]) == (rule, rule)
    assert (chief["outcome"], principal["outcome"]) == ("standing", "standing")


def test_a_matter_in_which_one_of_the_two_is_silent_has_one_row() -> None:
    # given
    chief, _ = stances(Matter.EXTENSION, on=DAY)
    # when
    programme = given(started(), chief)
    # then
    assert [
        row["capacity"] for row in rows(programme) if row["matter"] == "extension"
    ] == ["chief"]
