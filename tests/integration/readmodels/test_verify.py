"""Comparing cells of the tables with the oracle: what it finds, and what it survives."""

from datetime import date
from random import Random

import psycopg
import pytest

from ksbs.application.ports import EventStore
from ksbs.readmodels.reader import Reader
from tests.support.random_log import append, drawn, verified
from tests.support.read_models import AREAS
from tests.support.telling_log import Told, area

MARCH = date(2026, 3, 2)

CLOSED = " WHERE sys_to < 9223372036854775807"
PLANTED = {
    "opened one position early": "sys_from = sys_from - 1",
    "opened one position late": "sys_from = sys_from + 1",
    "closed one position early": "sys_to = sys_to - 1" + CLOSED,
    "closed one position late": "sys_to = sys_to + 1" + CLOSED,
    "never closed": "sys_to = 9223372036854775807" + CLOSED,
    "from one day early": "valid_from = valid_from - 1",
    "from one day late": "valid_from = valid_from + 1",
    "gone": "gone = true",
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_what_is_off_by_one_in_the_tables_is_found(
    told: Told, reader: Reader, planted: str
) -> None:
    # given: several programmes, whose entries lie between one another
    append(told.store, drawn(Random(8), [AREAS], streams=6, commands=12))
    told.keeper(AREAS).catch_up()
    assert verified(told.dsn, reader, [AREAS], cells=500).wrong == 0
    # when
    with psycopg.connect(told.dsn) as connection:
        # All rows are moved at once, past where their neighbours stood.
        connection.execute(
            "ALTER TABLE ksbs_read.test_areas_history"
            " DROP CONSTRAINT test_areas_history_pkey"
        )
        update = f"UPDATE ksbs_read.test_areas_history SET {planted}"  # noqa: S608 (a test's own names)
        connection.execute(update.encode())
    # then
    assert verified(told.dsn, reader, [AREAS], cells=500).wrong > 0


@pytest.mark.parametrize(
    "planted",
    ["DELETE FROM ksbs_read.test_areas", "UPDATE ksbs_read.test_areas SET rank = 7"],
)
def test_current_rows_that_read_otherwise_are_found(
    told: Told, reader: Reader, planted: str
) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    # when
    with psycopg.connect(told.dsn) as connection:
        connection.execute(planted.encode())
    # then
    assert verified(told.dsn, reader, [AREAS], cells=50).wrong > 0


def test_a_stream_that_begins_after_what_has_been_taken_is_no_fault(
    told: Told, reader: Reader
) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    told.keeper(AREAS).catch_up()
    # when: somebody records meanwhile, and the read model has not come that far
    for _ in range(5):
        told.tell(told.nominate(MARCH), area(MARCH, title="Ny"))
    found = verified(told.dsn, reader, [AREAS], cells=200)
    # then
    assert found.cells >= 200
    assert found.wrong == 0


def test_a_log_that_a_read_model_shows_nothing_of_has_no_cells(
    told: Told, reader: Reader, store: EventStore
) -> None:
    # given
    told.nominate(MARCH)
    told.keeper(AREAS).catch_up()
    # when
    found = verified(told.dsn, reader, [AREAS], cells=100)
    # then
    assert store.head().position == 1
    assert (found.cells, found.wrong, found.occupied) == (0, 0, 0.0)
