"""Joint matters: chief and principal each take a stance with their own identity."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import model_validator

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent, WhoDecided
from ksbs.domain.holding import require_role
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import StanceHeld
from ksbs.domain.words import Model, Role, Text


class NotYourCapacity(RuleBroken):
    """A stance is taken for oneself: a {role.en} cannot take it in the capacity of
    {capacity.en}.
    """

    sv = "Ställning tas för egen del: {role.sv} kan inte göra det som {capacity.sv}."


class MatterDecided(RuleBroken):
    """The matter of {matter.en} was decided on {on}; stances can no longer be taken."""

    sv = "Frågan om {matter.sv} avgjordes den {on}; ställning kan inte längre tas."


class StanceUnchanged(RuleBroken):
    """The same person already stands {stance.en} in this matter, since {on}."""

    sv = "Samma person har redan tagit ställning {stance.sv} i denna fråga, den {on}."


class MatterNotRipe(RuleBroken):
    """A stance on {matter.en} needs a decision to take part first."""

    sv = "Ställning i frågan om {matter.sv} förutsätter ett beslut att delta."


class _TakingStance(Model):
    matter: Annotated[Matter, WhoDecided()]
    rule: Annotated[ExceptionRule | None, WhoDecided()] = None
    """For an exception: the rule that is set aside. / För ett undantag: regeln som
    åsidosätts.
    """
    stance: Annotated[Stance, WhoDecided()]
    capacity: Annotated[Capacity, WhoDecided()]
    """The capacity in which the stance is taken. / Den egenskap i vilken ställning tas.
    """
    statement: Text

    @model_validator(mode="after")
    def _rule_goes_with_exception(self) -> Self:
        if (self.rule is not None) != (self.matter is Matter.EXCEPTION):
            message = "rule is named for the matter exception, and for no other"
            raise ValueError(message)
        return self


class StanceTaken(_TakingStance, ProgrammeEvent):
    """Chief or principal takes a stance in a matter that both decide."""

    stored_as = "enrolment.stance-taken.v1"
    sv = "Ställningstagande"
    en = "Stance taken"

    person_id: Annotated[UUID, WhoDecided()]
    """Who takes the stance: the person who recorded it. / Vem som tar ställning:
    personen som registrerade det.
    """

    def rules(self, programme: Programme) -> None:
        """Hold the role on the day; change something; come before the decision."""
        require_role(
            programme,
            person_id=self.person_id,
            capacity=self.capacity,
            event=self,
        )
        decision = programme.decision
        if self.matter is Matter.ENROLMENT and decision is not None:
            raise MatterDecided(matter=self.matter, on=decision.on)
        if self.matter is not Matter.ENROLMENT and decision is None:
            raise MatterNotRipe(matter=self.matter)
        held = programme.stances.get((self.matter, self.rule, self.capacity))
        if held and (held.person_id, held.stance) == (self.person_id, self.stance):
            raise StanceUnchanged(stance=self.stance, on=held.on)

    def evolve(self, state: Programme) -> Programme:
        """Let the stance stand as the latest of its capacity."""
        held = StanceHeld(self.occurred_on, self.person_id, self.stance, self.capacity)
        key = (self.matter, self.rule, self.capacity)
        return replace(state, stances={**state.stances, key: held})


class TakeStance(_TakingStance, ProgrammeCommand):
    """Take a stance in a joint matter, for oneself."""

    noun = "stances"
    records = StanceTaken
    by = (Role.CHIEF, Role.PRINCIPAL)
    sv = "Ta ställning i en gemensam fråga, för egen del."
    example = {
        "matter": "enrolment",
        "stance": "for",
        "capacity": "principal",
        "statement": "Skolan har tid och vilja att genomföra arbetet.",
    }

    def decide(self, programme: Programme, *, occasion: Occasion) -> StanceTaken:
        """Take the stance as the acting person, in the capacity of the acting role."""
        if occasion.role.value != self.capacity.value:
            raise NotYourCapacity(role=occasion.role, capacity=self.capacity)
        return self.event(StanceTaken, occasion=occasion, person_id=occasion.person_id)
