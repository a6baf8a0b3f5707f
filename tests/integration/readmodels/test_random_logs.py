"""Random logs on PostgreSQL: the tables show what the oracle says, cell by cell."""

from random import Random

import pytest

from ksbs.application.ports import EventStore
from ksbs.readmodels import absorbing, runner
from ksbs.readmodels.places import advance, health, place_of
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.tables import Connection
from ksbs.store.mapper import recorded
from projections import discover
from tests.support.random_log import append, drawn, verified
from tests.support.read_models import AREAS, READ_MODELS

FEW = (discover()["programme_status"], *READ_MODELS)


def test_the_tables_show_what_the_oracle_says(
    database: str, store: EventStore, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    random = Random(1)
    monkeypatch.setattr(runner, "BATCH", 7)
    monkeypatch.setattr(absorbing, "FOLDS", 3)
    commands = drawn(random, FEW, streams=12, commands=12)
    keepers = [Runner(database, each, decode=recorded) for each in FEW]
    # when: some is there when the tables are first built, the rest comes bit by bit
    while commands:
        bit = random.randint(1, 40)
        append(store, commands[:bit])
        commands = commands[bit:]
        for keeper in keepers:
            keeper.catch_up()
    found = verified(database, reader, FEW, cells=6_000)
    # then
    assert (found.wrong, found.shown) == (0, [])
    assert found.cells >= 6_000
    assert found.occupied >= 0.3


def test_every_read_model_there_is_can_be_kept(
    database: str, store: EventStore, reader: Reader
) -> None:
    # given
    every = tuple(discover().values())
    commands = drawn(Random(3), every, streams=len(every), commands=8)
    keepers = [Runner(database, each, decode=recorded) for each in every]
    # when: half is there when the tables are built, half comes later
    for half in (commands[: len(commands) // 2], commands[len(commands) // 2 :]):
        append(store, half)
        for keeper in keepers:
            keeper.catch_up()
    # then
    found = verified(database, reader, every, cells=100 * len(every))
    assert (found.wrong, found.shown) == (0, [])
    assert health(database, [each.name for each in every]) == []


class Killed(Exception):
    """The process is killed at this moment."""


class PositionApart(Runner):
    """The position is saved in a transaction of its own, before the rows."""

    def take(self, connection: Connection, *, upto: int) -> None:
        advance(connection, [self.tables.name], position=upto)
        raise Killed


class KilledBeforeTheCommit(Runner):
    """Everything is written in one transaction, which is never committed."""

    def take(self, connection: Connection, *, upto: int) -> None:
        with connection.transaction():
            place = place_of(connection, self.tables, lock=True)
            assert place is not None
            self._take_after(connection, place, upto=upto)
            raise Killed


@pytest.mark.parametrize(
    ("kind", "lost"), [(PositionApart, True), (KilledBeforeTheCommit, False)]
)
def test_a_position_in_a_transaction_of_its_own_loses_rows(
    database: str, store: EventStore, reader: Reader, kind: type[Runner], lost: bool
) -> None:
    # given
    commands = drawn(Random(2), [AREAS], streams=4, commands=12)
    append(store, commands[:20])
    Runner(database, AREAS, decode=recorded).catch_up()
    append(store, commands[20:40])
    with pytest.raises(Killed):
        kind(database, AREAS, decode=recorded).catch_up()
    append(store, commands[40:])
    # when
    Runner(database, AREAS, decode=recorded).catch_up()
    found = verified(database, reader, [AREAS])
    # then
    assert (found.wrong > 0) is lost
