"""What stands in the database is validated on the way out; nothing is skipped."""

from uuid import UUID, uuid4

import psycopg
import pytest

from ksbs.application.ports import EventStore
from ksbs.store.mapper import UnknownEvent, UnreadableEvent
from ksbs.store.payload import encode
from tests.support.log import assessed, command, metadata_of

APPEND = """
select ksbs.append(gen_random_uuid(), sha256(''), array[gen_random_uuid()],
    array[%s::uuid], array[%s::int], array['programme'], array[%s], array[%s], '{}', '{}')
"""
NAME = "enrolment.conditions-assessed.v1"
PAYLOAD = encode(metadata_of(uuid4()), assessed("Läsbar."), digest=b"d" * 32)


def put(
    dsn: str,
    stream: UUID,
    *,
    name: str = NAME,
    payload: bytes = PAYLOAD,
    version: int = 1,
) -> None:
    """Append bytes that our own mapper would not have written."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(APPEND, [stream, version, name, payload])


def test_bytes_in_the_known_shape_are_read(store: EventStore, database: str) -> None:
    stream = uuid4()
    put(database, stream)
    assert [entry.event for entry in store.stream(stream)] == [assessed("Läsbar.")]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (b'"occurredOn":"2026-01-02"', b'"occurredOn":86400', "event.occurredOn"),
        (
            b'"occurredOn":"2026-01-02"',
            b'"occurredOn":"2026-02-30"',
            "event.occurredOn",
        ),
        (b'"assessment"', b'"asesment"', "event.assessment"),
        (b'"factors":[', b'"rank":1,"factors":[', "event.rank"),
        (b'"source":"api"', b'"source":"rumour"', "source"),
        (b'"role":"chief"', b'"role":"king"', "recordedBy.role"),
        (b'"commandDigest":"', b'"commandDigest":"xyz', "commandDigest"),
        (b'"source":"api"', b'"source":"api","extra":1', "extra"),
        (b"{", b"[", "the whole"),
    ],
)
def test_what_its_model_refuses_is_not_read(
    store: EventStore, database: str, old: bytes, new: bytes, where: str
) -> None:
    # given
    stream = uuid4()
    store.append(command(uuid4()))
    put(database, stream)
    assert old in PAYLOAD
    put(database, stream, payload=PAYLOAD.replace(old, new, 1), version=2)
    # when the event and its metadata are asked for
    with pytest.raises(UnreadableEvent) as fault:
        [entry.metadata for entry in store.stream(stream)]
    # then it says which, where and why
    assert (fault.value.position, fault.value.version) == (3, 2)
    assert fault.value.stream_id == stream
    assert f"position 3 (stream {stream}, version 2, {NAME})" in str(fault.value)
    assert where in str(fault.value)


def test_an_unreadable_value_is_not_repeated(store: EventStore, database: str) -> None:
    # given a text that is refused for what it tells of a person
    stream, secret = uuid4(), "19121212-1212"
    put(database, stream, payload=PAYLOAD.replace("Läsbar.".encode(), secret.encode()))
    # when
    with pytest.raises(UnreadableEvent) as fault:
        store.stream(stream)
    # then
    assert secret not in str(fault.value)
    assert fault.value.__suppress_context__


def test_an_unknown_name_is_named(store: EventStore, database: str) -> None:
    # given
    stream = uuid4()
    put(database, stream, name="analysis.dreamt-up.v9")
    # then
    with pytest.raises(UnknownEvent, match=r"analysis\.dreamt-up\.v9"):
        store.stream(stream)
    with pytest.raises(UnknownEvent, match="position 1"):
        store.following(0, category="programme")
