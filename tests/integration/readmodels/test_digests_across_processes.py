"""What the tables of read models hold does not depend on the process that fills them."""

import json
from collections.abc import Mapping
from random import Random

import pytest

from ksbs.application.ports import EventStore
from projections import discover
from tests.support.elsewhere import printed
from tests.support.random_log import append, drawn
from tests.support.read_model_digests import PLANTED

Digests = Mapping[str, Mapping[str, tuple[object, ...]]]
"""By the name of the read model and `current` or `history`: rows, and two sums."""


def built_twice(dsn: str, which: str) -> tuple[Digests, Digests]:
    """Build read models in two processes that have nothing in common but the log."""
    program = "-m", "tests.support.read_model_digests", which
    at_once = printed(*program, "0", dsn, zone="America/New_York", seed=1)
    bit_by_bit = printed(*program, "90", dsn, zone="Asia/Tokyo", seed=2)
    return json.loads(at_once), json.loads(bit_by_bit)


@pytest.fixture
def log(database: str, store: EventStore) -> str:
    """A small log with programmes, and more, on the theme of every read model."""
    every = tuple(discover().values())
    append(store, drawn(Random(11), every, streams=len(every), commands=12))
    return database


def test_another_process_gives_the_tables_of_every_read_model_the_same_digests(
    log: str,
) -> None:
    # when
    one, other = built_twice(log, "every")

    # then
    assert one.keys() == discover().keys()
    assert [name for name in one if one[name] != other[name]] == []
    # and hardly any of them is empty, which would be the same in every process
    empty = [name for name in one if not one[name]["history"][0]]
    assert len(empty) <= len(one) // 10, empty


@pytest.mark.parametrize("planted", PLANTED)
def test_a_read_model_that_depends_on_its_process_is_caught(
    log: str, planted: str
) -> None:
    # when
    one, other = (each["planted"] for each in built_twice(log, planted))

    # then there are as many rows, which say something else
    for part in ("current", "history"):
        assert one[part][0] == other[part][0] != 0
        assert one[part][1:] != other[part][1:]
