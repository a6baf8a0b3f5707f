"""The board of interventions."""

from datetime import date, timedelta

from ksbs.application.projection import Row
from ksbs.domain.interventions.course import PauseIntervention, ResumeIntervention
from ksbs.domain.interventions.run import (
    CompleteIntervention,
    DiscontinueIntervention,
    InterventionStarted,
)
from ksbs.domain.programme import Programme
from projections.interventions import rows
from tests.support.cast import DAY, DEPARTMENT
from tests.support.given_plan import (
    GOAL,
    INTERVENTION,
    intervention_planned,
    intervention_started,
    whole_plan,
)
from tests.support.telling import then

LATER = DAY + timedelta(days=60)
PAUSE = PauseIntervention(intervention_id=INTERVENTION, reason="Handledaren är sjuk.")
COMPLETE = CompleteIntervention(
    intervention_id=INTERVENTION, result="Alla deltog.", participants=24, cost=118_500
)
DISCONTINUE = DiscontinueIntervention(
    intervention_id=INTERVENTION, reason="Handledaren slutade.", lesson="Två behövs."
)


def row_of(programme: Programme) -> Row:
    (row,) = rows(programme)
    return row


def test_a_plan_without_interventions_has_no_rows() -> None:
    assert list(rows(whole_plan())) == []


def test_a_planned_intervention_shows_its_plan_and_nothing_more() -> None:
    # given
    programme = intervention_planned()
    # when
    row = row_of(programme)
    # then
    assert {column: value for column, value in row.items() if value is not None} == {
        "intervention_id": INTERVENTION,
        "title": "Handledning i matematik",
        "goal_ids": (GOAL,),
        "kind": "handledning",
        "target_group": "Matematiklärare",
        "supplier": "support_department",
        "responsible": DEPARTMENT,
        "planned_start": date(2025, 2, 10),
        "planned_end": date(2025, 6, 5),
        "status": "planned",
    }


def test_an_intervention_under_way_shows_its_start() -> None:
    # given
    programme = intervention_started()
    # when
    row = row_of(programme)
    # then
    assert (row["status"], row["started_on"]) == ("started", DAY)
    assert row["ended_on"] is None


def test_a_paused_intervention_shows_since_when_until_it_is_resumed() -> None:
    # given
    programme = then(intervention_started(), PAUSE, on=LATER)
    paused = row_of(programme)
    # when
    resume = ResumeIntervention(intervention_id=INTERVENTION)
    resumed = row_of(then(programme, resume, on=LATER))
    # then
    assert (paused["status"], paused["paused_on"]) == ("paused", LATER)
    assert (resumed["status"], resumed["paused_on"]) == ("started", None)


def test_an_intervention_that_ends_while_paused_is_not_paused() -> None:
    # given
    programme = then(intervention_started(), PAUSE)
    # when
    row = row_of(then(programme, COMPLETE, on=LATER))
    # then
    assert (row["status"], row["paused_on"]) == ("completed", None)


def test_a_completed_intervention_shows_its_result_and_its_cost() -> None:
    # given
    programme = then(intervention_started(), COMPLETE, on=LATER)
    # when
    row = row_of(programme)
    # then
    assert (row["status"], row["ended_on"]) == ("completed", LATER)
    assert (row["participants"], row["cost"]) == (24, 118_500)
    assert row["result"] == "Alla deltog."
    assert (row["discontinued_because"], row["lesson"]) == (None, None)


def test_a_discontinued_intervention_shows_why_and_what_was_learnt() -> None:
    # given
    programme = then(intervention_started(), DISCONTINUE, on=LATER)
    # when
    row = row_of(programme)
    # then
    assert (row["status"], row["ended_on"]) == ("discontinued", LATER)
    assert row["discontinued_because"] == "Handledaren slutade."
    assert (row["lesson"], row["result"]) == ("Två behövs.", None)


def test_an_intervention_that_nobody_planned_shows_nothing() -> None:
    # given
    began = InterventionStarted(intervention_id=INTERVENTION, occurred_on=DAY)
    # when, then
    assert list(rows(began.evolve(Programme()))) == []
