"""Pages of the audit trail in a city's log: right by every filter, and as near far back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg
import pytest

from bench import city, filling
from bench.ours import Ours, services
from bench.trail import PAGE, Pages, paging
from ksbs.application.ports import EventFilter
from ksbs.application.trail import Trail
from ksbs.readmodels import trail_reading
from ksbs.readmodels.trail_sql import SELECT
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate
from tests.support.postgres import Server

EVENTS = 12_000
IN_ORDER = ("all", "unit", "person", "role", "name", "recorded", "dnr")
"""What is asked by an index that gives the entries by position."""
WAYS = (*IN_ORDER, "occurred", "named", "word", "words", "own_school")


@pytest.fixture(scope="module")
def pages(postgres: Server) -> Iterator[Pages]:
    """A city's log of 120 programmes; its cursor stands in the middle."""
    template = postgres.migrated_template(migrate)
    with (
        postgres.new_database(template=template) as dsn,
        open_event_store(dsn) as store,
    ):
        side = Ours(services(store), "pages")
        filling.fill(store, side, until=EVENTS, late=0.08, events=100, tell=city.tell)
        with paging(store, dsn) as pages:
            with psycopg.connect(dsn, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
            middle = store.entries(EventFilter(up_to=EVENTS // 2), limit=1)
            yield replace(pages, far_back=middle[0].event_id)


def test_every_way_to_ask_is_tried(pages: Pages) -> None:
    assert set(pages.asked) == set(WAYS)


@pytest.mark.parametrize("way", WAYS)
def test_a_page_far_back_is_what_looking_at_every_entry_gives(
    pages: Pages, way: str
) -> None:
    # given
    asked = pages.asked[way]

    # when
    found = pages.deep(way)

    # then
    walked = Trail(pages.trail.history).page(
        asked.which, actor=asked.actor, limit=PAGE, after=pages.far_back
    )
    assert found == walked
    assert max(entry.position for entry in found.entries) < EVENTS // 2


@pytest.mark.parametrize("way", WAYS)
def test_a_page_far_back_reads_no_more_of_the_log_than_it_shows(
    pages: Pages, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked_at("events", pages, way, monkeypatch) <= PAGE + 1


@pytest.mark.parametrize("way", IN_ORDER)
def test_what_an_index_gives_in_order_is_looked_at_a_page_at_a_time(
    pages: Pages, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert looked_at("trail", pages, way, monkeypatch) <= PAGE + 1


def test_who_may_read_every_programme_is_not_judged_by_each(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    def refuse(stream_id: UUID) -> None:
        raise AssertionError(stream_id)

    # when
    monkeypatch.setattr(pages.trail.history.store, "stream", refuse)

    # then
    assert len(pages.deep("name").entries) == PAGE


def looked_at(
    table: str, pages: Pages, way: str, monkeypatch: pytest.MonkeyPatch
) -> int:
    """Give how many rows of a table, or entries of its indexes, a page far back reads."""
    plans: list[Any] = []

    def explaining(connection: Any, query: bytes, asked: Any) -> list[Any]:
        if query.startswith(SELECT[:20]):
            explain = b"EXPLAIN (ANALYZE, FORMAT JSON) " + query
            plans.extend(rows(connection, explain, asked))
        return rows(connection, query, asked)

    rows = trail_reading._rows
    monkeypatch.setattr(trail_reading, "_rows", explaining)
    pages.deep(way)
    (plan,) = [json.loads(plan) if isinstance(plan, str) else plan for (plan,) in plans]
    return sum(
        int(node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
        for node in nodes(plan[0]["Plan"])
        if node.get("Relation Name") == table
    )


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)
