"""Reading at a pair of times: one programme, all of them, its timeline, what differs."""

from datetime import date, timedelta
from random import Random

import pytest

from ksbs.application.ports import EventStore
from ksbs.application.projection import Projection
from ksbs.readmodels.reader import Changed, Pair, Reader, Span, reading
from ksbs.readmodels.runner import Runner
from ksbs.store.mapper import recorded
from projections.programme_status import PROJECTION as PROGRAMME_STATUS
from tests.support.given import held, scheduled
from tests.support.random_log import append, drawn
from tests.support.read_models import AREAS, READ_MODELS, SESSIONS
from tests.support.telling_log import AREA, OTHER_AREA, Told, area

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4)
DAY = timedelta(days=1)
LATER = date(2026, 6, 30)


def test_a_view_is_that_of_its_day_as_known_then(told: Told, reader: Reader) -> None:
    # given
    stream = told.nominate(MARCH)
    first = told.tell(stream, area(APRIL, title="Ett"))
    late = told.tell(stream, area(MARCH, title="Noll"))
    told.keeper(AREAS).catch_up()

    def titles(day: date, position: int) -> list[str]:
        rows = reader.at(AREAS, Pair(day, position), stream_id=stream)
        return [row["title"] for row in rows]

    # then: the day is included, and what was recorded later is not known
    assert titles(MARCH - DAY, late.position) == []
    assert titles(MARCH, first.position) == []
    assert titles(MARCH, late.position) == ["Noll"]
    assert titles(APRIL - DAY, late.position) == ["Noll"]
    assert titles(APRIL, first.position) == ["Ett"]
    assert titles(APRIL, late.position) == ["Ett"]
    assert titles(LATER, first.position - 1) == []


def test_rows_come_with_their_types(told: Told, reader: Reader) -> None:
    # given
    stream = told.nominate(MARCH)
    planned = scheduled(1)
    told.tell(stream, area(MARCH, title="Ett"), planned)
    for projection in READ_MODELS:
        told.keeper(projection).catch_up()
    now = Pair(LATER, told.store.head().position)
    # when
    (an_area,) = reader.at(AREAS, now, stream_id=stream)
    (session,) = reader.at(SESSIONS, now, stream_id=stream)
    # then
    assert an_area == {
        "programme_id": stream,
        "area_id": AREA,
        "title": "Ett",
        "rank": None,
        "prioritised_on": None,
        "cause_ids": list(area(MARCH, title="Ett").cause_refs),
    }
    assert session == {
        "programme_id": stream,
        "number": 1,
        "held": False,
        "scheduled_at": planned.at,
        "held_on": None,
        "place": planned.place,
    }
    assert reader.current(SESSIONS, stream_id=stream) == [session]


@pytest.mark.parametrize("projection", [PROGRAMME_STATUS, *READ_MODELS])
def test_all_programmes_at_once_are_each_of_them_alone(
    database: str, store: EventStore, reader: Reader, projection: Projection
) -> None:
    # given
    commands = drawn(Random(7), [projection], streams=6, commands=12)
    append(store, commands)
    Runner(database, projection, decode=recorded).catch_up()
    streams = {command[0].stream_id for command in commands}
    first = commands[0][0].occurred_on
    ends = [e.position for e in store.following(0, category="programme")][10::17]
    for position in ends:
        for offset in range(-1, 8):
            pair = Pair(first + offset * DAY, position)
            # when
            together = reader.at(projection, pair)
            # then
            apart = [
                row for s in streams for row in reader.at(projection, pair, stream_id=s)
            ]
            assert sorted(map(str, together)) == sorted(map(str, apart))


def test_a_timeline_says_since_when_and_until_when(told: Told, reader: Reader) -> None:
    # given
    stream = told.nominate(MARCH)
    planned, done = scheduled(1), held(1)
    told.tell(stream, planned)
    told.tell(stream, done)
    told.tell(stream, scheduled(2))
    told.keeper(SESSIONS).catch_up()
    # when
    spans = reader.timeline(
        SESSIONS, stream_id=stream, position=told.store.head().position
    )
    # then
    assert [(s.row["number"], s.row["held"], s.since, s.until) for s in spans] == [
        (1, False, planned.occurred_on, done.occurred_on),
        (1, True, done.occurred_on, None),
        (2, False, scheduled(2).occurred_on, None),
    ]
    assert all(isinstance(span, Span) for span in spans)


def test_a_timeline_is_that_of_what_was_known(told: Told, reader: Reader) -> None:
    # given
    stream = told.nominate(MARCH)
    first = told.tell(stream, area(MARCH, title="Ett"))
    moved = told.correct(first, occurredOn=(str(MARCH), str(APRIL)))
    told.keeper(AREAS).catch_up()
    # when
    before, after = (
        reader.timeline(AREAS, stream_id=stream, position=position)
        for position in (first.position, moved.position)
    )
    # then
    assert [span.since for span in before] == [MARCH]
    assert [span.since for span in after] == [APRIL]


def test_differences_between_two_days(told: Told, reader: Reader) -> None:
    # given
    stream = told.nominate(MARCH)
    told.tell(stream, area(MARCH, title="Ett"))
    told.tell(stream, area(MAY, title="Två"))
    last = told.tell(stream, area(MAY, title="Ny", area_id=OTHER_AREA))
    told.keeper(AREAS).catch_up()
    march, may = Pair(MARCH, last.position), Pair(MAY, last.position)
    # when
    forward = reader.differences(AREAS, first=march, second=may)
    back = reader.differences(AREAS, first=may, second=march, stream_id=stream)
    # then
    assert [row["title"] for row in forward.added] == ["Ny"]
    assert forward.removed == ()
    assert [c.fields for c in forward.changed] == [{"title": ("Ett", "Två")}]
    assert [row["title"] for row in back.removed] == ["Ny"]
    assert [c.row["title"] for c in back.changed] == ["Ett"]
    assert all(isinstance(change, Changed) for change in back.changed)


def test_what_is_known_now_about_a_day_that_was_not_known_then(
    told: Told, reader: Reader
) -> None:
    # given
    stream = told.nominate(MARCH)
    then = told.tell(stream, area(MARCH, title="Ett"))
    now = told.tell(stream, area(APRIL, title="Sent", area_id=OTHER_AREA))
    told.keeper(AREAS).catch_up()
    # when
    found = reader.differences(
        AREAS, first=Pair(MAY, then.position), second=Pair(MAY, now.position)
    )
    # then
    assert [row["title"] for row in found.added] == ["Sent"]
    assert (found.removed, found.changed) == ((), ())


def test_how_to_read_a_programme_is_not_planned_anew_for_each(
    told: Told, database: str
) -> None:
    # given
    streams = [told.nominate(MARCH) for _ in range(12)]
    told.keeper(AREAS).catch_up()

    # when
    with reading(database, pool_max=1) as reader:
        for stream in streams:
            reader.at(AREAS, Pair(LATER, 12), stream_id=stream)
        with reader._pool.connection() as connection:
            plans = connection.execute(
                "SELECT generic_plans > 0, custom_plans FROM pg_prepared_statements"
                " WHERE statement LIKE '%test_areas_history%'"
            ).fetchall()

    # then
    assert plans == [(True, 0)]


def test_the_reader_cannot_write(told: Told, reader: Reader) -> None:
    # given
    told.keeper(AREAS).catch_up()
    # when
    with reader._pool.connection() as connection:
        found = connection.execute(
            "SELECT has_table_privilege('ksbs_read.test_areas', 'INSERT'), current_user"
        ).fetchone()
    # then
    assert found == (False, "ksbs_reader")
