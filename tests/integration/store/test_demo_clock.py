"""A demo's log takes told times, later than the last and never in the future."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from ksbs.application.ports import MomentInFuture, StoreRefused
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate
from ksbs.store.pool import NotMigrated
from tests.support.log import ToldClock, assessed, command, recomputed, rows

PAST = datetime(2023, 8, 17, 9, 30, tzinfo=UTC)


def test_a_demo_is_stamped_by_its_clock(each_empty_database: str) -> None:
    # given
    migrate(each_empty_database, demo=True)
    clock = ToldClock(PAST)
    with open_event_store(each_empty_database, demo_clock=clock) as store:
        # when
        asked = command(uuid4(), events=(assessed(), assessed()))
        first, entries = store.append(asked)
        clock.at += timedelta(days=300)
        second, _ = store.append(command(uuid4()))
        # then
        assert {first.recorded_at, *(e.recorded_at for e in entries)} == {PAST}
        assert second.recorded_at == PAST + timedelta(days=300)
        assert store.append(asked)[0] == first
        assert store.head().root == recomputed(each_empty_database).root
        assert store.head_at(PAST + timedelta(days=1)).position == 2


def test_told_times_go_forward_and_not_past_now(each_empty_database: str) -> None:
    # given
    migrate(each_empty_database, demo=True)
    clock = ToldClock(PAST)
    with open_event_store(each_empty_database, demo_clock=clock) as store:
        store.append(command(uuid4()))
        # then
        for at in (
            PAST,
            PAST - timedelta(days=1),
            datetime.now(UTC) + timedelta(days=1),
        ):
            clock.at = at
            with pytest.raises(StoreRefused):
                store.append(command(uuid4()))
    assert len(rows(each_empty_database)) == 1


def test_in_a_demo_the_future_begins_at_its_clock(empty_database: str) -> None:
    migrate(empty_database, demo=True)
    with open_event_store(empty_database, demo_clock=ToldClock(PAST)) as store:
        with pytest.raises(MomentInFuture):
            store.head_at(PAST + timedelta(seconds=1))
        assert store.head_at(PAST).position == 0


def test_a_filled_demo_goes_on_by_the_server_s_clock(empty_database: str) -> None:
    # given
    migrate(empty_database, demo=True)
    with open_event_store(empty_database, demo_clock=ToldClock(PAST)) as store:
        store.append(command(uuid4()))
    # when
    with open_event_store(empty_database) as store:
        receipt, _ = store.append(command(uuid4()))
    # then
    assert receipt.recorded_at > datetime.now(UTC) - timedelta(minutes=1)


def test_a_real_log_has_no_function_that_takes_a_time(each_database: str) -> None:
    with open_event_store(each_database, demo_clock=ToldClock(PAST)) as store:
        with pytest.raises(NotMigrated):
            store.append(command(uuid4()))
        assert store.head().position == 0
    with psycopg.connect(each_database) as connection:
        found = connection.execute(
            "select proname from pg_proc where pronamespace = 'ksbs'::regnamespace"
            " and prosecdef and 'timestamptz'::regtype = any(proargtypes)"
        ).fetchall()
    assert found == [("settled_position_at",)]


def test_the_demo_s_migration_refuses_a_real_log(each_database: str) -> None:
    # given
    from ksbs.store.migrate import LOCK, MIGRATIONS  # noqa: PLC0415 (used here alone)

    text = (MIGRATIONS / "demo/1001_append_demo.sql").read_bytes()
    with psycopg.connect(each_database, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s, %s)", LOCK)
        # then
        with pytest.raises(errors.RaiseException, match="not a demo"):
            connection.execute(text)
