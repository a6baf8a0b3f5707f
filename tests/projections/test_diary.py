"""The diary shows the case, the documents, and each time one was sent."""

from datetime import date

from ksbs.domain.enrolment.case import RegisterCase
from ksbs.domain.record.documents import (
    DispatchDocument,
    DocumentDirection,
    DocumentRegistered,
)
from projections.diary import rows
from tests.support.cast import DAY, NOMINATED, an_id
from tests.support.given import nominated
from tests.support.telling import given, then

DOCUMENT = an_id(71)
REGISTERED = DocumentRegistered(
    occurred_on=DAY,
    document_id=DOCUMENT,
    direction=DocumentDirection.RECEIVED,
    case_number="UTBF 2026/1234",
    counterpart="Skolinspektionen",
    brief="Begäran om yttrande.",
    uri="urn:example:handling:4711",
)


def send(to: str) -> DispatchDocument:
    return DispatchDocument(document_id=DOCUMENT, recipient=to, how="e-post")


def test_a_programme_without_a_case_has_an_empty_diary() -> None:
    assert list(rows(nominated())) == []


def test_the_case_stands_on_the_day_on_which_it_was_opened() -> None:
    # given
    case = RegisterCase(
        case_number="UTB 2024/1234",
        opened_on=NOMINATED,
        classification="3.2 Stöd",
    )
    # when
    (row,) = rows(then(nominated(), case))
    # then
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "kind": "case",
        "reference": "UTB 2024/1234",
        "number": 1,
        "on_day": NOMINATED,
        "case_number": "UTB 2024/1234",
        "classification": "3.2 Stöd",
    }


def test_a_document_shows_what_a_public_register_shows() -> None:
    # given, when
    (row,) = rows(given(nominated(), REGISTERED))
    # then
    told = {name: value for name, value in row.items() if value is not None}
    assert told == {
        "kind": "document",
        "reference": str(DOCUMENT),
        "number": 1,
        "on_day": DAY,
        "case_number": "UTBF 2026/1234",
        "document_id": DOCUMENT,
        "direction": "received",
        "counterpart": "Skolinspektionen",
        "brief": "Begäran om yttrande.",
        "uri": "urn:example:handling:4711",
    }


def test_each_dispatch_of_a_document_is_a_row_of_its_own() -> None:
    # given
    programme = given(nominated(), REGISTERED)
    # when
    programme = then(programme, send("Utbildningsnämnden"))
    programme = then(programme, send("Skolinspektionen"), on=date(2025, 2, 3))
    # then
    _, first, second = rows(programme)
    assert (first["kind"], first["number"], first["on_day"]) == ("dispatch", 1, DAY)
    assert (second["number"], second["on_day"]) == (2, date(2025, 2, 3))
    assert (second["counterpart"], second["how"]) == ("Skolinspektionen", "e-post")
    assert second["brief"] == "Begäran om yttrande."
