"""The sessions of the analysis: who led and who attended."""

from datetime import date

from ksbs.domain.analysis.session import ApproveMinutes
from ksbs.domain.analysis.session_plan import CancelSession
from projections.sessions import rows
from tests.support.cast import (
    ANALYST,
    DAY,
    KEY_PERSON,
    LEADER,
    PRINCIPAL,
    PROCESS_SUPPORTER,
)
from tests.support.given import analysing, scheduled, session_day, with_sessions
from tests.support.telling import given, then


def test_a_planned_session_has_nobody_yet() -> None:
    # given
    programme = given(analysing(), scheduled(1))
    # when
    (row,) = rows(programme)
    # then
    assert row["scheduled_at"] == scheduled(1).at
    assert (row["session_number"], row["place"]) == (1, "Personalrummet")
    assert (row["held_on"], row["term"], row["attended"]) == (None, None, None)
    assert (row["led_by"], row["attendees"], row["absentees"]) == ((), (), ())


def test_a_cancelled_session_has_no_row() -> None:
    # given
    programme = given(analysing(), scheduled(1))
    # when
    programme = then(programme, CancelSession(number=1, reason="Sjukdom."))
    # then
    assert list(rows(programme)) == []


def test_a_held_session_says_who_led_and_who_attended() -> None:
    # given
    programme = with_sessions(4)
    # when
    fourth = list(rows(programme))[3]
    # then
    assert fourth["session_number"] == 4
    assert fourth["held_on"] == session_day(4)
    assert fourth["purpose"] == "Analysera underlaget."
    assert fourth["led_by"] == (PROCESS_SUPPORTER, ANALYST)
    assert fourth["attendees"] == (LEADER, KEY_PERSON)
    assert (fourth["attended"], fourth["absent"]) == (2, 0)
    assert fourth["minutes"] is fourth["minutes_approved_on"] is None


def test_a_held_session_stands_in_a_term_of_the_programme() -> None:
    # given: the programme started in the autumn of 2024
    assert session_day(1) < date(2024, 12, 31)
    # when
    (row,) = rows(with_sessions(1))
    # then
    assert (row["term"], row["term_name"]) == (1, "HT24")


def test_approved_minutes_say_who_approved_them_and_when() -> None:
    # given
    approve = ApproveMinutes(
        session_number=1, document_ref="Anteckningar 1", approved_by=PRINCIPAL
    )
    # when
    (row,) = rows(then(with_sessions(1), approve))
    # then
    assert row["minutes"] == "Anteckningar 1"
    assert row["minutes_approved_on"] == DAY
    assert row["minutes_approved_by"] == PRINCIPAL
