"""The joint decision to take part, or the decision not to."""

from uuid import UUID

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.enrolment.nomination import AlreadyDecided
from ksbs.domain.event import Deciders, ProgrammeEvent
from ksbs.domain.holding import require_role
from ksbs.domain.kinds import Capacity, DecisionBasis, Matter, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import Decision, Ending
from ksbs.domain.words import Bilingual, Day, Line, Model, Role, Text


class NotBothFor(RuleBroken):
    """Chief and principal decide together: the latest stances of both, two persons,
    must be for; now they are
    {stances.en}.
    """

    sv = (
        "Chef och rektor beslutar tillsammans: bådas senaste ställningstaganden, av två "
        "olika personer, ska vara för; nu är de {stances.sv}."
    )


class BothAreFor(RuleBroken):
    """Both are for, so the decision cannot be to not take part."""

    sv = "Båda är för, så beslutet kan inte bli att inte delta."


class OtherDeciders(RuleBroken):
    """The deciders must be the two who took the stances: {expected}."""

    sv = "Beslutsfattarna ska vara de två som tagit ställning: {expected}."


class StartBeforeDecision(RuleBroken):
    """The programme cannot start on {starts_on}, before the decision of {on}."""

    sv = "Omgången kan inte starta {starts_on}, före beslutet den {on}."


class _DecidingTogether(Model):
    content: Text
    """What is decided. / Vad som beslutas."""
    deciders: Deciders = ()
    """The two who decide; taken from the stances if left out. / De två som beslutar;
    hämtas från ställningstagandena om fältet utelämnas.
    """
    rapporteur: UUID | None = None
    """Who presented the matter. / Vem som föredrog ärendet."""
    participants: tuple[UUID, ...] = ()
    """Who else took part in the final handling. / Vilka fler som deltog i den slutliga
    handläggningen.
    """
    legal_basis: tuple[Line, ...] = ()
    decisive_circumstances: Text
    decision_basis: DecisionBasis


class EnrolmentDecided(_DecidingTogether, ProgrammeEvent):
    """Chief and principal decide together that the school takes part."""

    stored_as = "enrolment.enrolment-decided.v1"
    sv = "Beslut om KSBS"
    en = "Enrolment decided"
    decision = True

    starts_on: Day
    """The planned first day. / Den planerade första dagen."""

    def rules(self, programme: Programme) -> None:
        """Require both stances, two persons, and their roles on this day."""
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)
        if self.starts_on < self.occurred_on:
            raise StartBeforeDecision(starts_on=self.starts_on, on=self.occurred_on)
        if not programme.both_for(Matter.ENROLMENT):
            raise NotBothFor(stances=_stances(programme))
        held = programme.latest_stances(Matter.ENROLMENT)
        if {s.person_id for s in held} != set(self.deciders):
            raise OtherDeciders(expected=" and ".join(str(s.person_id) for s in held))
        for stance in held:
            require_role(
                programme,
                person_id=stance.person_id,
                capacity=stance.capacity,
                event=self,
            )

    def evolve(self, state: Programme) -> Programme:
        """Decide, and seat chief and principal in the programme."""
        decision = Decision(self.occurred_on, self.deciders, self.starts_on)
        decided = replace(state, decision=decision)
        for stance in state.latest_stances(Matter.ENROLMENT):
            decided = decided.seat(
                stance.person_id,
                role=Role(stance.capacity.value),
                on=self.occurred_on,
            )
        return decided


class DecideEnrolment(_DecidingTogether, ProgrammeCommand):
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

    def decide(self, programme: Programme, *, occasion: Occasion) -> EnrolmentDecided:
        """Name the two who took the stances where the body names nobody."""
        held = programme.latest_stances(Matter.ENROLMENT)
        deciders = self.deciders or tuple(s.person_id for s in held)
        return self.event(EnrolmentDecided, occasion=occasion, deciders=deciders)


class EnrolmentRejected(_DecidingTogether, ProgrammeEvent):
    """It is decided that the school does not take part."""

    stored_as = "enrolment.enrolment-rejected.v1"
    sv = "Beslut att inte delta"
    en = "Enrolment rejected"
    decision = True

    reason: Text

    def rules(self, programme: Programme) -> None:
        """Reject only what is undecided and not wanted by both."""
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)
        if programme.both_for(Matter.ENROLMENT):
            raise BothAreFor

    def evolve(self, state: Programme) -> Programme:
        """End the programme as rejected."""
        return replace(state, ending=Ending(self.occurred_on, Status.REJECTED))


class RejectEnrolment(_DecidingTogether, ProgrammeCommand):
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

    def decide(self, programme: Programme, *, occasion: Occasion) -> EnrolmentRejected:
        """Name those who took a stance where the body names nobody."""
        held = programme.latest_stances(Matter.ENROLMENT)
        deciders = self.deciders or tuple(s.person_id for s in held)
        return self.event(EnrolmentRejected, occasion=occasion, deciders=deciders)


def _stances(programme: Programme) -> Bilingual:
    held = {s.capacity: s.stance for s in programme.latest_stances(Matter.ENROLMENT)}
    english = [f"{c.en} {held[c].en if c in held else 'not taken'}" for c in Capacity]
    swedish = [f"{c.sv} {held[c].sv if c in held else 'saknas'}" for c in Capacity]
    return Bilingual(", ".join(english), ", ".join(swedish))
