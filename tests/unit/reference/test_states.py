"""The diagram of states is drawn from what the events of a log lead to."""

from datetime import date

from ksbs.domain.enrolment.nomination import NominationWithdrawn, SchoolNominated
from ksbs.domain.enrolment.offer import ParticipationOffered
from ksbs.domain.kinds import Ground, OfferedTo, SchoolForm, Status
from ksbs.domain.record.amendment import EntryAnnulled
from ksbs.reference.states import arrows, page
from tests.support.record import Record

DAY = date(2025, 1, 7)


def nominated() -> Record:
    record = Record()
    record.enter(
        SchoolNominated(
            occurred_on=DAY,
            school_unit_code="01234567",
            school_name="Exempelskolan",
            school_form=SchoolForm.COMPULSORY,
            organizer_number="2120000142",
            grounds=(Ground.LOW_RESULTS,),
            motive="Resultaten har sjunkit.",
        )
    )
    return record


def offer() -> ParticipationOffered:
    return ParticipationOffered(
        occurred_on=DAY, offered_to=OfferedTo.PRINCIPAL, answer_by=DAY
    )


def test_every_event_that_changes_the_status_is_an_arrow() -> None:
    # given
    record = nominated()
    record.enter(offer())
    record.enter(offer())
    record.enter(NominationWithdrawn(occurred_on=DAY, reason="Skolan läggs ned."))
    # when
    found = arrows([record.entries])
    # then
    assert found == {
        (None, SchoolNominated, Status.NOMINATED),
        (Status.NOMINATED, ParticipationOffered, Status.OFFERED),
        (Status.OFFERED, NominationWithdrawn, Status.WITHDRAWN),
    }


def test_an_annulled_event_is_no_arrow() -> None:
    # given
    record = nominated()
    entry = record.enter(offer())
    record.enter(
        EntryAnnulled(occurred_on=DAY, target_event_id=entry.event_id, reason="Fel.")
    )
    # when
    found = arrows([record.entries])
    # then
    assert found == {(None, SchoolNominated, Status.NOMINATED)}


def test_the_page_draws_and_lists_every_arrow() -> None:
    # given
    record = nominated()
    record.enter(offer())
    # when
    text = page(arrows([record.entries]))
    # then
    assert "    [*] --> nominated: School nominated\n" in text
    assert "    nominated --> offered: Participation offered\n" in text
    assert "| nominated | Participation offered (*Erbjudande lämnat*, " in text
