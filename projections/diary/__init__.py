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
    Column("kind", "text", required=True),
    Column("reference", "text", required=True),
    Column("number", "integer", required=True),
    Column("on_day", "date"),
    Column("case_number", "text", required=True),
    Column("document_id", "uuid"),
    Column("direction", "text"),
    Column("counterpart", "text"),
    Column("brief", "text"),
    Column("classification", "text"),
    Column("how", "text"),
    Column("sha256", "text"),
    Column("uri", "text"),
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
    title="Diary",
    version=1,
    on=frozenset({CaseRegistered, DocumentRegistered, DocumentDispatched}),
    columns=COLUMNS,
    rows=rows,
    key=("kind", "reference", "number"),
)
