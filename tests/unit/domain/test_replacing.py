import dataclasses
from inspect import getmembers, isclass
from uuid import UUID

import pytest

from ksbs.domain import programme, roles, state
from ksbs.domain.directory import person
from ksbs.domain.replacing import replace

STATES = [
    cls
    for module in (state, programme, roles, person)
    for _, cls in getmembers(module, isclass)
    if dataclasses.is_dataclass(cls) and cls.__module__ == module.__name__
]


@pytest.mark.parametrize("cls", STATES, ids=lambda cls: cls.__name__)
def test_a_state_class_is_frozen_and_has_no_slots(cls: type) -> None:
    assert not hasattr(cls, "__slots__"), "replace copies the instance's dictionary"
    assert cls.__dataclass_params__.frozen  # type: ignore[attr-defined]  # set by dataclass


def test_replace_changes_a_copy_and_leaves_the_rest() -> None:
    # given
    goal = state.Problem(problem_id=UUID(int=1), text="ett")
    # when
    changed = replace(goal, text="två")
    # then
    assert (goal.text, changed.text) == ("ett", "två")
    assert changed == dataclasses.replace(goal, text="två")
