"""Views over read models that lag, hold a stream back, or are not there."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import psycopg
import pytest
from uuid_utils.compat import uuid7

from ksbs.application.actor import Actor
from ksbs.application.ports import EventStore
from ksbs.application.services import Services
from ksbs.application.views_reading import PORTFOLIO, Views
from ksbs.domain.words import Role
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.serving import ReadModels, read_models_of
from ksbs.store.mapper import recorded
from projections import discover
from tests.support.api import Site
from tests.support.telling_log import TODAY, Told, annulling

DAY = date(2026, 9, 1)
OFFICE = Actor(UUID(int=1), Role.PROGRAMME_OFFICE)


class Now:
    """This machine's clock: the database stamps by its own."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture
def kept(database: str) -> Iterator[ReadModels]:
    with read_models_of(database, discover().values()) as kept:
        yield kept


@pytest.fixture
def services(store: EventStore, kept: ReadModels) -> Services:
    return Services(store, Now(), uuid7, rows=kept)


@pytest.fixture
def site(services: Services) -> Iterator[Site]:
    with Site(services) as site:
        yield site


def catch_up(dsn: str) -> None:
    for projection in discover().values():
        Runner(dsn, projection, decode=recorded).catch_up()


def names(services: Services) -> list[str]:
    views = Views(services.history, discover(), services.rows)
    found = views.programmes(as_of=services.history.resolve(), actor=OFFICE)
    return [view.school_name for view in found.views]


def test_without_tables_the_log_is_folded(told: Told, services: Services) -> None:
    # given
    told.nominate(DAY, name="Norra skolan")

    # then
    assert names(services) == ["Norra skolan"]


def test_what_was_just_written_is_read_though_the_read_model_lags(
    told: Told, services: Services, database: str
) -> None:
    # given
    told.nominate(DAY, name="Norra skolan")
    catch_up(database)
    told.nominate(DAY, name="Södra skolan")

    # then
    assert names(services) == ["Norra skolan", "Södra skolan"]


def test_a_list_waits_a_little_for_its_read_model(
    told: Told, kept: ReadModels, store: EventStore, database: str
) -> None:
    # given a read model that catches up in a moment
    told.nominate(DAY)
    catch_up(database)
    told.nominate(DAY, name="Södra skolan")
    kept.patience = 30.0
    later = threading.Timer(0.2, catch_up, [database])
    later.start()

    # when
    rows = kept.rows(
        discover()[PORTFOLIO], valid_at=TODAY, position=store.head().position
    )
    later.join()

    # then
    assert rows is not None
    assert {row["school_name"] for row in rows} == {"Exempelskolan", "Södra skolan"}


def test_nobody_waits_twice_for_a_read_model_that_stands_still(
    told: Told, kept: ReadModels, store: EventStore, database: str
) -> None:
    # given
    told.nominate(DAY)
    catch_up(database)
    told.nominate(DAY, name="Södra skolan")
    asked = {"valid_at": TODAY, "position": store.head().position}
    kept.patience = 0.05
    assert kept.rows(discover()[PORTFOLIO], **asked) is None  # type: ignore[arg-type]  # the two of them

    # when
    kept.patience = 60.0
    rows = kept.rows(discover()[PORTFOLIO], **asked)  # type: ignore[arg-type]  # as above

    # then
    assert rows is None


def test_tables_of_another_version_are_not_read(
    told: Told, kept: ReadModels, store: EventStore, database: str
) -> None:
    # given
    stream = told.nominate(DAY)
    catch_up(database)
    with psycopg.connect(database) as connection:
        connection.execute("UPDATE ksbs_read.positions SET version = version + 1")
    position = store.head().position

    # then
    portfolio = discover()[PORTFOLIO]
    assert kept.rows(portfolio, valid_at=TODAY, position=position) is None
    assert kept.able(stream, position=position) == frozenset()


def test_a_table_that_is_gone_is_not_missed(
    told: Told, services: Services, database: str
) -> None:
    # given
    told.nominate(DAY, name="Norra skolan")
    catch_up(database)
    with psycopg.connect(database) as connection:
        connection.execute("DROP TABLE ksbs_read.programme_status_history")

    # then
    assert names(services) == ["Norra skolan"]


