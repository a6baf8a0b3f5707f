"""What append records, what it refuses, and what it answers when asked again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import psycopg
import pytest

from ksbs.application.ports import (
    Append,
    ClaimHeld,
    CommandReused,
    EntryTooLarge,
    EventStore,
    Head,
    StoreRefused,
    VersionConflict,
)
from ksbs.ledger.merkle import EMPTY_ROOT
from ksbs.store.mapper import NotStorable
from tests.support.log import assessed, command, recomputed, registered, rows


def test_an_empty_log_has_an_empty_head(each_store: EventStore) -> None:
    assert each_store.head() == Head(0, None, EMPTY_ROOT)
    assert each_store.head_of(0) == each_store.head()


def test_what_is_appended_is_what_is_loaded(each_store: EventStore) -> None:
    # given
    stream = uuid4()
    asked = command(stream, events=(assessed("Första."), assessed("Åäö – “hej”.")))
    # when
    receipt, entries = each_store.append(asked)
    # then
    assert tuple(each_store.stream(stream)) == tuple(entries)
    assert [entry.event for entry in entries] == [new.event for new in asked.entries]
    assert [entry.metadata for entry in entries] == [
        new.metadata for new in asked.entries
    ]
    assert [(entry.version, entry.position) for entry in entries] == [(1, 1), (2, 2)]
    assert {entry.recorded_at for entry in entries} == {receipt.recorded_at}


def test_the_receipt_names_the_first_event_and_the_tree_it_left(
    each_store: EventStore, each_database: str
) -> None:
    # given
    each_store.append(command(uuid4()))
    # when
    asked = command(uuid4(), events=(assessed(), assessed(), assessed()))
    receipt, _ = each_store.append(asked)
    # then
    tree = recomputed(each_database)
    assert (receipt.position, receipt.count, receipt.size) == (2, 3, 4)
    assert receipt.leaf == rows(each_database)[1]["leaf"]
    assert receipt.root == tree.root
    assert each_store.head() == Head(4, receipt.recorded_at, tree.root)


@pytest.mark.parametrize("counts", [(1,) * 33, (5, 1, 12, 1, 1, 64), (200,)])
def test_the_root_is_that_of_an_independent_recomputation(
    each_store: EventStore, each_database: str, counts: tuple[int, ...]
) -> None:
    # when
    heads = {}
    for count in counts:
        receipt, _ = each_store.append(command(uuid4(), events=(assessed(),) * count))
        heads[receipt.size] = receipt.root
        # then
        assert receipt.root == recomputed(each_database).root
    assert all(each_store.head_of(size).root == root for size, root in heads.items())


def test_recorded_times_rise_strictly_between_commands(store: EventStore) -> None:
    before = datetime.now(UTC)
    times = [store.append(command(uuid4()))[0].recorded_at for _ in range(50)]
    assert all(a < b for a, b in pairwise(times))
    assert (
        before - timedelta(seconds=1)
        < times[0]
        < datetime.now(UTC) + timedelta(seconds=1)
    )


def test_the_same_command_again_gives_the_first_receipt(each_store: EventStore) -> None:
    # given
    stream = uuid4()
    asked = command(stream, claim=("unit-1",))
    first = each_store.append(asked)
    each_store.append(command(stream, version=2))
    # when
    again = each_store.append(asked)
    # then
    assert again == first
    assert each_store.head().position == 2
    assert each_store.receipt(asked.command_id) == (first[0], list(first[1]))


def test_an_unknown_command_has_no_receipt(store: EventStore) -> None:
    assert store.receipt(uuid4()) is None


def test_a_command_id_with_another_content_is_refused(each_store: EventStore) -> None:
    # given
    asked = command(uuid4())
    each_store.append(asked)
    # then
    with pytest.raises(CommandReused):
        each_store.append(replace(asked, digest=b"x" * 32))
    assert each_store.head().position == 1


def test_a_version_that_is_taken_is_a_conflict(each_store: EventStore) -> None:
    # given
    stream = uuid4()
    each_store.append(command(stream))
    # then
    with pytest.raises(VersionConflict):
        each_store.append(command(stream, events=(assessed(), assessed())))
    assert each_store.head().position == 1


@pytest.mark.parametrize("version", [2, 5, -1])
def test_a_version_that_leaves_a_gap_is_refused_as_no_conflict(
    each_store: EventStore, version: int
) -> None:
    with pytest.raises(StoreRefused) as refusal:
        each_store.append(command(uuid4(), version=version))
    assert not isinstance(refusal.value, VersionConflict)
    assert each_store.head().position == 0


def test_a_gap_within_a_command_is_refused(each_store: EventStore) -> None:
    # given versions 1 and 3 of a stream
    stream = uuid4()
    one, three = command(stream), command(stream, version=3)
    # then
    with pytest.raises(StoreRefused):
        each_store.append(replace(one, entries=one.entries + three.entries))
    assert each_store.head().position == 0


def test_a_command_may_record_on_several_streams(each_store: EventStore) -> None:
    # given
    one, other = uuid4(), uuid4()
    first, second = command(one), command(other)
    third = command(one, version=2)
    # when
    entries = first.entries + second.entries + third.entries
    each_store.append(replace(first, entries=entries))
    # then
    assert [e.position for e in each_store.stream(one)] == [1, 3]
    assert [e.position for e in each_store.stream(other)] == [2]


def test_a_stream_keeps_its_category(each_store: EventStore) -> None:
    # given
    stream = uuid4()
    each_store.append(command(stream))
    # then
    with pytest.raises(StoreRefused):
        each_store.append(command(stream, version=2, events=(registered(stream),)))


def test_a_claim_is_held_by_one_stream(each_store: EventStore) -> None:
    # given
    holder = uuid4()
    each_store.append(command(holder, claim=("unit-1", "unit-2")))
    # when
    with pytest.raises(ClaimHeld) as refusal:
        each_store.append(command(uuid4(), claim=("unit-0", "unit-2")))
    # then
    assert (refusal.value.claim, refusal.value.holder) == ("unit-2", holder)
    assert each_store.head().position == 1
    each_store.append(command(uuid4(), claim=("unit-0",)))


def test_the_holder_may_claim_again_and_release(each_store: EventStore) -> None:
    # given
    holder, other = uuid4(), uuid4()
    each_store.append(command(holder, claim=("unit-1",)))
    each_store.append(command(holder, version=2, claim=("unit-1",)))
    # when
    each_store.append(command(holder, version=3, release=("unit-1",)))
    # then
    each_store.append(command(other, claim=("unit-1",)))


def test_nobody_releases_what_another_holds(each_store: EventStore) -> None:
    # given
    holder, other = uuid4(), uuid4()
    each_store.append(command(holder, claim=("unit-1",)))
    # when
    each_store.append(command(other, release=("unit-1",)))
    # then
    with pytest.raises(ClaimHeld):
        each_store.append(command(other, version=2, claim=("unit-1",)))


def test_an_event_that_does_not_read_back_is_not_stored(store: EventStore) -> None:
    # given an event that its own model would refuse
    invalid = assessed().model_copy(update={"factors": ("x" * 201,)})
    # then
    with pytest.raises(NotStorable):
        store.append(command(uuid4(), events=(invalid,)))
    assert store.head().position == 0


def test_an_entry_over_the_limit_is_refused(each_store: EventStore) -> None:
    # given many factors of 200 characters, each of them valid
    def of(count: int) -> Append:
        event = assessed().model_copy(update={"factors": ("å" * 200,) * count})
        return command(uuid4(), events=(event,))

    each_store.append(of(160))
    # then
    with pytest.raises(EntryTooLarge):
        each_store.append(of(163))
    assert each_store.head().position == 1


def test_a_command_without_an_event_is_refused(store: EventStore) -> None:
    with pytest.raises(ValueError, match="one event at least"):
        store.append(replace(command(uuid4()), entries=()))


HOSTILE = """
set datestyle = 'German, DMY'; set timezone = 'Asia/Kathmandu';
set intervalstyle = 'sql_standard'; set bytea_output = 'escape';
set extra_float_digits = -15; set lc_time = 'C'; set quote_all_identifiers = on;
set standard_conforming_strings = off; set escape_string_warning = off;
set search_path = 'pg_temp'; set synchronous_commit = off;
"""


def test_a_hostile_session_cannot_change_what_is_hashed(
    each_store: EventStore, each_database: str
) -> None:
    # given a session that redefines what it can
    each_store.append(command(uuid4()))
    with psycopg.connect(each_database, autocommit=True) as session:
        if session.info.server_version >= 190_000:
            pytest.skip("standard_conforming_strings can no longer be turned off")
        session.execute(HOSTILE)
        session.execute(
            "create function pg_temp.sha256(bytea) returns bytea "
            "language sql as 'select null::bytea'"
        )
        # when
        session.execute(
            "select ksbs.append(gen_random_uuid(), decode(repeat('00', 32), 'hex'),"
            " array[gen_random_uuid()], array[gen_random_uuid()], array[1],"
            " array['programme'], array['a.b.v1'], array[decode('7b7d', 'hex')],"
            " '{}', '{}')"
        )
    # then
    assert each_store.head().root == recomputed(each_database).root
