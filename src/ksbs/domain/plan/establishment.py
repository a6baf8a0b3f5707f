"""The action plan is established, and later revised: its versions."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.plan.baseline import BaselineSaid, telling
from ksbs.domain.plan.wholeness import (
    areas_without_goal,
    goals_without_sign,
    signs_without_baseline,
)
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.standing import (
    known_sign,
    require_established_plan,
    require_started_plan,
)
from ksbs.domain.state import Baseline
from ksbs.domain.told import Told
from ksbs.domain.words import Model, Role, Sha256, Text


class PlanAlreadyEstablished(RuleBroken):
    """The action plan was established on {on}; revise it instead."""

    sv = "Åtgärdsplanen fastställdes den {on}; revidera den i stället."


class PlanWithoutGoal(RuleBroken):
    """No goal stands in the action plan on {on}; set one first."""

    sv = "Inget mål gäller i åtgärdsplanen den {on}; sätt ett mål först."


class AreaWithoutGoal(RuleBroken):
    """The prioritised area {area} ({title}) has no goal; set one first."""

    sv = "Det prioriterade området {area} ({title}) saknar mål; sätt ett mål först."


class GoalWithoutSign(RuleBroken):
    """The goal {goal} has no visible sign; define one first."""

    sv = "Målet {goal} saknar synligt tecken; formulera ett först."


class SignWithoutBaseline(RuleBroken):
    """The visible sign {sign} has no baseline; record it, or say why it is missing."""

    sv = "Tecknet {sign} saknar utgångsläge; registrera det eller ange varför det saknas."


class VersionNotNext(RuleBroken):
    """The plan stands at version {stands} on {on}, so version {version} does not follow."""

    sv = (
        "Planen har version {stands} den {on}, så version {version} följer inte på den."
    )


class RevisedPlanNotWhole(Advisory):
    """The revised plan is not whole: {areas} prioritised areas without a goal, {goals}
    goals without a visible sign, {signs} signs without a baseline.
    """

    sv = (
        "Den reviderade planen är inte hel: {areas} prioriterade områden utan mål, "
        "{goals} mål utan synligt tecken, {signs} tecken utan utgångsläge."
    )


Version = Annotated[int, Field(ge=1)]


class MissingBaseline(Model):
    """Why a visible sign has no baseline. / Varför ett synligt tecken saknar
    utgångsläge.
    """

    sign_id: UUID
    """The visible sign without a baseline. / Det synliga tecknet utan utgångsläge."""
    reason: Text
    """Why there is no baseline. / Skälet till att utgångsläget saknas."""


class _EstablishingPlan(Model):
    content_hash: Sha256 | None = None
    """The digest of the plan as a document, if there is one. / Kontrollsumman för
    planen som handling, om det finns en.
    """
    process_supporters: tuple[UUID, ...] = ()
    """The process supporters noted; those assigned to the programme if left out. /
    Antecknade processtödjare; de som är utsedda för omgången om fältet utelämnas.
    """
    missing_baselines: tuple[MissingBaseline, ...] = ()
    """The signs without a baseline, each with the reason. / Tecknen utan utgångsläge,
    vart och ett med skälet.
    """


class ActionPlanEstablished(_EstablishingPlan, ProgrammeEvent):
    """The principal establishes the action plan: its first version."""

    stored_as = "plan.action-plan-established.v1"
    sv = "Åtgärdsplan fastställd"
    en = "Action plan established"

    version: Version
    """The version that stands from now on: the first. / Versionen som gäller från och
    med nu: den första.
    """

    def rules(self, programme: Programme) -> None:
        """Establish once, and only a whole plan."""
        require_started_plan(programme, on=self.occurred_on)
        if programme.plan_established_on is not None:
            raise PlanAlreadyEstablished(on=programme.plan_established_on)
        _require_next(programme, event=self, version=self.version)
        for missing in self.missing_baselines:
            known_sign(programme, sign_id=missing.sign_id, on=self.occurred_on)
        self._require_whole(programme)

    def evolve(self, state: Programme) -> Programme:
        """Establish the plan, and keep why baselines are missing."""
        for missing in self.missing_baselines:
            if state.signs[missing.sign_id].baseline is None:
                state = self._excuse(state, missing)
        return replace(
            state.keeping(state.facet(PlanVersions).adding(self.version, self)),
            plan_established_on=self.occurred_on,
            plan_version=self.version,
        )

    def _excuse(self, state: Programme, missing: MissingBaseline) -> Programme:
        excused = Baseline(None, missing.reason)
        signs = state.signs.change(
            missing.sign_id, lambda sign: replace(sign, baseline=excused)
        )
        said = BaselineSaid(reason_missing=missing.reason)
        told = telling(state, said, of=missing.sign_id, on=self.occurred_on)
        return replace(told, signs=signs)

    def _require_whole(self, programme: Programme) -> None:
        if not programme.live_goals():
            raise PlanWithoutGoal(on=self.occurred_on)
        for area in areas_without_goal(programme):
            raise AreaWithoutGoal(area=area.area_id, title=area.title)
        for goal in goals_without_sign(programme):
            raise GoalWithoutSign(goal=goal.goal_id)
        excused = {missing.sign_id for missing in self.missing_baselines}
        for sign in signs_without_baseline(programme, excused=excused):
            raise SignWithoutBaseline(sign=sign.sign_id)


class EstablishActionPlan(_EstablishingPlan, ProgrammeCommand):
    """Establish the action plan."""

    noun = "action-plan-establishments"
    records = ActionPlanEstablished
    by = (Role.PRINCIPAL,)
    sv = "Fastställ åtgärdsplanen."
    example = {
        "processSupporters": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c07"],
        "missingBaselines": [
            {
                "signId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c03",
                "reason": "Tecknet har inte följts tidigare.",
            },
        ],
    }

    def decide(
        self, programme: Programme, *, occasion: Occasion
    ) -> ActionPlanEstablished:
        """Number the version, and note those assigned where the body names nobody."""
        assigned = programme.assigned(Role.PROCESS_SUPPORTER)
        noted = self.process_supporters or tuple(a.person_id for a in assigned)
        return self.event(
            ActionPlanEstablished,
            occasion=occasion,
            version=programme.plan_version + 1,
            process_supporters=noted,
        )


class _RevisingPlan(Model):
    changes: Text
    """What is new in this version. / Vad som är nytt i denna version."""
    reason: Text
    """Why the action plan is revised. / Skälet till att åtgärdsplanen revideras."""


class ActionPlanRevised(_RevisingPlan, ProgrammeEvent):
    """The action plan stands in a new version; earlier versions stay readable."""

    stored_as = "plan.action-plan-revised.v1"
    sv = "Åtgärdsplan reviderad"
    en = "Action plan revised"

    version: Version
    """The version that stands from now on. / Versionen som gäller från och med nu."""

    def rules(self, programme: Programme) -> None:
        """Revise an established plan, one version at a time."""
        require_established_plan(programme, on=self.occurred_on)
        _require_next(programme, event=self, version=self.version)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Say what the new version lacks."""
        areas = len(areas_without_goal(state))
        goals = len(goals_without_sign(state))
        signs = len(signs_without_baseline(state))
        if areas or goals or signs:
            yield RevisedPlanNotWhole(areas=areas, goals=goals, signs=signs)

    def evolve(self, state: Programme) -> Programme:
        """Let the new version stand."""
        versions = state.facet(PlanVersions).adding(self.version, self)
        return replace(state.keeping(versions), plan_version=self.version)


class PlanVersions(Told[int, ActionPlanEstablished | ActionPlanRevised]):
    """How each version of the plan came to stand, by its number."""


class ReviseActionPlan(_RevisingPlan, ProgrammeCommand):
    """Establish a new version of the action plan."""

    noun = "action-plan-revisions"
    records = ActionPlanRevised
    by = (Role.PRINCIPAL,)
    sv = "Fastställ en ny version av åtgärdsplanen."
    example = {
        "changes": "Målet om läsförståelse är höjt och har fått ett nytt tecken.",
        "reason": "Vårens uppföljning visar att målet nås tidigare än väntat.",
    }

    def decide(self, programme: Programme, *, occasion: Occasion) -> ActionPlanRevised:
        """Number the version."""
        version = programme.plan_version + 1
        return self.event(ActionPlanRevised, occasion=occasion, version=version)


def _require_next(programme: Programme, *, event: ProgrammeEvent, version: int) -> None:
    stands = programme.plan_version
    if version != stands + 1:
        raise VersionNotNext(stands=stands, version=version, on=event.occurred_on)
