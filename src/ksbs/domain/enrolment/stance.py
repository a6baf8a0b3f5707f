"""Joint matters: chief and principal each take a stance with their own identity."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import model_validator

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent, WhoDecided
from ksbs.domain.holding import require_role
from ksbs.domain.joint import require_ripe
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.programme import Programme, StanceKey
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import StanceHeld
from ksbs.domain.words import Model, Role, Text


class NotYourCapacity(RuleBroken):
    """A stance is taken for oneself: a {role.en} cannot take it in the capacity of
    {capacity.en}.
    """

    sv = "Ställning tas för egen del: {role.sv} kan inte göra det som {capacity.sv}."


class StanceUnchanged(RuleBroken):
    """The same person already stands {stance.en} in this matter, since {on}."""

    sv = "Samma person har redan tagit ställning {stance.sv} i denna fråga, den {on}."


class TooLateForException(RuleBroken):
    """An exception from {rule} can no longer be agreed on: what it is about was recorded
    for {on}.
    """

    sv = (
        "Det går inte längre att enas om undantag för {rule}: det som regeln gäller är "
        "registrerat för den {on}."
    )


@dataclass(frozen=True)
class StanceRecord:
    """A stance as it was taken; `replaced_on` when a later one took its place."""

    matter: Matter
    rule: ExceptionRule | None
    held: StanceHeld
    statement: str
    replaced_on: date | None = None

    @property
    def key(self) -> StanceKey:
        """The matter, the rule and the capacity: what one stance stands for at a time."""
        return self.matter, self.rule, self.held.capacity


@dataclass(frozen=True)
class StancesTaken:
    """Every stance ever taken, in order, whatever became of it."""

    taken: tuple[StanceRecord, ...] = ()


class _TakingStance(Model):
    matter: Annotated[Matter, WhoDecided()]
    """What the stance is about. / Vad ställningstagandet gäller."""
    rule: Annotated[ExceptionRule | None, WhoDecided()] = None
    """For an exception: the rule that is set aside. / För ett undantag: regeln som
    åsidosätts.
    """
    stance: Annotated[Stance, WhoDecided()]
    """Whether the person is for it or against. / Om personen är för eller emot."""
    capacity: Annotated[Capacity, WhoDecided()]
    """The capacity in which the stance is taken. / Den egenskap i vilken ställning tas.
    """
    statement: Text
    """The reasons in one's own words. / Skälen med egna ord."""

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
        """Hold the role on the day, in a matter still open, and change something."""
        require_role(
            programme,
            person_id=self.person_id,
            capacity=self.capacity,
            event=self,
        )
        require_ripe(programme, matter=self.matter, on=self.occurred_on)
        self._require_time_for_exception(programme)
        held = programme.stances.get((self.matter, self.rule, self.capacity))
        if held and (held.person_id, held.stance) == (self.person_id, self.stance):
            raise StanceUnchanged(stance=self.stance, on=held.on)

    def evolve(self, state: Programme) -> Programme:
        """Let the stance stand as the latest of its capacity."""
        held = StanceHeld(self.occurred_on, self.person_id, self.stance, self.capacity)
        record = StanceRecord(self.matter, self.rule, held, self.statement)
        taken = (*self._replaced(state), record)
        stances = {**state.stances, record.key: held}
        return replace(state, stances=stances).keeping(StancesTaken(taken))

    def _replaced(self, state: Programme) -> tuple[StanceRecord, ...]:
        """Give the stances taken so far, the one that stands as replaced by this one."""
        taken = state.facet(StancesTaken).taken
        key = (self.matter, self.rule, self.capacity)
        if key not in state.stances:
            return taken
        last = max(place for place, record in enumerate(taken) if record.key == key)
        replaced = replace(taken[last], replaced_on=self.occurred_on)
        return (*taken[:last], replaced, *taken[last + 1 :])

    def _require_time_for_exception(self, programme: Programme) -> None:
        # The third rule is about completion, after which no stance is taken at all.
        recorded = {
            ExceptionRule.FEWER_THAN_SIX_SESSIONS: programme.analysis_established_on,
            ExceptionRule.PLAN_BEFORE_ANALYSIS: programme.plan_started_on,
        }
        if self.rule is None:
            return
        on = recorded.get(self.rule)
        if on is not None:
            raise TooLateForException(rule=self.rule.value, on=on)


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
