"""Reading the log: by stream, category, position, id, filter and moment."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from ksbs.application.ports import EventFilter, EventStore, MomentInFuture
from tests.support.log import assessed, command, registered


def test_streams_are_read_by_category(each_store: EventStore) -> None:
    # given
    one, other, person = uuid4(), uuid4(), uuid4()
    each_store.append(command(one))
    each_store.append(command(person, events=(registered(person),)))
    each_store.append(command(other))
    each_store.append(command(one, version=2))
    # then
    programmes = each_store.streams("programme")
    assert {
        stream: [entry.position for entry in entries]
        for stream, entries in programmes.items()
    } == {one: [1, 4], other: [3]}
    assert list(each_store.streams("person")) == [person]
    assert each_store.streams("school-unit") == {}
    assert each_store.stream(uuid4()) == ()


def test_following_gives_what_comes_after_in_order(each_store: EventStore) -> None:
    # given
    person, programme = uuid4(), uuid4()
    each_store.append(command(programme, events=(assessed(),) * 3))
    each_store.append(command(person, events=(registered(person),)))
    each_store.append(command(programme, version=4))

    # then
    def positions(after: int, category: str, limit: int | None = None) -> list[int]:
        found = each_store.following(after, category=category, limit=limit)
        return [entry.position for entry in found]

    assert positions(0, "programme") == [1, 2, 3, 5]
    assert positions(2, "programme") == [3, 5]
    assert positions(0, "programme", 2) == [1, 2]
    assert positions(5, "programme") == []
    assert positions(0, "person") == [4]
    assert positions(4, "person") == []


def test_an_entry_is_found_by_its_id(each_store: EventStore) -> None:
    _, entries = each_store.append(command(uuid4(), events=(assessed(), assessed())))
    assert each_store.entry(entries[1].event_id) == entries[1]
    assert each_store.entry(uuid4()) is None


def filtered(store: EventStore, limit: int = 100, **which: Any) -> list[int]:
    found = store.entries(EventFilter(**which), limit=limit)
    return [entry.position for entry in found]


def test_an_audit_reads_backwards_what_fits(each_store: EventStore) -> None:
    # given
    programme, person = uuid4(), uuid4()
    commands = [
        command(uuid4()),
        command(uuid4(), events=(assessed(),) * 2),
        command(person, events=(registered(person),)),
        command(programme, events=(assessed(),) * 2),
    ]
    times = [each_store.append(each)[0].recorded_at for each in commands]
    # then
    assert filtered(each_store) == [6, 5, 4, 3, 2, 1]
    assert filtered(each_store, limit=2) == [6, 5]
    assert filtered(each_store, after=5, limit=2) == [4, 3]
    assert filtered(each_store, up_to=2) == [2, 1]
    assert filtered(each_store, stream_id=programme) == [6, 5]
    assert filtered(each_store, category="person") == [4]
    assert filtered(each_store, category="programme") == [6, 5, 3, 2, 1]
    name = "directory.person-registered.v1"
    assert filtered(each_store, names=(name,)) == [4]
    assert filtered(each_store, recorded_from=times[1]) == [6, 5, 4, 3, 2]
    assert filtered(each_store, recorded_to=times[1]) == [3, 2, 1]
    tick = timedelta(microseconds=1)
    assert filtered(each_store, recorded_from=times[1] + tick) == [6, 5, 4]
    assert filtered(each_store, recorded_to=times[1] - tick) == [1]
    assert filtered(each_store, recorded_from=times[1], recorded_to=times[2]) == [
        4,
        3,
        2,
    ]


def test_a_moment_pins_the_last_command_recorded_by_then(
    each_store: EventStore,
) -> None:
    # given
    start = datetime.now(UTC) - timedelta(minutes=1)
    receipts = [
        each_store.append(command(uuid4(), events=(assessed(),) * count))[0]
        for count in (1, 3, 1, 2, 1, 1)
    ]
    tick = timedelta(microseconds=1)
    # then
    assert each_store.head_at(start).position == 0
    before = 0
    for receipt in receipts:
        head = each_store.head_at(receipt.recorded_at)
        assert (head.position, head.root) == (receipt.size, receipt.root)
        assert head.recorded_at == receipt.recorded_at
        assert each_store.head_at(receipt.recorded_at - tick).position == before
        before = receipt.size
    assert each_store.head_at(datetime.now(UTC)) == each_store.head()


def test_the_future_cannot_be_known(each_store: EventStore) -> None:
    with pytest.raises(MomentInFuture):
        each_store.head_at(datetime.now(UTC) + timedelta(minutes=1))


def test_a_position_inside_a_command_is_nobody_s_head(each_store: EventStore) -> None:
    each_store.append(command(uuid4(), events=(assessed(),) * 3))
    with pytest.raises(ValueError, match="not the last of any command"):
        each_store.head_of(2)
    with pytest.raises(ValueError, match="not the last of any command"):
        each_store.head_of(4)


def test_a_recent_moment_waits_for_the_append_in_flight(
    each_store: EventStore, each_database: str
) -> None:
    # given an append that is stamped but not committed
    found: list[int] = []

    def ask(moment: datetime) -> None:
        found.append(each_store.head_at(moment).position)

    with psycopg.connect(each_database) as session:
        session.execute(
            "select ksbs.append(gen_random_uuid(), sha256(''),"
            " array[gen_random_uuid()], array[gen_random_uuid()], array[1],"
            " array['programme'], array['a.b.v1'], array['{}'::bytea], '{}', '{}')"
        )
        # when a later moment is asked for
        asking = threading.Thread(target=ask, args=[datetime.now(UTC)])
        asking.start()
        time.sleep(0.1)
        assert not found
        session.commit()
        asking.join()
    # then the answer holds it
    assert found == [1]


def test_the_present_head_waits_for_nobody(
    each_store: EventStore, each_database: str
) -> None:
    with psycopg.connect(each_database) as session:
        session.execute("select * from ksbs.head for update")
        assert each_store.head().position == 0
