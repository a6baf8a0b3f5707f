"""What must stand before something can build on it: rules that several parts share."""

from datetime import date
from uuid import UUID

from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import Goal, Intervention, Sign


class ProgrammeNotStarted(RuleBroken):
    """The programme has not started on {on}; record the start first."""

    sv = "Omgången är inte påbörjad den {on}; registrera starten först."


class ProgrammeIsPaused(RuleBroken):
    """The programme is paused on {on}, since {since}; resume it first."""

    sv = "Omgången har uppehåll den {on}, sedan den {since}; återuppta den först."


class ProgrammeNotPaused(RuleBroken):
    """The programme is not paused on {on}, so there is nothing to resume."""

    sv = "Omgången har inget uppehåll den {on}, så det finns inget att återuppta."


class GoalUnknown(RuleBroken):
    """There is no goal {goal} on {on}; set it first."""

    sv = "Det finns inget mål {goal} den {on}; sätt upp målet först."


class GoalAlreadyWithdrawn(RuleBroken):
    """The goal {goal} was withdrawn on {on}; choose one that stands or set a new one."""

    sv = "Målet {goal} togs tillbaka den {on}; välj ett som gäller eller sätt ett nytt."


class SignUnknown(RuleBroken):
    """There is no visible sign {sign} on {on}; define it first."""

    sv = "Det finns inget synligt tecken {sign} den {on}; formulera tecknet först."


class InterventionUnknown(RuleBroken):
    """There is no intervention {intervention} on {on}; plan it first."""

    sv = "Det finns ingen insats {intervention} den {on}; planera insatsen först."


class PlanNotStarted(RuleBroken):
    """Work on the action plan has not started on {on}; start it first."""

    sv = "Arbetet med åtgärdsplanen är inte påbörjat den {on}; påbörja det först."


class PlanNotEstablished(RuleBroken):
    """The action plan is not established on {on}; establish it first."""

    sv = "Åtgärdsplanen är inte fastställd den {on}; fastställ den först."


def require_started(programme: Programme, *, on: date) -> None:
    """Raise ProgrammeNotStarted unless the programme has started."""
    if programme.started_on is None:
        raise ProgrammeNotStarted(on=on)


def require_not_paused(programme: Programme, *, on: date) -> None:
    """Raise ProgrammeIsPaused if a pause lasts on `on`."""
    if programme.paused_on is not None:
        raise ProgrammeIsPaused(on=on, since=programme.paused_on)


def require_paused(programme: Programme, *, on: date) -> None:
    """Raise ProgrammeNotPaused unless a pause lasts on `on`."""
    if programme.paused_on is None:
        raise ProgrammeNotPaused(on=on)


def live_goal(programme: Programme, *, goal_id: UUID, on: date) -> Goal:
    """Give a goal that is set and not withdrawn.

    Raises:
        GoalUnknown: if it has not been set by `on`.
        GoalAlreadyWithdrawn: if it has been withdrawn.
    """
    goal = programme.goals[goal_id]
    if not goal.born:
        raise GoalUnknown(goal=goal_id, on=on)
    if goal.withdrawn_on is not None:
        raise GoalAlreadyWithdrawn(goal=goal_id, on=goal.withdrawn_on)
    return goal


def known_sign(programme: Programme, *, sign_id: UUID, on: date) -> Sign:
    """Give a defined sign, or raise SignUnknown."""
    sign = programme.signs[sign_id]
    if not sign.born:
        raise SignUnknown(sign=sign_id, on=on)
    return sign


def known_intervention(
    programme: Programme, *, intervention_id: UUID, on: date
) -> Intervention:
    """Give a planned intervention, or raise InterventionUnknown."""
    intervention = programme.interventions[intervention_id]
    if not intervention.born:
        raise InterventionUnknown(intervention=intervention_id, on=on)
    return intervention


def require_started_plan(programme: Programme, *, on: date) -> None:
    """Raise PlanNotStarted unless work on the action plan has started."""
    if programme.plan_started_on is None:
        raise PlanNotStarted(on=on)


def require_established_plan(programme: Programme, *, on: date) -> None:
    """Raise PlanNotEstablished unless the action plan has been established."""
    if programme.plan_established_on is None:
        raise PlanNotEstablished(on=on)
