"""Random records of several programmes, mixed and appended to a log on PostgreSQL."""

from collections.abc import Sequence
from random import Random
from uuid import UUID

from ksbs.application.ports import Append, EventStore, NewEntry
from ksbs.application.projection import Projection
from ksbs.domain.event import Entry
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.verify import Verified, Verifier
from ksbs.store.mapper import recorded
from tests.support.bitemporal import Drawn

Command = Sequence[Entry]


def drawn(
    random: Random, themes: Sequence[Projection], *, streams: int, commands: int
) -> list[Command]:
    """Draw the commands of several programmes, each in its order, mixed at random."""
    queues = []
    for number in range(streams):
        programme = Drawn(
            random,
            themes[number % len(themes)],
            stream_id=UUID(int=number + 1),
            ids=iter(range((number + 1) << 20, (number + 2) << 20)),
        )
        queues.append(programme.commands(commands))
    mixed: list[Command] = []
    while queues:
        queue = random.choice(queues)
        mixed.append(queue.pop(0))
        queues = [queue for queue in queues if queue]
    return mixed


def append(store: EventStore, commands: Sequence[Command]) -> None:
    """Append the commands, one by one."""
    for command in commands:
        entries = tuple(
            NewEntry(e.stream_id, e.version, e.metadata, e.event) for e in command
        )
        first = command[0].metadata.event_id
        store.append(Append(first, bytes(32), entries))


def verified(
    dsn: str,
    reader: Reader,
    projections: Sequence[Projection],
    *,
    cells: int = 3_000,
    seed: int = 1,
) -> Verified:
    """Compare cells of read models on the database with the oracle."""
    verifier = Verifier(dsn, reader, recorded, Random(seed))
    return verifier.verify(projections, cells=cells)
