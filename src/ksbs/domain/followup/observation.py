"""Visible signs are looked for, again and again."""

from collections.abc import Iterable
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.kinds import Seen
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.standing import known_sign
from ksbs.domain.state import Observation
from ksbs.domain.words import Line, Model, Role, Text


class ObservationAlreadyRecorded(RuleBroken):
    """The same observation of the sign {sign} on {on} is already recorded:
    {observation}.
    """

    sv = (
        "Samma observation av tecknet {sign} den {on} är redan registrerad: "
        "{observation}."
    )


class BaselineMissing(Advisory):
    """The visible sign {sign} has no baseline to compare the observation with."""

    sv = "Tecknet {sign} saknar utgångsläge att jämföra observationen med."


class _ObservingSign(Model):
    sign_id: UUID
    """The visible sign that was looked for. / Det synliga tecken som man tittade efter.
    """
    seen: Seen
    """How far the sign showed. / I vilken grad tecknet syntes."""
    where: Line
    """Where one looked; never a pupil. / Var man tittade; aldrig en elev."""
    by_whom: UUID
    """The person who looked. / Personen som tittade."""
    wording: Text
    """What was seen. / Vad som sågs."""


class VisibleSignObserved(_ObservingSign, ProgrammeEvent):
    """A visible sign is looked for; observations are added, never replaced."""

    stored_as = "followup.visible-sign-observed.v1"
    sv = "Synligt tecken observerat"
    en = "Visible sign observed"

    observation_id: NewId
    """The id that the observation was given. / Det id som observationen fick."""

    def rules(self, programme: Programme) -> None:
        """Look for a sign that has been defined, and tell each look once."""
        sign = known_sign(programme, sign_id=self.sign_id, on=self.occurred_on)
        for earlier in sign.observations:
            if replace(earlier, observation_id=self.observation_id) == self._seen():
                raise ObservationAlreadyRecorded(
                    sign=self.sign_id,
                    on=self.occurred_on,
                    observation=earlier.observation_id,
                )

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Point at a baseline that is missing."""
        baseline = state.signs[self.sign_id].baseline
        if baseline is None or not baseline.known:
            yield BaselineMissing(sign=self.sign_id)

    def evolve(self, state: Programme) -> Programme:
        """Add the observation to its sign."""
        signs = state.signs.change(
            self.sign_id,
            lambda sign: replace(sign, observations=(*sign.observations, self._seen())),
        )
        return replace(state, signs=signs)

    def _seen(self) -> Observation:
        return Observation(
            self.observation_id,
            self.occurred_on,
            self.seen,
            self.where,
            self.by_whom,
            self.wording,
        )


class ObserveSign(_ObservingSign, ProgrammeCommand):
    """Record whether a visible sign was seen."""

    noun = "sign-observations"
    records = VisibleSignObserved
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Registrera om ett synligt tecken syntes."
    example = {
        "signId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c03",
        "seen": "partly",
        "where": "Årskurs 7–9, tolv lektionsbesök",
        "byWhom": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c07",
        "wording": "Vid sju av tolv besök kunde eleverna berätta om lektionens syfte.",
    }
