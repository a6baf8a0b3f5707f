"""Documents are registered once, whatever they are, and sent once a day to each."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest

from ksbs.domain.analysis.start import StartAnalysis
from ksbs.domain.event import ProgrammeEnded, ProgrammeEvent
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from ksbs.domain.record.documents import (
    DispatchAlreadyRecorded,
    DispatchDocument,
    DocumentAlreadyRegistered,
    DocumentDirection,
    DocumentDispatched,
    DocumentRegistered,
    Documents,
    DocumentUnknown,
    OtherCaseNumber,
    RegisterDocument,
)
from ksbs.domain.replacing import replace
from ksbs.domain.state import Ending
from tests.support.cast import DAY, an_id
from tests.support.given import nominated
from tests.support.telling import advice, given, refused, then, when

DOCUMENT, UNBORN = an_id(71), an_id(79)
DIGEST, OTHER_DIGEST = "a" * 64, "b" * 64
NEXT_DAY = DAY + timedelta(days=1)


def register(**other: Any) -> RegisterDocument:
    """A document that came in, with `other` fields than the usual ones."""
    usual = {
        "direction": DocumentDirection.RECEIVED,
        "case_number": "UTBF 2024/1",
        "counterpart": "Skolinspektionen",
        "brief": "Begäran om yttrande.",
    }
    return RegisterDocument(**(usual | other))


def dispatch(**other: Any) -> DispatchDocument:
    """DOCUMENT is sent to the committee."""
    usual: dict[str, Any] = {
        "document_id": DOCUMENT,
        "recipient": "Nämnden",
        "how": "bud",
    }
    return DispatchDocument(**(usual | other))


def registered(*, on: date = DAY, **other: Any) -> DocumentRegistered:
    said = register(**other).said()
    return DocumentRegistered(occurred_on=on, document_id=DOCUMENT, **said)


def in_register(**other: Any) -> Programme:
    """DOCUMENT stands in the register."""
    return given(nominated(), registered(**other))


def test_a_document_is_registered_under_the_day_it_came_in() -> None:
    # given, when
    (document,) = then(nominated(), register()).facet(Documents).registered
    # then
    assert document.received_or_drawn_up_on == DAY
    assert document.direction is DocumentDirection.RECEIVED
    assert (document.case_number, document.counterpart, document.brief) == (
        "UTBF 2024/1",
        "Skolinspektionen",
        "Begäran om yttrande.",
    )


def test_the_same_file_is_not_registered_twice_whatever_is_said_of_it() -> None:
    with refused(DocumentAlreadyRegistered, DOCUMENT, DAY):
        then(
            in_register(sha256=DIGEST),
            register(sha256=DIGEST, brief="Något annat."),
            on=NEXT_DAY,
        )


def test_another_file_of_which_the_same_is_said_is_registered() -> None:
    # given, when
    programme = then(in_register(sha256=DIGEST), register(sha256=OTHER_DIGEST))
    # then
    assert len(programme.facet(Documents).registered) == 2


def test_a_document_without_a_file_is_not_registered_twice() -> None:
    # given a document that has since been sent on
    programme = then(in_register(), dispatch())
    # when, then
    with refused(DocumentAlreadyRegistered, DOCUMENT, DAY):
        then(programme, register())


@pytest.mark.parametrize(
    ("other", "on"),
    [
        ({"brief": "Påminnelse."}, DAY),
        ({"counterpart": "Skolverket"}, DAY),
        ({"direction": DocumentDirection.DRAWN_UP}, DAY),
        ({"case_number": "UTBF 2024/2"}, DAY),
        ({"uri": "urn:example:1"}, DAY),
        ({}, NEXT_DAY),
    ],
)
def test_a_document_that_differs_in_anything_is_registered(
    other: dict[str, Any], on: date
) -> None:
    # given, when
    programme = then(in_register(), register(**other), on=on)
    # then
    assert len(programme.facet(Documents).registered) == 2


def test_another_case_number_than_the_programmes_is_worth_a_second_look() -> None:
    # given
    in_diary = replace(nominated(), case_number="UTBF 2024/7")
    # when
    (advisory,) = advice(in_diary, register())
    # then
    assert isinstance(advisory, OtherCaseNumber)
    assert "UTBF 2024/1" in advisory.en
    assert "UTBF 2024/7" in advisory.message_sv


@pytest.mark.parametrize("number", ["UTBF 2024/1", None])
def test_the_programmes_case_number_or_none_needs_no_second_look(
    number: str | None,
) -> None:
    assert advice(replace(nominated(), case_number=number), register()) == []


def test_a_registered_document_is_sent() -> None:
    # given, when
    programme = then(in_register(), dispatch())
    # then
    (sent,) = programme.facet(Documents).registered[DOCUMENT].dispatches
    assert (sent.on, sent.recipient, sent.how) == (DAY, "Nämnden", "bud")


def test_what_is_not_in_the_register_is_not_sent() -> None:
    with refused(DocumentUnknown, UNBORN, DAY):
        then(in_register(), dispatch(document_id=UNBORN))


def test_a_document_is_not_sent_before_it_came_in() -> None:
    # given
    none_yet = nominated()
    # when, then
    with refused(DocumentUnknown, DOCUMENT):
        then(none_yet, dispatch())


def test_a_document_is_sent_once_a_day_to_the_same_recipient() -> None:
    # given
    programme = then(in_register(), dispatch())
    # when, then
    with refused(DispatchAlreadyRecorded, DOCUMENT, "Nämnden", DAY):
        then(programme, dispatch(how="e-post"))


@pytest.mark.parametrize(
    ("recipient", "on"), [("Skolverket", DAY), ("Nämnden", NEXT_DAY)]
)
def test_a_document_is_sent_to_another_and_on_another_day(
    recipient: str, on: date
) -> None:
    # given
    programme = then(in_register(), dispatch())
    # when
    programme = then(programme, dispatch(recipient=recipient), on=on)
    # then
    assert len(programme.facet(Documents).registered[DOCUMENT].dispatches) == 2


def test_documents_are_registered_and_sent_after_the_end() -> None:
    # given
    over = replace(nominated(), ending=Ending(DAY, Status.COMPLETED))
    with refused(ProgrammeEnded):
        when(over, StartAnalysis())
    # when
    programme = then(given(over, registered()), dispatch())
    # then
    assert len(programme.facet(Documents).registered[DOCUMENT].dispatches) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_what_is_folded_before_the_registration_shows_with_it(
    order: tuple[int, ...],
) -> None:
    # given
    sent = [
        DocumentDispatched(
            occurred_on=DAY, document_id=DOCUMENT, recipient=to, how="bud"
        )
        for to in ("Nämnden", "Skolverket")
    ]
    events: list[ProgrammeEvent] = [registered(), *sent]
    programme = Programme()
    for number in order:
        # when
        programme = events[number].evolve(programme)
        # then
        shown = {d.document_id for d in programme.facet(Documents).registered}
        told = 0 in order[: order.index(number) + 1]
        assert shown == ({DOCUMENT} if told else set())
    assert len(programme.facet(Documents).registered[DOCUMENT].dispatches) == 2
