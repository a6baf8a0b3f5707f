"""A stream that a read model cannot follow is set aside, and everything else goes on."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from threading import Event, Thread
from uuid import UUID, uuid4

import psycopg
import pytest

from ksbs.application.projection import Row
from ksbs.domain.programme import Programme
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.places import Ailment, health
from ksbs.readmodels.reader import Reader
from ksbs.readmodels.rebuild import Rebuild
from ksbs.store.mapper import recorded
from tests.support.given import scheduled
from tests.support.read_models import AREAS, READ_MODELS, SESSIONS
from tests.support.telling_log import Told, annulling, area

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 1)
POISON = "Giftig titel"
Rows = Callable[[Programme], Iterable[Row]]


def choking(programme: Programme) -> Iterable[Row]:
    for row in AREAS.rows(programme):
        if row["title"] == POISON:
            raise ValueError(f"{row['title']} cannot be shown")
        yield row


def unfit(programme: Programme) -> Iterable[Row]:
    for row in AREAS.rows(programme):
        yield {**row, "rank": "first" if row["title"] == POISON else row["rank"]}


def nameless(programme: Programme) -> Iterable[Row]:
    for row in AREAS.rows(programme):
        yield {**row, "title": None if row["title"] == POISON else row["title"]}


def same_key(programme: Programme) -> Iterable[Row]:
    for row in AREAS.rows(programme):
        yield row
        if row["title"] == POISON:
            yield row


def ailments(told: Told) -> list[Ailment]:
    return health(told.dsn, [AREAS.name])


def letters(told: Told) -> list[tuple[object, ...]]:
    query = "SELECT stream_id, position, kind FROM ksbs_read.dead_letters"
    with psycopg.connect(told.dsn) as connection:
        return connection.execute(query).fetchall()


def unreadable(told: Told, stream: UUID) -> None:
    """Append what no version of ksbs has ever written."""
    told.versions[stream] += 1
    with psycopg.connect(told.dsn) as connection:
        connection.execute(
            "SELECT ksbs.append(%s, sha256('x'), %s, %s, %s, ARRAY['programme'],"
            " ARRAY['analysis.area-identified.v1'], ARRAY['{}'::bytea], '{}', '{}')",
            [uuid4(), [uuid4()], [stream], [told.versions[stream]]],
        )


@pytest.mark.parametrize("rows", [choking, unfit, nameless, same_key])
def test_a_stream_that_cannot_be_shown_is_set_aside_and_others_go_on(
    told: Told, rows: Rows
) -> None:
    # given
    broken = replace(AREAS, rows=rows)
    keeper = told.keeper(broken)
    ill, well = told.nominate(MARCH), told.nominate(MARCH)
    told.tell(ill, area(MARCH, title="Ett"))
    keeper.catch_up()
    # when
    poison = told.tell(ill, area(APRIL, title=POISON))
    told.tell(well, area(APRIL, title="Två"))
    told.tell(ill, area(APRIL, title="Tre"))
    keeper.catch_up()
    # then
    assert told.current(AREAS, "title") == {("Ett",), ("Två",)}
    (found,) = ailments(told)
    assert (found.stream_id, found.position) == (ill, poison.position)
    assert found.kind == "quarantine"
    assert letters(told) == [(ill, poison.position, "poison")]


def test_an_error_is_told_without_what_people_wrote(told: Told) -> None:
    # given
    keeper = told.keeper(replace(AREAS, rows=choking))
    keeper.catch_up()
    # when
    told.tell(told.nominate(MARCH), area(MARCH, title=POISON))
    keeper.catch_up()
    # then
    (found,) = ailments(told)
    assert found.error.startswith("ValueError in choking (line ")
    assert POISON not in found.error


def test_an_event_that_cannot_be_read_sets_its_stream_aside(told: Told) -> None:
    # given
    keeper = told.keeper(AREAS)
    ill, well = told.nominate(MARCH), told.nominate(MARCH)
    keeper.catch_up()
    # when
    unreadable(told, ill)
    told.tell(well, area(APRIL, title="Två"))
    keeper.catch_up()
    # then
    assert told.current(AREAS, "title") == {("Två",)}
    (found,) = ailments(told)
    assert (found.stream_id, found.position) == (ill, 3)
    assert "position 3" in found.error


def test_what_cannot_be_read_when_a_stream_is_looked_up_again_sets_it_aside(
    told: Told,
) -> None:
    # given: the tables are kept by one that has not looked at the programme's beginning
    stream = told.nominate(MARCH)
    keeper = told.keeper(AREAS)
    keeper.catch_up()
    unreadable(told, stream)
    with psycopg.connect(told.dsn) as connection:
        connection.execute("UPDATE ksbs_read.positions SET position = 2")
    # when
    told.tell(stream, area(APRIL, title="Ett"))
    told.tell(told.nominate(MARCH), area(APRIL, title="Två"))
    told.keeper(AREAS).catch_up()
    # then
    assert told.current(AREAS, "title") == {("Två",)}
    assert [ill.stream_id for ill in ailments(told)] == [stream]


def test_a_stream_set_aside_stays_so_after_a_restart_until_it_is_rebuilt(
    told: Told,
) -> None:
    # given
    broken = replace(AREAS, rows=choking)
    stream = told.nominate(MARCH)
    told.keeper(broken).catch_up()
    told.tell(stream, area(MARCH, title=POISON))
    told.keeper(broken).catch_up()
    # when
    told.tell(stream, area(APRIL, title="Ett"))
    told.keeper(AREAS).catch_up()
    # then
    assert told.current(AREAS, "title") == set()
    assert ailments(told)
    # when it has been mended
    rebuilt = Rebuild(told.keeper(AREAS)).run(reason="The title can be shown now.")
    # then
    assert rebuilt.swapped
    assert told.current(AREAS, "title") == {("Ett",)}
    assert ailments(told) == []
    assert letters(told) == []


def test_a_keeper_that_goes_on_follows_again_what_a_rebuild_has_mended(
    told: Told,
) -> None:
    # given
    faults = ["once"]

    def failing_once(programme: Programme) -> Iterable[Row]:
        if faults and len(programme.areas):
            raise RuntimeError(faults.pop())
        return AREAS.rows(programme)

    keeper = told.keeper(replace(AREAS, rows=failing_once))
    stream = told.nominate(MARCH)
    keeper.catch_up()
    told.tell(stream, area(MARCH, title="Ett"))
    keeper.catch_up()
    assert ailments(told)
    # when
    Rebuild(told.keeper(AREAS)).run(reason="It failed but once.")
    told.tell(stream, area(APRIL, title="Två"))
    keeper.catch_up()
    # then
    assert told.current(AREAS, "title") == {("Två",)}


def test_rows_are_stale_from_the_position_on_that_could_not_be_taken(
    told: Told, reader: Reader
) -> None:
    # given
    broken = replace(AREAS, rows=choking)
    stream = told.nominate(MARCH)
    before = told.tell(stream, area(MARCH, title="Ett"))
    poison = told.tell(stream, area(APRIL, title=POISON))
    # when
    told.keeper(broken).catch_up()
    # then
    assert reader.stale(broken, position=before.position) == {}
    assert set(reader.stale(broken, position=poison.position)) == {stream}


def test_an_amendment_that_names_nothing_turns_health_red_and_changes_nothing(
    told: Told,
) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    told.tell(stream, area(MARCH, title="Ett"))
    keeper.catch_up()
    # when
    astray = told.tell(stream, annulling(uuid4()))
    keeper.catch_up()
    # then
    (found,) = ailments(told)
    assert (found.kind, found.stream_id) == ("misdirected", stream)
    assert found.position == astray.position
    assert told.current(AREAS, "title") == {("Ett",)}
    # and it goes on
    told.tell(stream, area(APRIL, title="Två"))
    keeper.catch_up()
    assert told.current(AREAS, "title") == {("Två",)}


def test_health_is_well_where_nothing_is_wrong(told: Told) -> None:
    # given
    told.tell(told.nominate(MARCH), area(MARCH, title="Ett"))
    # when
    told.keeper(AREAS).catch_up()
    # then
    assert ailments(told) == []


def test_a_read_model_whose_table_is_broken_stops_and_the_others_go_on(
    told: Told, reader: Reader
) -> None:
    # given
    stop = Event()
    follower = Follower(told.dsn, READ_MODELS, decode=recorded)
    thread = Thread(target=follower.follow, args=(stop,))
    stream = told.nominate(MARCH)
    for projection in READ_MODELS:
        told.keeper(projection).catch_up()
    with psycopg.connect(told.dsn) as connection:
        connection.execute("ALTER TABLE ksbs_read.test_areas_history DROP COLUMN title")
    # when
    thread.start()
    last = told.tell(stream, area(MARCH, title="Ett"), scheduled(1))
    others = reader.wait_until(SESSIONS, position=last.position, timeout=20)
    while not ailments(told):
        stop.wait(0.05)
    # then
    assert others
    (found,) = ailments(told)
    assert (found.kind, found.error) == ("stopped", "BadCopyFileFormat")
    # when it is dropped, it is built anew, and health is well again
    with psycopg.connect(told.dsn) as connection:
        connection.execute("DROP TABLE ksbs_read.test_areas_history")
    assert reader.wait_until(AREAS, position=last.position, timeout=20)
    stop.set()
    thread.join()
    assert told.current(AREAS, "title") == {("Ett",)}
    assert ailments(told) == []
