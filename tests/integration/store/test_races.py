"""Many at once: one wins a version, a claim, a command; the others are told."""

import random
import string
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import psycopg

from ksbs.application.ports import (
    Append,
    ClaimHeld,
    EventStore,
    Receipt,
    VersionConflict,
)
from ksbs.ledger.merkle import entry_bytes
from tests.support.log import command, recomputed

MANY = 8


def at_once(store: EventStore, make: Callable[[int], Append]) -> list[Receipt | str]:
    """Append eight commands at the same moment; give the receipt or the refusal."""
    barrier = Barrier(MANY)

    def append(number: int) -> Receipt | str:
        asked = make(number)
        barrier.wait()
        try:
            return store.append(asked)[0]
        except (VersionConflict, ClaimHeld) as refusal:
            return "held" if isinstance(refusal, ClaimHeld) else "conflict"

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(append, range(MANY)))


def test_one_of_eight_takes_a_version(
    each_store: EventStore, each_database: str
) -> None:
    for version in range(1, 6):
        stream = UUID(int=1)
        outcomes = at_once(each_store, lambda _: command(stream, version=version))  # noqa: B023 (called within this turn)
        assert Counter(map(type, outcomes)) == {Receipt: 1, str: MANY - 1}
        assert "conflict" in outcomes
    assert each_store.head().position == 5
    assert recomputed(each_database).root == each_store.head().root


def test_one_of_eight_streams_takes_a_claim(each_store: EventStore) -> None:
    for turn in range(5):
        claim = (f"open-programme:{turn}",)
        outcomes = at_once(each_store, lambda _: command(uuid4(), claim=claim))  # noqa: B023 (called within this turn)
        assert Counter(map(type, outcomes)) == {Receipt: 1, str: MANY - 1}
        assert "held" in outcomes
    assert each_store.head().position == 5


def test_eight_who_ask_the_same_get_one_receipt(each_store: EventStore) -> None:
    for turn in range(1, 6):
        asked = command(uuid4())
        outcomes = at_once(each_store, lambda _: asked)  # noqa: B023 (called within this turn)
        assert outcomes == [outcomes[0]] * MANY
        assert each_store.head().position == turn


def test_sql_and_python_agree_on_the_bytes_of_any_entry(each_database: str) -> None:
    # given two thousand random entries
    chance = random.Random(2)
    word = string.ascii_lowercase + string.digits + ".-"
    start = datetime(1980, 1, 1, tzinfo=UTC)
    entries = [
        (
            "".join(chance.choices(word, k=chance.randint(1, 60))),
            chance.randint(1, 2**62),
            UUID(int=chance.getrandbits(128)),
            chance.randint(0, 2**31 - 1),
            "".join(chance.choices(word, k=chance.randint(1, 60))),
            start + timedelta(microseconds=chance.randint(0, 10**16)),
            chance.randbytes(chance.randint(0, 300)),
        )
        for _ in range(2000)
    ]
    # when
    with psycopg.connect(each_database) as session, session.cursor() as cursor:
        session.execute("set timezone = 'America/St_Johns'")
        found = [
            cursor.execute(
                "select ksbs.entry(%s, %s, %s, %s, %s, %s, %s)", entry
            ).fetchone()
            for entry in entries
        ]
    # then
    assert [row[0] for row in found if row] == [
        entry_bytes(
            payload,
            origin=origin,
            position=position,
            stream_id=stream,
            version=version,
            name=name,
            recorded_at=recorded_at,
        )
        for origin, position, stream, version, name, recorded_at, payload in entries
    ]
