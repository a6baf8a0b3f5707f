"""Joint matters: what chief and principal decide together, by one rule for them all.

Each of the two takes a stance first, with their own identity; a decision is accepted
only when the latest stances of both are for, and it uses the stances up: the next
decision in the same matter needs new ones.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.decisions import DecisionEvent, DecisionTaken, keep
from ksbs.domain.event import Deciders
from ksbs.domain.holding import require_role
from ksbs.domain.kinds import Capacity, DecisionBasis, Matter
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import (
    require_not_paused,
    require_paused,
    require_started,
)
from ksbs.domain.words import Bilingual, Line, Model, Text


class NotBothFor(RuleBroken):
    """Chief and principal decide together: the latest stances of both, two persons,
    must be for; now they are
    {stances.en}.
    """

    sv = (
        "Chef och rektor beslutar tillsammans: bådas senaste ställningstaganden, av två "
        "olika personer, ska vara för; nu är de {stances.sv}."
    )


class OtherDeciders(RuleBroken):
    """The deciders must be the two who took the stances: {expected}."""

    sv = "Beslutsfattarna ska vara de två som tagit ställning: {expected}."


class MatterDecided(RuleBroken):
    """The matter of {matter.en} was decided on {on}; stances can no longer be taken."""

    sv = "Frågan om {matter.sv} avgjordes den {on}; ställning kan inte längre tas."


class MatterNotRipe(RuleBroken):
    """The matter of {matter.en} needs a decision to take part first; there is none on
    {on}.
    """

    sv = "Frågan om {matter.sv} förutsätter ett beslut att delta; inget finns den {on}."


_NEEDS: Mapping[Matter, tuple[Callable[..., None], ...]] = {
    Matter.PAUSE: (require_started, require_not_paused),
    Matter.RESUMPTION: (require_paused,),
    Matter.EXTENSION: (require_started,),
}
"""What a matter needs beside the decision to take part."""


def require_ripe(programme: Programme, *, matter: Matter, on: date) -> None:
    """Refuse a matter that can be neither considered nor decided as things stand.

    Raises:
        MatterDecided: if taking part is already decided.
        MatterNotRipe: if another matter comes before that decision.
        ProgrammeNotStarted: if a pause or an extension comes before the start.
        ProgrammeIsPaused: if a pause would follow a pause.
        ProgrammeNotPaused: if there is no pause to resume from.
    """
    decision = programme.decision
    if matter is Matter.ENROLMENT:
        if decision is not None:
            raise MatterDecided(matter=matter, on=decision.on)
        return
    if decision is None:
        raise MatterNotRipe(matter=matter, on=on)
    for require in _NEEDS.get(matter, ()):
        require(programme, on=on)


class DecidingTogether(Model):
    """What a decision document says, beside what is particular to the matter. / Vad en
    beslutshandling anger, utöver det som är särskilt för frågan.
    """

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
    """The rules that the decision rests on. / De bestämmelser som beslutet vilar på."""
    decisive_circumstances: Text
    """The circumstances that decided the matter. / De omständigheter som avgjort
    frågan.
    """
    decision_basis: DecisionBasis
    """On what the two decide. / Med vilken rätt de två beslutar."""


class DecidedTogether(DecidingTogether, DecisionEvent):
    """A decision in a matter of both, whichever way it went."""

    matter: ClassVar[Matter]
    joint: ClassVar[bool] = False
    """True for a decision that both have to stand for."""

    def taken(self, programme: Programme) -> Programme:
        """Give the programme with this decision and the stances that stood before it."""
        taken = DecisionTaken(
            decision_id=self.decision_id,
            kind=type(self).__name__,
            on=self.occurred_on,
            content=self.content,
            deciders=self.deciders,
            joint=self.joint,
            stances=tuple(programme.latest_stances(self.matter)),
            rapporteur=self.rapporteur,
            participants=self.participants,
            legal_basis=self.legal_basis,
            decisive_circumstances=self.decisive_circumstances,
            decision_basis=self.decision_basis,
            reason=self.stated_reason,
        )
        return keep(programme, taken=taken)

    @property
    def stated_reason(self) -> str | None:
        """The reason, where the decision states one apart from the circumstances."""
        return None


class JointDecision(DecidedTogether):
    """A decision that chief and principal take together."""

    joint = True

    def rules(self, programme: Programme) -> None:
        """Require a ripe matter, both stances, two persons, their roles on this day."""
        require_ripe(programme, matter=self.matter, on=self.occurred_on)
        if not programme.both_for(self.matter):
            raise NotBothFor(stances=_stances(programme, matter=self.matter))
        held = programme.latest_stances(self.matter)
        if sorted(s.person_id for s in held) != sorted(self.deciders):
            raise OtherDeciders(expected=" and ".join(str(s.person_id) for s in held))
        for stance in held:
            require_role(
                programme,
                person_id=stance.person_id,
                capacity=stance.capacity,
                event=self,
            )

    def evolve(self, state: Programme) -> Programme:
        """Keep who decided in which capacity, and use up the stances."""
        return self.taken(state).settled(self.matter, on=self.occurred_on)


class JointCommand(DecidingTogether, ProgrammeCommand):
    """A command that records a decision of both."""

    records: ClassVar[type[JointDecision]]

    def decide(self, programme: Programme, *, occasion: Occasion) -> JointDecision:
        """Name the two who took the stances where the body names nobody."""
        held = programme.latest_stances(self.records.matter)
        deciders = self.deciders or tuple(s.person_id for s in held)
        return self.event(self.records, occasion=occasion, deciders=deciders)


def _stances(programme: Programme, *, matter: Matter) -> Bilingual:
    held = {s.capacity: s.stance for s in programme.latest_stances(matter)}
    english = [f"{c.en} {held[c].en if c in held else 'not taken'}" for c in Capacity]
    swedish = [f"{c.sv} {held[c].sv if c in held else 'saknas'}" for c in Capacity]
    return Bilingual(", ".join(english), ", ".join(swedish))
