"""The joint decision to take part, or the decision not to."""

from dataclasses import dataclass

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.enrolment.nomination import AlreadyDecided
from ksbs.domain.joint import (
    DecidedTogether,
    DecidingTogether,
    JointCommand,
    JointDecision,
)
from ksbs.domain.kinds import Matter, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import Decision, Ending
from ksbs.domain.words import Day, Role, Text


class BothAreFor(RuleBroken):
    """Both are for, so the decision cannot be to not take part."""

    sv = "Båda är för, så beslutet kan inte bli att inte delta."


class StartBeforeDecision(RuleBroken):
    """The programme cannot start on {starts_on}, before the decision of {on}."""

    sv = "Omgången kan inte starta {starts_on}, före beslutet den {on}."


@dataclass(frozen=True)
class Rejection:
    """Why the school does not take part; None while that is not decided."""

    reason: str | None = None


class EnrolmentDecided(JointDecision):
    """Chief and principal decide together that the school takes part."""

    stored_as = "enrolment.enrolment-decided.v1"
    sv = "Beslut om KSBS"
    en = "Enrolment decided"
    matter = Matter.ENROLMENT

    starts_on: Day
    """The planned first day. / Den planerade första dagen."""

    def rules(self, programme: Programme) -> None:
        """Decide once, before the start, and together."""
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)
        if self.starts_on < self.occurred_on:
            raise StartBeforeDecision(starts_on=self.starts_on, on=self.occurred_on)
        super().rules(programme)

    def evolve(self, state: Programme) -> Programme:
        """Decide, and seat chief and principal in the programme."""
        decision = Decision(self.occurred_on, self.deciders, self.starts_on)
        decided = replace(super().evolve(state), decision=decision)
        for stance in state.latest_stances(Matter.ENROLMENT):
            decided = decided.seat(
                stance.person_id,
                role=Role(stance.capacity.value),
                on=self.occurred_on,
            )
        return decided


class DecideEnrolment(JointCommand):
    """Record the joint decision that the school takes part."""

    noun = "enrolment-decisions"
    records = EnrolmentDecided
    by = (Role.CHIEF, Role.PRINCIPAL, Role.REGISTRAR)
    sv = "Registrera det gemensamma beslutet att skolan deltar."
    example = {
        "content": "Skolan deltar i KSBS under tre år.",
        "participants": [],
        "legalBasis": ["Skollagen 4 kap. 3–7 §§"],
        "decisiveCircumstances": "Resultaten har sjunkit och båda står bakom arbetet.",
        "startsOn": "2030-08-19",
        "decisionBasis": "delegation",
    }

    starts_on: Day
    """The planned first day. / Den planerade första dagen."""


class EnrolmentRejected(DecidedTogether):
    """It is decided that the school does not take part."""

    stored_as = "enrolment.enrolment-rejected.v1"
    sv = "Beslut att inte delta"
    en = "Enrolment rejected"
    matter = Matter.ENROLMENT

    reason: Text
    """Why the school does not take part. / Skälet till att skolan inte deltar."""

    def rules(self, programme: Programme) -> None:
        """Reject only what is undecided and not wanted by both."""
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)
        if programme.both_for(Matter.ENROLMENT):
            raise BothAreFor

    def evolve(self, state: Programme) -> Programme:
        """End the programme as rejected."""
        ending = Ending(self.occurred_on, Status.REJECTED)
        rejected = replace(self.taken(state), ending=ending)
        return rejected.keeping(Rejection(self.reason))

    @property
    def stated_reason(self) -> str:
        """The reason."""
        return self.reason


class RejectEnrolment(DecidingTogether, ProgrammeCommand):
    """Record the decision that the school does not take part."""

    noun = "enrolment-rejections"
    records = EnrolmentRejected
    by = (Role.CHIEF, Role.PRINCIPAL, Role.REGISTRAR)
    sv = "Registrera beslutet att skolan inte deltar."
    example = {
        "content": "Skolan deltar inte i KSBS.",
        "decisiveCircumstances": "Rektor och chef är inte överens om tidpunkten.",
        "decisionBasis": "delegation",
        "reason": "Skolan byter rektor under läsåret.",
    }

    reason: Text
    """Why the school does not take part. / Skälet till att skolan inte deltar."""

    def decide(self, programme: Programme, *, occasion: Occasion) -> EnrolmentRejected:
        """Name those who took a stance where the body names nobody."""
        held = programme.latest_stances(Matter.ENROLMENT)
        deciders = self.deciders or tuple(s.person_id for s in held)
        return self.event(EnrolmentRejected, occasion=occasion, deciders=deciders)
