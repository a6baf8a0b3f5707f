"""The register of documents: what came in or was drawn up, and what was sent.

A public register shows the day, the case number, the other party and in short what the
document is about (OSL 5 kap. 1–2 §§). The day on which it came in or was drawn up is the
day of the event, so there is no second date beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.entities import Entities
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.words import (
    CaseNumber,
    Line,
    Model,
    Role,
    Sha256,
    Text,
    Uri,
    Word,
)


class DocumentAlreadyRegistered(RuleBroken):
    """The same document was registered for {on} as {document}."""

    sv = "Samma handling är redan registrerad för den {on} som {document}."


class DocumentUnknown(RuleBroken):
    """There is no document {document} on {on}; register it first."""

    sv = "Det finns ingen handling {document} den {on}; registrera den först."


class DispatchAlreadyRecorded(RuleBroken):
    """The document {document} was already dispatched to {recipient} on {on}."""

    sv = "Handlingen {document} är redan expedierad till {recipient} den {on}."


class OtherCaseNumber(Advisory):
    """The document has the case number {given}; that of the programme is {registered}."""

    sv = "Handlingen har diarienummer {given}; omgångens är {registered}."


class DocumentDirection(Word):
    """Whether a document came in or was made here. / Om en handling kom in eller
    upprättades här.
    """

    RECEIVED = "received", "inkommen", "received"
    DRAWN_UP = "drawn_up", "upprättad", "drawn up"


@dataclass(frozen=True)
class Dispatch:
    """A document was sent to somebody."""

    on: date
    recipient: str
    how: str


@dataclass(frozen=True)
class Document:
    """A document in the register; unborn until its registration has been folded."""

    document_id: UUID
    received_or_drawn_up_on: date | None = None
    direction: DocumentDirection | None = None
    case_number: str = ""
    counterpart: str = ""
    brief: str = ""
    sha256: str | None = None
    uri: str | None = None
    dispatches: tuple[Dispatch, ...] = ()

    @property
    def born(self) -> bool:
        """True once the registration has been folded."""
        return self.received_or_drawn_up_on is not None


@dataclass(frozen=True)
class Documents:
    """The documents of a programme, in the order in which they came or were made."""

    registered: Entities[UUID, Document] = Entities(Document)


class _RegisteringDocument(Model):
    direction: DocumentDirection
    """Whether it came in or was drawn up here, on the day of the event. / Om den kom in
    eller upprättades här, händelsens dag.
    """
    case_number: CaseNumber
    """The number of the case that it belongs to. / Numret på ärendet som den hör till."""
    counterpart: Line
    """Whom it came from or was drawn up for: an authority, an organisation or a role,
    never a person's name. / Från vem den kom eller för vem den upprättades: myndighet,
    organisation eller roll, aldrig ett personnamn.
    """
    brief: Text
    """In short what it is about; nothing that is to be kept secret. / I korthet vad den
    rör; inget som omfattas av sekretess.
    """
    sha256: Sha256 | None = None
    """The digest of the document, in lower-case hexadecimal. / Handlingens
    kontrollsumma, hexadecimalt med små bokstäver.
    """
    uri: Uri | None = None
    """Where it is kept. / Var den förvaras."""


class DocumentRegistered(_RegisteringDocument, ProgrammeEvent):
    """A document came in or was drawn up, on the day of the event."""

    stored_as = "record.document-registered.v1"
    sv = "Handling registrerad"
    en = "Document registered"
    after_the_end = True

    document_id: NewId
    """The id that the document was given. / Det id som handlingen fick."""

    def rules(self, programme: Programme) -> None:
        """Register a document once."""
        for known in programme.facet(Documents).registered:
            if self._same_as(known):
                raise DocumentAlreadyRegistered(
                    on=known.received_or_drawn_up_on, document=known.document_id
                )

    def _same_as(self, known: Document) -> bool:
        if self.sha256 is not None and known.sha256 is not None:
            return self.sha256 == known.sha256
        # Without two digests to compare, what says the very same is the same.
        said = self._told_of(Document(known.document_id))
        return replace(known, dispatches=()) == said

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Point at a case number that is not the programme's."""
        registered = state.case_number
        if registered is not None and registered != self.case_number:
            yield OtherCaseNumber(given=self.case_number, registered=registered)

    def evolve(self, state: Programme) -> Programme:
        """Enter the document, with the dispatches already told of it."""
        documents = state.facet(Documents).registered
        return state.keeping(
            Documents(documents.change(self.document_id, self._told_of))
        )

    def _told_of(self, document: Document) -> Document:
        return replace(
            document,
            received_or_drawn_up_on=self.occurred_on,
            direction=self.direction,
            case_number=self.case_number,
            counterpart=self.counterpart,
            brief=self.brief,
            sha256=self.sha256,
            uri=self.uri,
        )


class RegisterDocument(_RegisteringDocument, ProgrammeCommand):
    """Register a document that came in or was drawn up."""

    noun = "documents"
    records = DocumentRegistered
    by = (Role.REGISTRAR,)
    sv = "Registrera en handling som kommit in eller upprättats."
    example = {
        "direction": "received",
        "caseNumber": "UTBF 2026/1234",
        "counterpart": "Skolinspektionen",
        "brief": "Begäran om yttrande över arbetet med studiero.",
        "uri": "urn:example:handling:4711",
    }


class _DispatchingDocument(Model):
    document_id: UUID
    """The document in the register. / Handlingen i registret."""
    recipient: Line
    """Whom it was sent to: an authority, an organisation or a role, never a person's
    name. / Vem den skickades till: myndighet, organisation eller roll, aldrig ett
    personnamn.
    """
    how: Line
    """How it was sent, for example by e-mail or by messenger. / Hur den skickades, till
    exempel med e-post eller bud.
    """


class DocumentDispatched(_DispatchingDocument, ProgrammeEvent):
    """A registered document was sent to somebody."""

    stored_as = "record.document-dispatched.v1"
    sv = "Handling expedierad"
    en = "Document dispatched"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Send what is registered, to each recipient once a day."""
        documents = programme.facet(Documents).registered
        if self.document_id not in documents:
            raise DocumentUnknown(document=self.document_id, on=self.occurred_on)
        for sent in documents[self.document_id].dispatches:
            if (sent.on, sent.recipient) == (self.occurred_on, self.recipient):
                raise DispatchAlreadyRecorded(
                    document=self.document_id, recipient=sent.recipient, on=sent.on
                )

    def evolve(self, state: Programme) -> Programme:
        """Add the dispatch to its document."""
        sent = Dispatch(self.occurred_on, self.recipient, self.how)
        documents = state.facet(Documents).registered.change(
            self.document_id, lambda d: replace(d, dispatches=(*d.dispatches, sent))
        )
        return state.keeping(Documents(documents))


class DispatchDocument(_DispatchingDocument, ProgrammeCommand):
    """Record that a registered document was sent."""

    noun = "document-dispatches"
    records = DocumentDispatched
    by = (Role.REGISTRAR,)
    sv = "Registrera att en handling expedierats."
    example = {
        "documentId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c71",
        "recipient": "Utbildningsnämnden",
        "how": "e-post",
    }
