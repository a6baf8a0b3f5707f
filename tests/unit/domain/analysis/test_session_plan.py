import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.session_plan import (
    CancelSession,
    RescheduleSession,
    ScheduleSession,
    SessionAlreadyHeld,
    SessionCancelled,
    SessionNotPlanned,
    SessionNumberTaken,
    SessionRescheduled,
    SessionTimeUnchanged,
)
from tests.support.cast import DAY
from tests.support.given import analysing, held, scheduled, with_sessions
from tests.support.telling import given, refused, then, when

AT = datetime(2025, 2, 3, 13, tzinfo=UTC)
LATER = AT + timedelta(days=7)
SCHEDULE = ScheduleSession(number=1, at=AT, place="Personalrummet")
MOVE = RescheduleSession(number=1, at=LATER, place="Biblioteket", reason="Prov.")
CANCEL = CancelSession(number=1, reason="Sjukdom.")


def test_a_session_is_planned() -> None:
    # when
    session = then(analysing(), SCHEDULE).sessions[1]
    # then
    assert (session.scheduled_at, session.place) == (AT, "Personalrummet")
    assert session.held_on is None


def test_a_planned_number_is_not_planned_again() -> None:
    with refused(SessionNumberTaken, 1, AT.isoformat()):
        when(then(analysing(), SCHEDULE), SCHEDULE)


def test_a_held_number_is_not_planned_again() -> None:
    with refused(SessionAlreadyHeld, held(1).occurred_on):
        when(with_sessions(1), SCHEDULE)


def test_an_extra_session_has_number_7() -> None:
    # when
    programme = then(
        with_sessions(6), SCHEDULE.model_copy(update={"number": 7}), on=DAY
    )
    # then
    assert programme.sessions[7].scheduled_at == AT


@pytest.mark.parametrize("number", [0, -1, 100])
def test_numbers_count_from_1_to_99(number: int) -> None:
    with pytest.raises(ValidationError, match="number"):
        ScheduleSession(number=number, at=AT, place="Personalrummet")


@pytest.mark.parametrize(
    "at",
    [
        "2025-02-03T13:00:00",
        "2025-02-03",
        "2025-02-03 13:00:00Z",
        "1738587600",
        "2025-02-30T13:00:00Z",
        "2025-02-03T13:00:00+25:00",
        1738587600,
        None,
    ],
)
def test_a_time_without_date_or_offset_is_not_a_body(at: object) -> None:
    # given
    body = json.dumps({"number": 1, "at": at, "place": "Personalrummet"})
    # when, then
    with pytest.raises(ValidationError, match="at\n"):
        ScheduleSession.model_validate_json(body)


def test_a_time_is_kept_with_the_offset_it_was_written_in() -> None:
    # given
    body = json.dumps(
        {"number": 1, "at": "2025-02-03T14:00:00+01:00", "place": "Personalrummet"}
    )
    # when
    command = ScheduleSession.model_validate_json(body)
    # then
    assert command.at == datetime(2025, 2, 3, 14, tzinfo=timezone(timedelta(hours=1)))
    assert command.wire()["at"] == "2025-02-03T14:00:00+01:00"


def test_a_planned_session_is_moved() -> None:
    # given
    programme = then(analysing(), SCHEDULE)
    # when
    session = then(programme, MOVE).sessions[1]
    # then
    assert (session.scheduled_at, session.place) == (LATER, "Biblioteket")


def test_what_is_not_planned_is_not_moved() -> None:
    with refused(SessionNotPlanned, 1, DAY):
        when(analysing(), MOVE)


def test_what_is_held_is_not_moved() -> None:
    with refused(SessionAlreadyHeld, 1):
        when(with_sessions(1), MOVE)


def test_a_move_to_the_same_time_and_place_is_refused() -> None:
    # given
    programme = then(then(analysing(), SCHEDULE), MOVE)
    # when, then
    with refused(SessionTimeUnchanged, "Biblioteket"):
        when(programme, MOVE)


def test_a_move_to_another_place_alone_is_a_move() -> None:
    # given
    programme = then(analysing(), SCHEDULE)
    # when
    session = then(programme, MOVE.model_copy(update={"at": AT})).sessions[1]
    # then
    assert (session.scheduled_at, session.place) == (AT, "Biblioteket")


def test_a_planned_session_is_cancelled_and_shows_no_more() -> None:
    # given
    programme = then(analysing(), SCHEDULE)
    # when
    programme = then(programme, CANCEL)
    # then
    assert 1 not in programme.sessions


def test_what_is_not_planned_is_not_cancelled() -> None:
    with refused(SessionNotPlanned, 1, DAY):
        when(analysing(), CANCEL)


def test_what_is_held_is_not_cancelled() -> None:
    with refused(SessionAlreadyHeld, 1):
        when(with_sessions(1), CANCEL)


def test_what_is_cancelled_is_not_cancelled_again() -> None:
    # given
    programme = then(then(analysing(), SCHEDULE), CANCEL)
    # when, then
    with refused(SessionNotPlanned, 1):
        when(programme, CANCEL)


def test_a_cancelled_number_can_be_planned_anew() -> None:
    # given
    programme = then(then(analysing(), SCHEDULE), CANCEL)
    # when
    programme = then(programme, SCHEDULE.model_copy(update={"at": LATER}))
    # then
    assert programme.sessions[1].scheduled_at == LATER


def test_moving_or_cancelling_the_unplanned_brings_no_session_into_the_world() -> None:
    # given
    moved = SessionRescheduled(
        occurred_on=DAY, number=1, at=LATER, place="Biblioteket", reason="Prov."
    )
    cancelled = SessionCancelled(occurred_on=DAY, number=1, reason="Sjukdom.")
    # when
    programme = cancelled.evolve(moved.evolve(analysing()))
    # then
    assert 1 not in programme.sessions


def test_a_held_session_keeps_the_time_it_was_planned_for() -> None:
    # when
    programme = given(analysing(), scheduled(1), held(1))
    # then
    assert programme.sessions[1].scheduled_at == scheduled(1).at
