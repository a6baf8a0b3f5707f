"""What the school cannot solve itself is raised to the organizer, and answered."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.entities import Entities
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Model, Role, Text


class ConcernAlreadyRaised(RuleBroken):
    """The same concern was raised on {on} as {concern}, and is not resolved yet."""

    sv = "Samma brist anmäldes den {on} som {concern} och är ännu inte åtgärdad."


class ConcernUnknown(RuleBroken):
    """There is no concern {concern} on {on}; raise it first."""

    sv = "Det finns ingen anmäld brist {concern} den {on}; anmäl den först."


class ConcernAlreadyResolved(RuleBroken):
    """The concern {concern} was already resolved on {on}; if it has come back, raise
    it anew.
    """

    sv = (
        "Den anmälda bristen {concern} åtgärdades redan den {on}; anmäl den på nytt om "
        "den har återkommit."
    )


@dataclass(frozen=True)
class Concern:
    """A concern, from when it is raised until it is resolved."""

    concern_id: UUID
    text: str = ""
    raised_on: date | None = None
    resolved_on: date | None = None
    measures: tuple[str, ...] = ()
    resolution: str = ""
    born: bool = False

    @property
    def open(self) -> bool:
        """True while it is raised and not resolved."""
        return self.born and self.resolved_on is None


@dataclass(frozen=True)
class Concerns:
    """The concerns of the programme."""

    known: Entities[UUID, Concern] = Entities(Concern)


class _RaisingConcern(Model):
    text: Text
    """What the organizer has to know and act on. / Vad huvudmannen behöver känna till
    och agera på.
    """


class ConcernRaised(_RaisingConcern, ProgrammeEvent):
    """A concern is raised to the organizer."""

    stored_as = "followup.concern-raised.v1"
    sv = "Brist anmäld till huvudmannen"
    en = "Concern raised"

    concern_id: NewId
    """The id that the concern is given. / Det id som den anmälda bristen får."""

    def rules(self, programme: Programme) -> None:
        """Raise once what is still open."""
        for concern in programme.facet(Concerns).known:
            if concern.open and concern.text == self.text:
                raise ConcernAlreadyRaised(
                    concern=concern.concern_id, on=concern.raised_on
                )

    def evolve(self, state: Programme) -> Programme:
        """Add the concern."""
        known = state.facet(Concerns).known.change(
            self.concern_id,
            lambda concern: replace(
                concern, text=self.text, raised_on=self.occurred_on, born=True
            ),
        )
        return state.keeping(Concerns(known))


class RaiseConcern(_RaisingConcern, ProgrammeCommand):
    """Raise a concern to the organizer."""

    noun = "concerns"
    records = ConcernRaised
    by = (Role.PRINCIPAL, Role.CHIEF, Role.PROCESS_SUPPORTER)
    sv = "Anmäl en brist till huvudmannen."
    example = {
        "text": "Skolan saknar behöriga lärare i matematik inför höstterminen.",
    }


class _ResolvingConcern(Model):
    concern_id: UUID
    """The concern that is resolved. / Den anmälda brist som åtgärdas."""
    measures: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What has been done, at least one measure. / Vad som har gjorts, minst en åtgärd.
    """
    resolution: Text
    """What the organizer answers. / Vad huvudmannen svarar."""


class ConcernResolved(_ResolvingConcern, ProgrammeEvent):
    """The organizer has acted on a concern."""

    stored_as = "followup.concern-resolved.v1"
    sv = "Anmäld brist åtgärdad"
    en = "Concern resolved"

    def rules(self, programme: Programme) -> None:
        """Resolve once what has been raised."""
        concern = programme.facet(Concerns).known[self.concern_id]
        if not concern.born:
            raise ConcernUnknown(concern=self.concern_id, on=self.occurred_on)
        if concern.resolved_on is not None:
            raise ConcernAlreadyResolved(
                concern=self.concern_id, on=concern.resolved_on
            )

    def evolve(self, state: Programme) -> Programme:
        """Resolve the concern, with its measures."""
        known = state.facet(Concerns).known.change(
            self.concern_id,
            lambda concern: replace(
                concern,
                resolved_on=self.occurred_on,
                measures=self.measures,
                resolution=self.resolution,
            ),
        )
        return state.keeping(Concerns(known))


class ResolveConcern(_ResolvingConcern, ProgrammeCommand):
    """Record what the organizer has done about a concern."""

    noun = "concern-resolutions"
    records = ConcernResolved
    by = (Role.CHIEF, Role.PROGRAMME_OFFICE)
    sv = "Registrera vad huvudmannen har gjort åt en anmäld brist."
    example = {
        "concernId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c10",
        "measures": ["Två lärare i matematik lånas in från en annan skola."],
        "resolution": "Undervisningen är bemannad till läsårets slut.",
    }
