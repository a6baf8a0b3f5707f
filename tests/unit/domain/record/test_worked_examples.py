"""Worked examples on both time axes, with the answers written out by hand.

The record (position, day it concerns, what it says):

    1  7 Jan   Exempelskolan is nominated
    2  20 Jan  the principal is offered a place
    3  3 Feb   the chief is offered a place (late: the day lies before entry 2's answer)
    4  –       entry 1 is corrected: the name is Norra skolan
    5  –       entry 2 is corrected: it was on 13 January
    6  –       entry 4 is annulled
    7  27 Jan  the conditions are assessed (late)
    8  –       entry 3 is annulled
    9  –       entry 8 is annulled: entry 3 stands again
"""

from datetime import date

import pytest

from ksbs.domain.enrolment.nomination import ConditionsAssessed, SchoolNominated
from ksbs.domain.enrolment.offer import ParticipationOffered
from ksbs.domain.event import Change
from ksbs.domain.kinds import Ground, OfferedTo, SchoolForm
from ksbs.domain.record.amendment import EntryAnnulled, EntryCorrected
from tests.support.record import REGISTRAR, UNIT, Record

RECORDING_DAY = date(2025, 3, 1)


@pytest.fixture
def record() -> Record:
    record = Record()
    nominated = record.enter(
        SchoolNominated(
            occurred_on=date(2025, 1, 7),
            school_unit_code=UNIT,
            school_name="Exempelskolan",
            school_form=SchoolForm.COMPULSORY,
            organizer_number="2120000142",
            grounds=(Ground.LOW_RESULTS,),
            motive="Sjunkande resultat.",
        )
    )
    offered = record.enter(_offer(OfferedTo.PRINCIPAL, date(2025, 1, 20)))
    second = record.enter(_offer(OfferedTo.CHIEF, date(2025, 2, 3)))
    renamed = record.enter(
        _correct(nominated.event_id, "schoolName", "Exempelskolan", "Norra skolan")
    )
    record.enter(_correct(offered.event_id, "occurredOn", "2025-01-20", "2025-01-13"))
    record.enter(_annul(renamed.event_id))
    record.enter(
        ConditionsAssessed(
            occurred_on=date(2025, 1, 27),
            factors=("Hög personalomsättning",),
            assessment="Svåra.",
            assessor=REGISTRAR,
        )
    )
    annulment = record.enter(_annul(second.event_id))
    record.enter(_annul(annulment.event_id))
    return record


def _offer(whom: OfferedTo, day: date) -> ParticipationOffered:
    return ParticipationOffered(
        occurred_on=day, offered_to=whom, answer_by=date(2025, 4, 1)
    )


def _correct(target: object, field: str, old: str, new: str) -> EntryCorrected:
    return EntryCorrected.model_validate(
        {
            "occurred_on": RECORDING_DAY,
            "target_event_id": target,
            "changes": (Change(field=field, old=old, new=new),),
            "reason": "Fel.",
            "found_by": REGISTRAR,
        }
    )


def _annul(target: object) -> EntryAnnulled:
    return EntryAnnulled.model_validate(
        {"occurred_on": RECORDING_DAY, "target_event_id": target, "reason": "Fel."}
    )


@pytest.mark.parametrize(
    ("valid_at", "position", "name", "offers", "status"),
    [
        # before the nomination nothing shows, whatever is known
        (date(2025, 1, 6), 9, None, 0, None),
        # the day of the nomination counts
        (date(2025, 1, 7), 1, "Exempelskolan", 0, "nominated"),
        # known from position 4 on, for every day: the corrected name
        (date(2025, 1, 7), 3, "Exempelskolan", 0, "nominated"),
        (date(2025, 1, 7), 4, "Norra skolan", 0, "nominated"),
        (date(2025, 1, 7), 5, "Norra skolan", 0, "nominated"),
        # the annulled correction reads as if it had never been, from position 6 on
        (date(2025, 1, 7), 6, "Exempelskolan", 0, "nominated"),
        # on 15 January: not offered as known at 4, offered as known at 5
        (date(2025, 1, 15), 4, "Norra skolan", 0, "nominated"),
        (date(2025, 1, 15), 5, "Norra skolan", 1, "offered"),
        (date(2025, 1, 20), 2, "Exempelskolan", 1, "offered"),
        # two offers by 3 February; one while entry 3 is annulled; two again
        (date(2025, 2, 3), 7, "Exempelskolan", 2, "offered"),
        (date(2025, 2, 3), 8, "Exempelskolan", 1, "offered"),
        (date(2025, 2, 3), 9, "Exempelskolan", 2, "offered"),
        (date(2025, 2, 2), 9, "Exempelskolan", 1, "offered"),
    ],
)
def test_the_view_on_a_day_as_known_at_a_position(
    record: Record,
    valid_at: date,
    position: int,
    name: str | None,
    offers: int,
    status: str | None,
) -> None:
    # given the record / when
    programme = record.at(valid_at, position=position)
    # then
    nomination = programme.nomination
    assert (nomination.school_name if nomination else None) == name
    assert len(programme.offers) == offers
    assert programme.status == status


@pytest.mark.parametrize(
    ("valid_at", "position", "assessed_on"),
    [
        (date(2025, 1, 27), 6, None),
        (date(2025, 1, 26), 7, None),
        (date(2025, 1, 27), 7, date(2025, 1, 27)),
        (date(2026, 1, 1), 7, date(2025, 1, 27)),
    ],
)
def test_a_late_entry_holds_from_its_day_once_it_is_known(
    record: Record, valid_at: date, position: int, assessed_on: date | None
) -> None:
    # given the record / when
    programme = record.at(valid_at, position=position)
    # then
    assert programme.conditions_assessed_on == assessed_on
