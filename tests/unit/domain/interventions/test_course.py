"""While an intervention runs its progress is noted; it may be paused and resumed."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from pydantic import ValidationError

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.interventions.course import (
    Courses,
    InterventionIsPaused,
    InterventionNotPaused,
    NoteInterventionProgress,
    PauseIntervention,
    ProgressAlreadyNoted,
    ProgressNote,
    ResumeIntervention,
)
from ksbs.domain.interventions.run import (
    CompleteIntervention,
    DiscontinueIntervention,
    InterventionAlreadyEnded,
    InterventionNotStarted,
    StartIntervention,
)
from ksbs.domain.kinds import InterventionStatus
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import InterventionUnknown
from tests.support.cast import DAY
from tests.support.given_plan import (
    INTERVENTION,
    UNBORN,
    intervention_started,
    plan_established,
)
from tests.support.telling import advice, refused, then

TOMORROW = DAY + timedelta(days=1)
PAUSE = PauseIntervention(intervention_id=INTERVENTION, reason="Handledaren är sjuk.")
RESUME = ResumeIntervention(intervention_id=INTERVENTION)
COMPLETE = CompleteIntervention(intervention_id=INTERVENTION, result="Alla deltog.")
DISCONTINUE = DiscontinueIntervention(
    intervention_id=INTERVENTION, reason="Handledaren slutade.", lesson="Två behövs."
)


def note(**other: Any) -> NoteInterventionProgress:
    usual: dict[str, Any] = {
        "intervention_id": INTERVENTION,
        "occasions": 3,
        "staff_reached": 18,
        "hours": 7.5,
        "note": "Varje arbetslag har prövat en lektion.",
    }
    return NoteInterventionProgress(**(usual | other))


each_step = pytest.mark.parametrize("step", [note(), PAUSE, RESUME])
each_end = pytest.mark.parametrize("end", [COMPLETE, DISCONTINUE])


@cache
def paused() -> Programme:
    """INTERVENTION was paused on DAY."""
    return then(intervention_started(), PAUSE)


def status(programme: Programme) -> InterventionStatus:
    return programme.interventions[INTERVENTION].status


def notes(programme: Programme) -> tuple[ProgressNote, ...]:
    return programme.facet(Courses).of(INTERVENTION).notes


def test_progress_is_noted_on_its_intervention() -> None:
    # given, when
    programme = then(intervention_started(), note())
    # then
    said = "Varje arbetslag har prövat en lektion."
    assert notes(programme) == (ProgressNote(DAY, 3, 18, 7.5, said),)
    assert programme.facet(Courses).of(UNBORN).notes == ()


def test_a_later_note_is_added_to_the_earlier_ones() -> None:
    # given
    programme = then(intervention_started(), note())
    # when
    programme = then(programme, note(), on=TOMORROW)
    # then
    assert [n.on for n in notes(programme)] == [DAY, TOMORROW]


def test_the_same_progress_is_not_noted_twice() -> None:
    # given
    programme = then(intervention_started(), note())
    # when, then
    with refused(ProgressAlreadyNoted, INTERVENTION, DAY):
        then(programme, note())


def test_other_progress_may_be_noted_on_the_same_day() -> None:
    # given
    programme = then(intervention_started(), note())
    # when
    programme = then(programme, note(hours=2))
    # then
    assert [n.hours for n in notes(programme)] == [7.5, 2]


def test_a_started_intervention_is_paused() -> None:
    # given, when
    programme = paused()
    # then
    assert status(programme) is InterventionStatus.PAUSED
    assert programme.facet(Courses).of(INTERVENTION).paused_on == DAY
    assert [i.intervention_id for i in programme.open_interventions()] == [INTERVENTION]


def test_a_paused_intervention_goes_on_where_it_was() -> None:
    # given
    programme = then(then(intervention_started(), note()), PAUSE)
    # when
    programme = then(programme, RESUME, on=TOMORROW)
    # then
    assert status(programme) is InterventionStatus.STARTED
    assert programme.interventions[INTERVENTION].started_on == DAY
    assert programme.facet(Courses).of(INTERVENTION).paused_on is None
    assert len(notes(programme)) == 1


@pytest.mark.parametrize("step", [note(), PAUSE])
def test_a_paused_intervention_is_neither_noted_nor_paused_again(
    step: ProgrammeCommand,
) -> None:
    with refused(InterventionIsPaused, INTERVENTION, DAY):
        then(paused(), step, on=TOMORROW)


@pytest.mark.parametrize("step", [note(), PAUSE])
def test_a_resumed_intervention_is_noted_and_paused_again(
    step: ProgrammeCommand,
) -> None:
    # given
    programme = then(paused(), RESUME)
    # when
    programme = then(programme, step, on=TOMORROW)
    # then
    going = {note(): InterventionStatus.STARTED, PAUSE: InterventionStatus.PAUSED}
    assert status(programme) is going[step]


def test_an_intervention_that_is_not_paused_is_not_resumed() -> None:
    with refused(InterventionNotPaused, INTERVENTION, DAY):
        then(intervention_started(), RESUME)


def test_a_resumed_intervention_is_not_resumed_again() -> None:
    # given
    programme = then(paused(), RESUME)
    # when, then
    with refused(InterventionNotPaused, INTERVENTION, TOMORROW):
        then(programme, RESUME, on=TOMORROW)


@each_step
def test_nothing_is_said_of_an_intervention_that_has_not_started(
    step: ProgrammeCommand,
) -> None:
    with refused(InterventionNotStarted, INTERVENTION, DAY):
        then(plan_established(), step)


@each_step
def test_nothing_is_said_of_an_intervention_that_nobody_planned(
    step: ProgrammeCommand,
) -> None:
    astray = step.model_copy(update={"intervention_id": UNBORN})
    with refused(InterventionUnknown, UNBORN, DAY):
        then(intervention_started(), astray)


@each_end
def test_a_paused_intervention_may_end(end: ProgrammeCommand) -> None:
    # given, when
    programme = then(paused(), end, on=TOMORROW)
    # then
    assert programme.interventions[INTERVENTION].ended_on == TOMORROW
    assert programme.open_interventions() == []


@each_step
@each_end
@pytest.mark.parametrize("before", [intervention_started, paused])
def test_nothing_is_said_of_an_intervention_that_has_ended(
    before: Any, end: ProgrammeCommand, step: ProgrammeCommand
) -> None:
    # given
    programme = then(before(), end)
    # when, then
    with refused(InterventionAlreadyEnded, INTERVENTION, DAY):
        then(programme, step, on=TOMORROW)


def test_no_step_of_the_course_needs_a_second_look() -> None:
    assert advice(intervention_started(), note()) == []
    assert advice(intervention_started(), PAUSE) == []
    assert advice(paused(), RESUME) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hours", -0.5),
        ("hours", float("nan")),
        ("hours", float("inf")),
        ("occasions", -1),
        ("staff_reached", -1),
        ("note", " "),
    ],
)
def test_a_note_that_says_nothing_sensible_is_refused(field: str, value: Any) -> None:
    with pytest.raises(ValidationError, match=field):
        note(**{field: value})


STEPS = {
    "start": StartIntervention(intervention_id=INTERVENTION),
    "note": note(),
    "pause": PAUSE,
    "resume": RESUME,
    "complete": COMPLETE,
    "discontinue": DISCONTINUE,
}
LAWFUL = {
    InterventionStatus.PLANNED: {"start"},
    InterventionStatus.STARTED: {"note", "pause", "complete", "discontinue"},
    InterventionStatus.PAUSED: {"resume", "complete", "discontinue"},
    InterventionStatus.COMPLETED: set(),
    InterventionStatus.DISCONTINUED: set(),
}


@for_all(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
def test_the_life_of_an_intervention_takes_only_lawful_steps(names: list[str]) -> None:
    # given
    programme = plan_established()
    for days, name in enumerate(names):
        before = status(programme)
        # when
        try:
            programme = then(programme, STEPS[name], on=DAY + timedelta(days=days))
            taken = True
        except RuleBroken:
            taken = False
        # then
        assert taken == (name in LAWFUL[before])
