"""What every event store keeps to, as tests: derive a class and give it a `store`.

The fixture `store` is new and empty, and stamps with a clock of its own or with
`WalkingClock` (the contract only needs stamps to increase).
"""

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest

from ksbs.application.ports import (
    Append,
    ClaimHeld,
    CommandReused,
    EntryTooLarge,
    EventFilter,
    EventStore,
    NewEntry,
    Receipt,
    StoreRefused,
    VersionConflict,
)
from ksbs.domain.directory.person import PersonRegistered
from ksbs.domain.enrolment.nomination import NominationWithdrawn, SchoolNominated
from ksbs.domain.event import Entry, Event, Metadata, RecordedBy
from ksbs.domain.kinds import Ground, SchoolForm
from ksbs.domain.words import Role

DAY = date(2026, 9, 1)
OTHER_DIGEST = b"\x02" * 32
DIGEST = b"\x01" * 32


def nominated(name: str = "Exempelskolan") -> SchoolNominated:
    return SchoolNominated(
        occurred_on=DAY,
        school_unit_code="01234567",
        school_name=name,
        school_form=SchoolForm.COMPULSORY,
        organizer_number="2120000142",
        grounds=(Ground.LOW_RESULTS,),
        motive="Låga resultat: åäö 😀.",
    )


def withdrawn(reason: str = "Skolan läggs ned.") -> NominationWithdrawn:
    return NominationWithdrawn(occurred_on=DAY, reason=reason)


def append(
    *events: Event,
    stream: UUID | None = None,
    version: int = 1,
    command: UUID | None = None,
    digest: bytes = DIGEST,
    claim: Sequence[str] = (),
    release: Sequence[str] = (),
) -> Append:
    """Make what one command appends: the events on one stream from `version` on."""
    stream, command = stream or uuid4(), command or uuid4()
    metadata = [
        Metadata(
            event_id=uuid4(),
            recorded_by=RecordedBy(
                person_id=UUID(int=7), role=Role.PRINCIPAL, school_unit_code="01234567"
            ),
            on_behalf_of="working_group",
            command_id=command,
            correlation_id=uuid4(),
            dnr="2026-17",
            source="api",
            late_reason="Sent.",
        )
        for _ in events
    ]
    return Append(
        command_id=command,
        digest=digest,
        entries=tuple(
            NewEntry(stream, at, meta, event)
            for at, meta, event in zip(
                itertools.count(version), metadata, events, strict=False
            )
        ),
        claim=tuple(claim),
        release=tuple(release),
    )