def hold_back(dsn: str, stream: UUID, *, position: int) -> None:
    """Put a stream in quarantine, with rows that say what is no longer so."""
    with psycopg.connect(dsn) as connection:
        connection.execute(
            "INSERT INTO ksbs_read.quarantine (projection, stream_id, position, error)"
            " SELECT projection, %s, %s, 'poison' FROM ksbs_read.positions",
            [stream, position],
        )
        connection.execute(
            "UPDATE ksbs_read.programme_status_history SET school_name = 'stale'"
            " WHERE programme_id = %s",
            [stream],
        )


def test_a_stream_in_quarantine_is_folded_and_the_others_are_read(
    told: Told, services: Services, site: Site, database: str
) -> None:
    # given
    stream = told.nominate(DAY, name="Norra skolan")
    told.nominate(DAY, name="Södra skolan")
    catch_up(database)
    hold_back(database, stream, position=1)

    # when
    timeline = site.get(f"/programmes/{stream}/timeline?view=programme_status").json()

    # then
    assert names(services) == ["Norra skolan", "Södra skolan"]
    (view,) = timeline["views"]
    assert view["segments"][0]["values"]["schoolName"] == "Norra skolan"


def test_before_its_quarantine_a_stream_is_read_as_any_other(
    told: Told, kept: ReadModels, database: str
) -> None:
    # given
    stream = told.nominate(DAY)
    catch_up(database)
    hold_back(database, stream, position=2)

    # then
    assert PORTFOLIO in kept.able(stream, position=1)
    assert kept.held_back(discover()[PORTFOLIO], position=1) == frozenset()


def test_quarantine_is_told_and_turns_health_red(
    told: Told, site: Site, database: str
) -> None:
    # given
    stream = told.nominate(DAY)
    catch_up(database)
    assert site.send("GET", "/health/ready").json()["checks"]["readModels"] == "ok"
    hold_back(database, stream, position=1)

    # when
    ready = site.send("GET", "/health/ready")
    listed = site.get("/projections", role=Role.ADMIN).json()["items"]

    # then
    assert ready.status_code == 503
    assert ready.json() == {
        "status": "unsound",
        "checks": {"database": "ok", "amendments": "ok", "readModels": "failed"},
    }
    (portfolio,) = [each for each in listed if each["name"] == PORTFOLIO]
    assert portfolio["health"] == "failed"
    assert portfolio["quarantinedStreams"] == [str(stream)]
    assert portfolio["ailments"][0]["kind"] == "quarantine"


def test_an_amendment_that_names_nothing_turns_health_red(
    told: Told, site: Site, database: str
) -> None:
    # given
    stream = told.nominate(DAY)
    told.tell(stream, annulling(UUID(int=0xBAD)))
    catch_up(database)

    # when
    ready = site.send("GET", "/health/ready")

    # then
    assert ready.status_code == 503
    checks = ready.json()["checks"]
    assert (checks["amendments"], checks["readModels"]) == ("failed", "failed")


def test_a_read_model_that_lags_is_no_fault_and_is_told(
    told: Told, site: Site, database: str
) -> None:
    # given
    told.nominate(DAY)
    catch_up(database)
    told.nominate(DAY)

    # when
    listed = site.get("/projections", role=Role.AUDITOR).json()

    # then
    assert site.send("GET", "/health/ready").status_code == 200
    assert listed["head"] == 2
    by_name = {each["name"]: each for each in listed["items"]}
    assert by_name.keys() == {*discover(), "trail"}
    portfolio = by_name[PORTFOLIO]
    assert (portfolio["position"], portfolio["lag"]) == (1, 1)
    assert portfolio["health"] == "ok"
    assert portfolio["lastRebuild"]["reason"] == "first build"
    assert by_name["trail"]["title"]["sv"] == "Revisionsspår"
    assert by_name["trail"]["columns"] == []


def test_each_read_model_tells_what_its_columns_hold(site: Site) -> None:
    # when
    listed = site.get("/projections", role=Role.ADMIN).json()["items"]

    # then
    (work,) = [each for each in listed if each["name"] == "other_work"]
    assert [(c["name"], c["type"], c["key"]) for c in work["columns"]] == [
        ("workId", "uuid", True),
        ("notedOn", "date", False),
        ("title", "text", False),
        ("mayAffect", "text", False),
    ]
    assert work["columns"][1]["about"] == {
        "sv": "Dagen då det noterades.",
        "en": "The day it was noted.",
    }
