"""It is decided what those who asked get to see, and what is masked in it.

A decision names every field that it masks. It tells what was handed out once, so it does
not keep anyone from amending the entries whose fields it masked.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.decisions import DecisionEvent, DecisionTaken, keep
from ksbs.domain.event import Decider, WhoDecided
from ksbs.domain.programme import Programme
from ksbs.domain.record.confidentiality import (
    Confidentiality,
    FieldName,
    FieldOfEntry,
    require_field,
)
from ksbs.domain.record.disclosure import (
    DisclosureDecision,
    DisclosureOutcome,
    Disclosures,
)
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.timing import InTheFuture
from ksbs.domain.words import Day, Line, Model, Role, Text


class DisclosureNotRequested(RuleBroken):
    """There is no request {request} for disclosure on {on}; record the request first."""

    sv = "Det finns ingen begäran om utlämnande {request} den {on}; registrera den först."


class DisclosureAlreadyDecided(RuleBroken):
    """The request {request} was decided on {on}; who asks again makes a new request."""

    sv = "Begäran {request} avgjordes den {on}; den som ber igen gör en ny begäran."


class ProvisionMissing(RuleBroken):
    """What is not granted in full rests on a provision: give legalReference."""

    sv = "Det som inte lämnas ut helt vilar på en bestämmelse: ange legalReference."


class NothingMasked(RuleBroken):
    """It is granted with masking, but nothing is masked: name the fields in
    maskedFields.
    """

    sv = "Det lämnas ut med maskning, men inget är maskat: ange fälten i maskedFields."


class MaskedWithoutMasking(RuleBroken):
    """Fields are masked only by the outcome granted_with_masking; here it is {outcome}."""

    sv = "Fält maskas bara vid utfallet granted_with_masking; här är det {outcome}."


class FieldMaskedTwice(RuleBroken):
    """The field {field} of the entry {entry} is masked twice in one decision."""

    sv = "Fältet {field} i anteckningen {entry} maskas två gånger i samma beslut."


class NothingToDeliver(RuleBroken):
    """A refused request hands nothing out: leave deliveredOn out."""

    sv = "Ett avslag lämnar inte ut något: utelämna deliveredOn."


class DeliveredBeforeDecision(RuleBroken):
    """Nothing is handed out on {delivered_on}, before the decision of {on}."""

    sv = "Inget lämnas ut {delivered_on}, före beslutet den {on}."


class MaskedFieldNotConfidential(Advisory):
    """The field {field} of the entry {entry} is masked, but not marked confidential."""

    sv = "Fältet {field} i anteckningen {entry} maskas men är inte sekretessmarkerat."


class MaskedField(Model):
    """A field that is masked in what is handed out. / Ett fält som maskas i det som
    lämnas ut.
    """

    event_id: UUID
    """The entry whose field it is. / Anteckningen som fältet står i."""
    field: FieldName
    """The field's name on the wire; a whole top-level field. / Fältets namn i JSON; ett
    helt fält på översta nivån.
    """

    @property
    def place(self) -> FieldOfEntry:
        """Where it stands: the entry and its field."""
        return self.event_id, self.field


class _DecidingDisclosure(Model):
    request_id: UUID
    """The request that is decided. / Begäran som avgörs."""
    scope: Text
    """What the decision is about, of all that was asked for. / Vad beslutet omfattar, av
    det som begärts.
    """
    outcome: Annotated[DisclosureOutcome, WhoDecided()]
    """Granted in full, granted with masking, or refused. / Lämnas ut helt, lämnas ut med
    maskning eller lämnas inte ut.
    """
    masked_fields: Annotated[
        tuple[MaskedField, ...], WhoDecided(), Field(max_length=1000)
    ] = ()
    """The fields that are masked; at least one when it is granted with masking. / Fälten
    som maskas; minst ett när det lämnas ut med maskning.
    """
    legal_reference: Line | None = None
    """The provision that it rests on, for example "OSL 23 kap. 2 §"; needed unless it is
    granted in full. / Bestämmelsen som det vilar på, till exempel ”OSL 23 kap. 2 §”;
    behövs när det inte lämnas ut helt.
    """
    decided_by: Decider
    """Who decided. / Vem som beslutade."""
    delivered_on: Day | None = None
    """When it was handed out, on the day of the decision or later; left out if nothing
    was, or not yet. / När det lämnades ut, beslutsdagen eller senare; utelämnas om inget
    lämnats ut, eller inte ännu.
    """


class DisclosureDecided(_DecidingDisclosure, DecisionEvent):
    """It is decided what is handed out, and what is masked in it."""

    stored_as = "record.disclosure-decided.v1"
    sv = "Utlämnande beslutat"
    en = "Disclosure decided"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Decide a request once, on a provision, and mask what is named."""
        request = programme.facet(Disclosures).requested[self.request_id]
        if not request.born:
            raise DisclosureNotRequested(request=self.request_id, on=self.occurred_on)
        if request.decision is not None:
            raise DisclosureAlreadyDecided(
                request=self.request_id, on=request.decision.on
            )
        self._require_provision_and_masks()
        self._require_delivery_after_decision()

    def _require_provision_and_masks(self) -> None:
        masking = self.outcome is DisclosureOutcome.WITH_MASKING
        if self.masked_fields and not masking:
            raise MaskedWithoutMasking(outcome=self.outcome.value)
        if masking and not self.masked_fields:
            raise NothingMasked
        for masked, times in Counter(self.masked_fields).items():
            if times > 1:
                raise FieldMaskedTwice(field=masked.field, entry=masked.event_id)
        full = self.outcome is DisclosureOutcome.GRANTED
        if not full and self.legal_reference is None:
            raise ProvisionMissing

    def _require_delivery_after_decision(self) -> None:
        if self.delivered_on is None:
            return
        if self.outcome is DisclosureOutcome.REFUSED:
            raise NothingToDeliver
        if self.delivered_on < self.occurred_on:
            raise DeliveredBeforeDecision(
                delivered_on=self.delivered_on, on=self.occurred_on
            )

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Point at masked fields that nobody has marked confidential."""
        marks = state.facet(Confidentiality).in_force
        for masked in self.masked_fields:
            if masked.place not in marks:
                yield MaskedFieldNotConfidential(
                    field=masked.field, entry=masked.event_id
                )

    def evolve(self, state: Programme) -> Programme:
        """Add the decision to its request, and to the programme's decisions."""
        decision = DisclosureDecision(
            on=self.occurred_on,
            scope=self.scope,
            outcome=self.outcome,
            masked=tuple(masked.place for masked in self.masked_fields),
            legal_reference=self.legal_reference,
            decided_by=self.decided_by,
            delivered_on=self.delivered_on,
        )
        requested = state.facet(Disclosures).requested.change(
            self.request_id, lambda d: replace(d, decision=decision)
        )
        return keep(state.keeping(Disclosures(requested)), taken=self._taken())

    def _taken(self) -> DecisionTaken:
        provision = (self.legal_reference,) if self.legal_reference else ()
        return DecisionTaken(
            decision_id=self.decision_id,
            kind=type(self).__name__,
            on=self.occurred_on,
            content=self.scope,
            deciders=(self.decided_by,),
            legal_basis=provision,
        )


class DecideDisclosure(_DecidingDisclosure, ProgrammeCommand):
    """Record the decision on a request for disclosure."""

    noun = "disclosure-decisions"
    records = DisclosureDecided
    by = (Role.REGISTRAR,)
    sv = "Registrera beslutet om en begäran om utlämnande."
    example = {
        "requestId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c81",
        "scope": "Nulägesanalysen.",
        "outcome": "granted_with_masking",
        "maskedFields": [
            {"eventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01", "field": "summary"}
        ],
        "legalReference": "OSL 23 kap. 2 §",
        "decidedBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c09",
    }

    def decide(self, programme: Programme, *, occasion: Occasion) -> DisclosureDecided:
        """Refuse to mask what is no field of an entry, or to deliver in the future."""
        for masked in self.masked_fields:
            require_field(occasion, event_id=masked.event_id, field=masked.field)
        if self.delivered_on is not None and self.delivered_on > occasion.today:
            raise InTheFuture(on=self.delivered_on, today=occasion.today)
        return self.event(DisclosureDecided, occasion=occasion)
