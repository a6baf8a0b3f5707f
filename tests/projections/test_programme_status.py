from datetime import date

from ksbs.domain.enrolment.nomination import NominationWithdrawn
from ksbs.domain.programme import Programme
from projections.programme_status import rows
from tests.support.cast import DECIDED, NOMINATED, STARTED, UNIT
from tests.support.given import nominated, started
from tests.support.telling import given


def test_a_programme_that_is_not_nominated_has_no_row() -> None:
    assert list(rows(Programme())) == []


def test_a_started_programme_shows_its_days() -> None:
    # given
    programme = started()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "school_unit_code": UNIT,
        "school_name": "Exempelskolan",
        "school_form": "GR",
        "status": "started",
        "nominated_on": NOMINATED,
        "decided_on": DECIDED,
        "started_on": STARTED,
        "planned_end": programme.planned_end,
        "ended_on": None,
    }


def test_a_withdrawn_nomination_shows_when_it_ended() -> None:
    # given
    day = date(2026, 1, 7)
    withdrawn = NominationWithdrawn(occurred_on=day, reason="Läggs ned.")
    # when
    (row,) = rows(given(nominated(), withdrawn))
    # then
    assert (row["status"], row["ended_on"]) == ("withdrawn", day)
