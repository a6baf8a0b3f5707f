"""What leads a walk on: from a nomination to a completion, the first missing step first."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ksbs.domain.kinds import GoalAssessment, InterventionStatus
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role
from tests.support.cast import ACTORS as PEOPLE

Body = dict[str, Any]


def next_steps(programme: Programme, *, day: date) -> Iterator[tuple[str, Body]]:
    """Give the steps that lead towards completion, the first missing one first."""
    if programme.started_on is None:
        yield from _towards_a_start(programme, day=day)
    elif programme.analysis_established_on is None:
        yield from _towards_an_analysis(programme)
    elif programme.plan_established_on is None:
        yield from _towards_a_plan(programme, day=day)
    elif programme.ending is None:
        yield from _towards_the_end(programme, day=day)
    else:
        yield "post-follow-ups", {}


def _towards_a_start(programme: Programme, *, day: date) -> Iterator[tuple[str, Body]]:
    if programme.nomination is None:
        yield "programmes", {"occurredOn": str(day)}
        return
    if not programme.offers:
        yield "participation-offers", {}
    for capacity in ("chief", "principal"):
        stance = {"matter": "enrolment", "rule": None, "stance": "for"}
        yield "stances", stance | {"capacity": capacity}
    yield "enrolment-decisions", {"startsOn": str(day + timedelta(days=200))}
    yield "starts", {}


def _towards_an_analysis(programme: Programme) -> Iterator[tuple[str, Body]]:
    supporter, leader = PEOPLE[Role.PROCESS_SUPPORTER], PEOPLE[Role.PRINCIPAL]
    member = {"personId": str(PEOPLE[Role.WORKING_GROUP]), "function": "förstelärare"}
    yield "process-supporters", {"personId": str(supporter)}
    yield "analysts", {"personId": str(PEOPLE[Role.ANALYST])}
    yield (
        "working-groups",
        {
            "members": [
                {"personId": str(leader), "kind": "leadership", "function": "rektor"},
                member | {"kind": "key_person"},
            ]
        },
    )
    yield "analyses", {}
    for noun in ("evidence", "problems", "causes", "areas", "staff-work"):
        yield noun, {"sessionNumber": 1} if noun == "staff-work" else {}
    held = {s.number for s in programme.sessions_held()}
    for number in sorted({1, 2, 3, 4, 5, 6} - held):
        people = {"ledBy": [str(supporter)], "attendees": [str(leader)]}
        yield "sessions", people | {"number": number}
    yield "area-priorities", {}
    yield "analysis-establishments", {}


def _towards_a_plan(programme: Programme, *, day: date) -> Iterator[tuple[str, Body]]:
    if programme.plan_started_on is None:
        yield "action-plans", {}
    aimed = {goal.area_id for goal in programme.live_goals()}
    for area in programme.prioritised():
        if area.area_id not in aimed:
            yield "goals", {"areaId": str(area.area_id)}
    signed = {sign.goal_id for sign in programme.signs}
    for goal in programme.live_goals():
        if goal.goal_id not in signed:
            yield "visible-signs", {"goalId": str(goal.goal_id)}
    for sign in programme.signs:
        if sign.baseline is None:
            yield "baselines", {"signId": str(sign.sign_id)}
    if not len(programme.interventions):
        soon, later = day + timedelta(days=5), day + timedelta(days=90)
        yield "interventions", {"startsOn": str(soon), "endsOn": str(later)}
    supporters = [str(PEOPLE[Role.PROCESS_SUPPORTER])]
    yield (
        "action-plan-establishments",
        {"processSupporters": supporters, "missingBaselines": []},
    )


def _towards_the_end(programme: Programme, *, day: date) -> Iterator[tuple[str, Body]]:
    if programme.paused_on is not None:
        return
    late = programme.planned_end is None or day > programme.planned_end
    yield from _interventions(programme, late=late)
    if not programme.follow_ups:
        yield "follow-ups", {}
    for goal in programme.live_goals():
        for sign in programme.signs.where(goal_id=goal.goal_id):
            if not sign.observations:
                yield "sign-observations", {"signId": str(sign.sign_id)}
        if goal.assessment in {None, GoalAssessment.TOO_EARLY}:
            said = {"goalId": str(goal.goal_id), "observationRefs": []}
            yield "goal-assessments", said | {"assessment": "partly"}
    if late:
        yield from _closing(programme)


def _interventions(programme: Programme, *, late: bool) -> Iterator[tuple[str, Body]]:
    for request in programme.support_requests:
        if request.committed is None:
            refused = request.request_id.int % 2
            noun = "support-refusals" if refused else "support-commitments"
            yield noun, {"requestId": str(request.request_id)}
    for intervention in programme.interventions:
        which = {"interventionId": str(intervention.intervention_id)}
        if intervention.status is InterventionStatus.PLANNED:
            yield "support-requests", which
            yield "intervention-starts", which
        elif intervention.status is InterventionStatus.PAUSED:
            yield "intervention-resumptions", which
        elif late and intervention in programme.open_interventions():
            yield "intervention-completions", which


def _closing(programme: Programme) -> Iterator[tuple[str, Body]]:
    goals = [
        {"goalId": str(g.goal_id), "outcome": "partly", "comment": "Delvis."}
        for g in programme.live_goals()
    ]
    yield "final-evaluations", {"goals": goals}
    yield "sustainment-plans", {}
    yield "completions", {}
