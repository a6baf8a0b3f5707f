"""Somebody asks to see what is recorded.

Who asks is not recorded, only of what kind: whoever asks for a public document may stay
unknown.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.entities import Entities
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.record.confidentiality import FieldOfEntry
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, Text, Word


class DisclosureAlreadyRequested(RuleBroken):
    """The same request of {on} is already recorded as {request}; if this is another, let
    requestedScope tell them apart.
    """

    sv = (
        "Samma begäran den {on} är redan registrerad som {request}; är detta en annan, "
        "låt requestedScope skilja dem åt."
    )


class DisclosureOutcome(Word):
    """What comes of a request for disclosure. / Vad en begäran om utlämnande leder till."""

    GRANTED = "granted", "lämnas ut i sin helhet", "granted in full"
    WITH_MASKING = (
        "granted_with_masking",
        "lämnas ut med maskning",
        "granted with masking",
    )
    REFUSED = "refused", "lämnas inte ut", "refused"


@dataclass(frozen=True)
class DisclosureDecision:
    """What was decided of a request, and when it was handed out."""

    on: date
    scope: str
    outcome: DisclosureOutcome
    masked: tuple[FieldOfEntry, ...]
    legal_reference: str | None
    decided_by: UUID
    delivered_on: date | None


@dataclass(frozen=True)
class Disclosure:
    """A request and, once there is one, its decision; unborn until it was made."""

    request_id: UUID
    requested_on: date | None = None
    requested_scope: str = ""
    requester_kind: str = ""
    decision: DisclosureDecision | None = None

    @property
    def born(self) -> bool:
        """True once the request has been folded."""
        return self.requested_on is not None


@dataclass(frozen=True)
class Disclosures:
    """The requests for disclosure, in the order in which they came."""

    requested: Entities[UUID, Disclosure] = Entities(Disclosure)


class _Requesting(Model):
    requested_scope: Text
    """What is asked for. / Vad som begärs ut."""
    requester_kind: Line
    """Of what kind they are that ask, for example "allmänheten"; never a name. / Vilket
    slag av mottagare som frågar, till exempel ”allmänheten”; aldrig ett namn.
    """


class DisclosureRequested(_Requesting, ProgrammeEvent):
    """Somebody asks to see what is recorded."""

    stored_as = "record.disclosure-requested.v1"
    sv = "Utlämnande begärt"
    en = "Disclosure requested"
    after_the_end = True

    request_id: NewId
    """The id that the request for disclosure was given. / Det id som begäran om
    utlämnande fick.
    """

    def rules(self, programme: Programme) -> None:
        """Record a request once."""
        for known in programme.facet(Disclosures).requested:
            if replace(known, decision=None) == self._told_of(
                Disclosure(known.request_id)
            ):
                raise DisclosureAlreadyRequested(
                    on=self.occurred_on, request=known.request_id
                )

    def evolve(self, state: Programme) -> Programme:
        """Enter the request, with any decision already told of it."""
        requested = state.facet(Disclosures).requested
        return state.keeping(
            Disclosures(requested.change(self.request_id, self._told_of))
        )

    def _told_of(self, disclosure: Disclosure) -> Disclosure:
        return replace(
            disclosure,
            requested_on=self.occurred_on,
            requested_scope=self.requested_scope,
            requester_kind=self.requester_kind,
        )


class RequestDisclosure(_Requesting, ProgrammeCommand):
    """Record that somebody asks to see what is recorded."""

    noun = "disclosure-requests"
    records = DisclosureRequested
    by = (Role.REGISTRAR,)
    sv = "Registrera att någon begär ut uppgifter."
    example = {
        "requestedScope": "Nulägesanalysen och åtgärdsplanen.",
        "requesterKind": "allmänheten",
    }
