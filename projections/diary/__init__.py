"""The diary of a programme: its case, the documents registered, what was dispatched."""

from collections.abc import Iterable
from typing import Any

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.enrolment.case import CaseInDiary, CaseRegistered
from ksbs.domain.programme import Programme
from ksbs.domain.record.documents import (
    Dispatch,
    Document,
    DocumentDispatched,
    DocumentRegistered,
    Documents,
)

CASE, DOCUMENT, DISPATCH = "case", "document", "dispatch"

COLUMNS = (
    Column(
        "kind",
        "text",
        "What the row is of: `case`, `document` or `dispatch`. / Vad raden gäller: "
        "`case` (ärende), `document` (handling) eller `dispatch` (utskick).",
    ),
    Column(
        "reference",
        "text",
        "The case number, or the document's id. / Diarienumret, eller handlingens id.",
    ),
    Column(
        "number",
        "integer",
        "Which dispatch of the document it is, counted from 1; else 1. / Vilket i "
        "ordningen av handlingens utskick det är, räknat från 1; annars 1.",
    ),
    Column(
        "on_day",
        "date",
        "The day the case was opened, the document came in or was drawn up, or was "
        "sent. / Dagen då ärendet öppnades, eller då handlingen kom in, upprättades "
        "eller skickades.",
        nullable=True,
    ),
    Column(
        "case_number",
        "text",
        "The case number, as the diary writes it. / Diarienumret, som diariet skriver "
        "det.",
    ),
    Column(
        "document_id",
        "uuid",
        "The document's id; null for the case. / Handlingens id; null för ärendet.",
        nullable=True,
    ),
    Column("direction", "text", DocumentRegistered, nullable=True),
    Column(
        "counterpart",
        "text",
        "Whom the document came from, was drawn up for or was sent to. / Vem "
        "handlingen kom från, upprättades för eller skickades till.",
        nullable=True,
    ),
    Column("brief", "text", DocumentRegistered, nullable=True),
    Column("classification", "text", CaseRegistered, nullable=True),
    Column("how", "text", DocumentDispatched, nullable=True),
    Column("sha256", "text", DocumentRegistered, nullable=True),
    Column("uri", "text", DocumentRegistered, nullable=True),
)
_NOTHING: Row = dict.fromkeys(column.name for column in COLUMNS)


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for the case, for each document, and for each time one was sent.

    A case's day is the one on which it was opened, a document's the one on which it came
    in or was drawn up. Of a dispatch, `counterpart` is whom it was sent to.
    """
    if programme.case_number is not None:
        yield _case(programme.case_number, programme.facet(CaseInDiary))
    for document in programme.facet(Documents).registered:
        yield _document(document)
        for number, sent in enumerate(document.dispatches, start=1):
            yield _dispatch(document, sent, number=number)


def _case(number: str, case: CaseInDiary) -> Row:
    return {
        **_NOTHING,
        "kind": CASE,
        "reference": number,
        "number": 1,
        "on_day": case.opened_on,
        "case_number": number,
        "classification": case.classification,
    }


def _document(document: Document) -> Row:
    return {
        **_of(document),
        "kind": DOCUMENT,
        "number": 1,
        "on_day": document.received_or_drawn_up_on,
        "direction": document.direction,
        "counterpart": document.counterpart,
        "sha256": document.sha256,
        "uri": document.uri,
    }


def _dispatch(document: Document, sent: Dispatch, *, number: int) -> Row:
    return {
        **_of(document),
        "kind": DISPATCH,
        "number": number,
        "on_day": sent.on,
        "counterpart": sent.recipient,
        "how": sent.how,
    }


def _of(document: Document) -> dict[str, Any]:
    return {
        **_NOTHING,
        "reference": str(document.document_id),
        "document_id": document.document_id,
        "case_number": document.case_number,
        "brief": document.brief,
    }


PROJECTION = Projection(
    name="diary",
    title="Diary / Diarium",
    version=1,
    on=frozenset({CaseRegistered, DocumentRegistered, DocumentDispatched}),
    columns=COLUMNS,
    rows=rows,
    key=("kind", "reference", "number"),
)
