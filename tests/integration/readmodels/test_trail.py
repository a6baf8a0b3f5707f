"""The audit trail's index: kept with its position, made anew, never in the way."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest
from uuid_utils.compat import uuid7

from ksbs.application.ports import EventStore
from ksbs.application.services import Services
from ksbs.application.trail_filter import TrailFilter
from ksbs.application.trail_index import Reach
from ksbs.application.trail_words import words_of
from ksbs.domain.words import Role
from ksbs.readmodels import trail
from ksbs.readmodels.log import Row
from ksbs.readmodels.serving import ReadModels, read_models_of
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.store.mapper import recorded
from tests.support.api import Site
from tests.support.telling_log import AREA, Told, area

DAY = date(2026, 9, 1)
EVERYTHING = Reach(frozenset(), named=None)


class Now:
    """This machine's clock: the database stamps by its own."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture
def kept(database: str) -> Iterator[ReadModels]:
    with read_models_of(database, ()) as kept:
        yield kept


@pytest.fixture
def index(kept: ReadModels) -> ReadTrail:
    return ReadTrail(kept, decode=recorded)


@pytest.fixture
def site(store: EventStore, kept: ReadModels, index: ReadTrail) -> Iterator[Site]:
    services = Services(store, Now(), uuid7, rows=kept, trail_index=index)
    with Site(services) as site:
        yield site


def positions(index: ReadTrail, *, up_to: int, **asked: Any) -> list[int] | None:
    found = index.entries(
        TrailFilter(**asked), reach=EVERYTHING, before=None, up_to=up_to, limit=100
    )
    return None if found is None else [entry.position for entry in found]


def test_the_index_takes_what_is_new(
    told: Told, database: str, index: ReadTrail
) -> None:
    # given
    runner = TrailRunner(database, recorded)
    told.nominate(DAY)
    assert runner.catch_up() == 1

    # when
    told.nominate(DAY, name="Norra skolan")

    # then
    assert positions(index, up_to=2) is None
    assert runner.catch_up() == 2
    assert positions(index, up_to=2) == [2, 1]
    assert positions(index, up_to=2, question="norra") == [2]


@pytest.mark.parametrize(
    "text",
    [
        "1e5 0x1F 9a 3,5 % 2026/27 +46 -7 v.4",
        "12-åringar på skolan.example/väg?a=b&c <b>fet</b>",
        "ŠKODA İstanbul a²b ½ straße ﬁnal 日本語 नमस्ते",
        "it's 'en' \\ back\\slash : ! & | ( ) *",
        f"en {'lång' * 100} ord",
    ],
)
def test_every_word_is_found_whatever_signs_it_has(
    told: Told, database: str, index: ReadTrail, text: str
) -> None:
    # given
    said = area(DAY, title="Läsning").model_copy(update={"description": text})
    told.tell(told.nominate(DAY, name="Ek"), said)
    TrailRunner(database, recorded).catch_up()

    # when
    found = {word: positions(index, up_to=2, question=word) for word in words_of(text)}

    # then
    assert found
    assert all(2 in (each or ()) for each in found.values()), found


def test_an_index_that_lags_hides_nothing(
    told: Told, site: Site, database: str
) -> None:
    # given
    told.nominate(DAY)
    TrailRunner(database, recorded).catch_up()
    told.nominate(DAY, name="Norra skolan")

    # when
    found = site.get("/events?q=norra", role=Role.AUDITOR).json()["items"]

    # then
    assert [item["payload"]["schoolName"] for item in found] == ["Norra skolan"]


def test_entries_after_the_first_are_of_the_unit_that_was_nominated(
    told: Told, database: str, index: ReadTrail, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(trail, "BATCH", 1)
    stream = told.nominate(DAY)
    TrailRunner(database, recorded).catch_up()
    told.tell(stream, area(DAY, title="Läsning"))

    # when another runner takes the rest
    TrailRunner(database, recorded).catch_up()

    # then
    assert positions(index, up_to=2, school_unit_code="01234567") == [2, 1]
    assert positions(index, up_to=2, school_unit_code="01234568") == []
    assert positions(index, up_to=2, named_id=AREA) == [2]


def test_a_new_version_is_filled_anew(
    told: Told, database: str, index: ReadTrail, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    told.nominate(DAY)
    TrailRunner(database, recorded).catch_up()
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE ksbs_read.trail SET unit = 'old'")

    # when
    newer = trail.VERSION + 1
    monkeypatch.setattr(trail, "VERSION", newer)
    monkeypatch.setattr("ksbs.readmodels.trail_reading.VERSION", newer)
    TrailRunner(database, recorded).catch_up()

    # then
    assert positions(index, up_to=1, school_unit_code="01234567") == [1]


def test_an_entry_that_cannot_be_read_is_told_of_and_stands_in_its_place(
    told: Told, database: str, site: Site, kept: ReadModels
) -> None:
    # given
    poison, sound = told.nominate(DAY), told.nominate(DAY)

    def decode(row: Row) -> Any:
        if row[0] == poison:
            raise ValueError("a secret")
        return recorded(row)

    # when
    TrailRunner(database, decode).catch_up()

    # then
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT stream_id FROM ksbs_read.trail").fetchall()
        letters = connection.execute(
            "SELECT position, error FROM ksbs_read.dead_letters"
        ).fetchall()
    assert {row[0] for row in rows} == {poison, sound}
    assert letters == [(1, "ValueError")]
    assert kept.ailing()
    assert site.send("GET", "/health/ready").status_code == 503


def test_several_followers_take_every_entry_once(
    told: Told, database: str, index: ReadTrail
) -> None:
    # given
    stop = threading.Event()
    threads = [
        threading.Thread(target=TrailRunner(database, recorded).follow, args=(stop,))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()

    # when
    for number in range(20):
        told.nominate(DAY, name=f"Skolan {number}")
    index._read_models.patience = 20.0
    found = positions(index, up_to=20)
    stop.set()
    for thread in threads:
        thread.join()

    # then
    assert found == list(range(20, 0, -1))


def test_who_is_not_named_reaches_nothing(
    told: Told, database: str, index: ReadTrail
) -> None:
    # given
    told.nominate(DAY)
    TrailRunner(database, recorded).catch_up()

    def reached(*named: str) -> int:
        reach = Reach(frozenset(), frozenset(named))
        found = index.entries(
            TrailFilter(), reach=reach, before=None, up_to=1, limit=10
        )
        return len(found or ())

    # then
    assert reached("01234567") == 1
    assert reached("01234568", str(UUID(int=1))) == 0