class StoreContract:
    """Tests of a store; a subclass gives the fixture `store`."""

    @pytest.fixture
    def store(self) -> EventStore:
        raise NotImplementedError

    def test_an_empty_log_has_a_head_without_a_stamp(self, store: EventStore) -> None:
        # when
        head = store.head()

        # then the root of an empty tree is the hash of nothing (RFC 6962)
        assert (head.position, head.recorded_at) == (0, None)
        assert head.root.hex().startswith("e3b0c44298fc1c14")

    def test_what_is_appended_is_read_as_it_was(self, store: EventStore) -> None:
        # given
        command = append(nominated(), withdrawn())

        # when
        _, appended = store.append(command)

        # then
        read = store.stream(command.entries[0].stream_id)
        assert list(read) == list(appended)
        assert [e.event for e in read] == [e.event for e in command.entries]
        assert [e.metadata for e in read] == [e.metadata for e in command.entries]
        assert [e.version for e in read] == [1, 2]
        assert store.entry(read[1].event_id) == read[1]

    def test_what_is_not_there_is_empty_or_none(self, store: EventStore) -> None:
        assert list(store.stream(uuid4())) == []
        assert store.entry(uuid4()) is None
        assert store.receipt(uuid4()) is None
        assert dict(store.streams("programme")) == {}

    def test_positions_have_no_gaps_and_stamps_increase(
        self, store: EventStore
    ) -> None:
        # when
        done = [store.append(append(nominated(), withdrawn())) for _ in range(5)]

        # then
        entries = [entry for _, written in done for entry in written]
        assert [e.position for e in entries] == list(range(1, 11))
        stamps = [receipt.recorded_at for receipt, _ in done]
        assert stamps == sorted(set(stamps))
        assert all(s.utcoffset() == timedelta(0) for s in stamps)
        for receipt, written in done:
            assert {e.recorded_at for e in written} == {receipt.recorded_at}

    def test_the_receipt_tells_the_place_and_the_tree(self, store: EventStore) -> None:
        # given
        store.append(append(nominated()))
        command = append(nominated(), withdrawn())

        # when
        receipt, _ = store.append(command)

        # then
        assert receipt.command_id == command.command_id
        assert receipt.digest == command.digest
        assert (receipt.position, receipt.count, receipt.size) == (2, 2, 3)
        assert len(receipt.leaf) == len(receipt.root) == 32
        head = store.head()
        assert head.position == 3
        assert head.root == receipt.root
        assert head.recorded_at == receipt.recorded_at

    def test_the_first_root_is_its_leaf(self, store: EventStore) -> None:
        receipt, _ = store.append(append(nominated()))
        assert receipt.root == receipt.leaf

    def test_a_command_is_performed_once(self, store: EventStore) -> None:
        # given
        command = append(nominated(), withdrawn())
        first = store.append(command)

        # when
        again = store.append(command)

        # then
        assert _comparable(again) == _comparable(first)
        assert store.head().position == 2
        found = store.receipt(command.command_id)
        assert found is not None
        assert _comparable(found) == _comparable(first)

    def test_a_command_with_other_content_is_refused(self, store: EventStore) -> None:
        # given
        command = append(nominated())
        store.append(command)

        # when
        other = append(nominated(), command=command.command_id, digest=OTHER_DIGEST)
        with pytest.raises(CommandReused):
            store.append(other)

        # then
        assert store.head().position == 1

    def test_a_version_is_taken_once(self, store: EventStore) -> None:
        # given
        stream = uuid4()
        store.append(append(nominated(), stream=stream))

        # when
        with pytest.raises(VersionConflict):
            store.append(append(withdrawn(), stream=stream, version=1))

        # then
        assert store.head().position == 1
        store.append(append(withdrawn(), stream=stream, version=2))

    def test_a_version_leaves_no_gap(self, store: EventStore) -> None:
        # given
        stream = uuid4()
        store.append(append(nominated(), stream=stream))

        # when
        with pytest.raises(StoreRefused):
            store.append(append(withdrawn(), stream=stream, version=3))

        # then
        assert store.head().position == 1

    def test_a_refused_command_leaves_no_receipt(self, store: EventStore) -> None:
        # given
        stream = uuid4()
        store.append(append(nominated(), stream=stream))
        command = append(withdrawn(), stream=stream, version=1)

        # when
        with pytest.raises(VersionConflict):
            store.append(command)

        # then
        assert store.receipt(command.command_id) is None

    def test_a_name_is_held_by_one_stream_until_it_is_released(
        self, store: EventStore
    ) -> None:
        # given
        first, second = uuid4(), uuid4()
        store.append(append(nominated(), stream=first, claim=["unit:01234567"]))

        # when
        with pytest.raises(ClaimHeld) as held:
            store.append(append(nominated(), stream=second, claim=["unit:01234567"]))

        # then
        assert held.value.claim == "unit:01234567"
        assert list(store.stream(second)) == []
        store.append(
            append(withdrawn(), stream=first, version=2, release=["unit:01234567"])
        )
        store.append(append(nominated(), stream=second, claim=["unit:01234567"]))

    def test_a_refused_command_claims_nothing(self, store: EventStore) -> None:
        # given
        store.append(append(nominated(), claim=["dnr:1"]))

        # when
        with pytest.raises(ClaimHeld):
            store.append(append(nominated(), claim=["dnr:2", "dnr:1"]))

        # then
        store.append(append(nominated(), claim=["dnr:2"]))

    def test_an_entry_must_fit_the_ledger(self, store: EventStore) -> None:
        # given
        refs = tuple(f"{number:0200}" for number in range(330))
        long = nominated().model_copy(update={"evidence_refs": refs})

        # when
        with pytest.raises(EntryTooLarge):
            store.append(append(long))

        # then
        assert store.head().position == 0

    def test_streams_are_told_apart_by_category(self, store: EventStore) -> None:
        # given
        programme, person = uuid4(), uuid4()
        store.append(append(nominated(), stream=programme))
        registered = PersonRegistered(occurred_on=DAY, person_id=person)
        store.append(append(registered, stream=person))
        store.append(append(withdrawn(), stream=programme, version=2))

        # when
        programmes, persons = store.streams("programme"), store.streams("person")

        # then
        assert [e.version for e in programmes.pop(programme)] == [1, 2]
        assert not programmes
        assert set(persons) == {person}
        assert [e.position for e in store.following(1, category="programme")] == [3]
        assert [e.position for e in store.following(1, category="person")] == [2]
        assert list(store.following(3, category="person")) == []
        first = store.following(0, category="programme", limit=1)
        assert [e.position for e in first] == [1]

    def test_entries_are_filtered_the_latest_first(self, store: EventStore) -> None:
        # given
        stream = uuid4()
        store.append(append(nominated(), stream=stream))
        second, _ = store.append(append(nominated()))
        store.append(append(withdrawn(), stream=stream, version=2))
        name = (withdrawn().stored_as,)

        def positions(which: EventFilter, limit: int = 9) -> list[int]:
            return [e.position for e in store.entries(which, limit=limit)]

        # then
        assert positions(EventFilter()) == [3, 2, 1]
        assert positions(EventFilter(), limit=2) == [3, 2]
        assert positions(EventFilter(after=3)) == [2, 1]
        assert positions(EventFilter(up_to=2)) == [2, 1]
        assert positions(EventFilter(stream_id=stream)) == [3, 1]
        assert positions(EventFilter(names=name)) == [3]
        assert positions(EventFilter(category="person")) == []
        assert positions(EventFilter(recorded_from=second.recorded_at)) == [3, 2]
        assert positions(EventFilter(recorded_to=second.recorded_at)) == [2, 1]

    def test_the_head_at_an_instant_is_final_once_given(
        self, store: EventStore
    ) -> None:
        # given
        first, _ = store.append(append(nominated()))
        at = first.recorded_at

        # when
        then = store.head_at(at)
        store.append(append(nominated(), withdrawn()))

        # then
        assert then == store.head_at(at)
        assert (then.position, then.root) == (1, first.root)
        before = store.head_at(at - timedelta(microseconds=1))
        assert (before.position, before.recorded_at) == (0, None)
        assert store.head_at(datetime(1900, 1, 1, tzinfo=UTC)).position == 0

    def test_the_head_of_a_position_is_what_its_receipt_said(
        self, store: EventStore
    ) -> None:
        # given
        receipts = [store.append(append(nominated()))[0] for _ in range(7)]

        # then
        for receipt in receipts:
            head = store.head_of(receipt.position)
            assert head.root == receipt.root
            assert head.recorded_at == receipt.recorded_at
        assert store.head_of(7) == store.head()

    def test_of_writers_at_once_on_a_stream_one_wins(self, store: EventStore) -> None:
        # given
        stream = uuid4()
        barrier = Barrier(4)
        won: list[int] = []
        lost: list[int] = []

        def write(who: int) -> None:
            barrier.wait()
            try:
                store.append(append(nominated(), stream=stream))
                won.append(who)
            except VersionConflict:
                lost.append(who)

        # when
        threads = [Thread(target=write, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        # then
        assert (len(won), len(lost)) == (1, 3)
        assert len(store.stream(stream)) == 1


def _comparable(
    done: tuple[Receipt, Sequence[Entry]],
) -> tuple[Receipt, list[Entry]]:
    return done[0], list(done[1])
