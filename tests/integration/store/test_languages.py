"""The log works the same, whatever language the server's messages are in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import migrate
from tests.support import machine
from tests.support.log import ToldClock, command
from tests.support.postgres import Server, running

DIVISION_BY_ZERO = {
    "sv": "division med noll",
    "ja": "0 による除算が行われました",
}


# Swedish words the context of a call its own way; Japanese puts no space in it.
@pytest.fixture(scope="module", params=DIVISION_BY_ZERO)
def foreign_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that speaks another language than English."""
    language: str = request.param
    with running(machine.installed_postgres(), language=language) as server:
        with (
            psycopg.connect(server.dsn()) as connection,
            pytest.raises(psycopg.errors.DivisionByZero) as said,
        ):
            connection.execute("select 1 / 0")
        if said.value.diag.message_primary != DIVISION_BY_ZERO[language]:
            machine.lack(
                f"PostgreSQL's messages in the language {language}",
                mend="Install a PostgreSQL with its translations, such as Debian's.",
            )
        yield server


@pytest.fixture
def foreign_database(foreign_server: Server) -> Iterator[str]:
    with foreign_server.new_database() as dsn:
        yield dsn


@pytest.mark.parametrize("demo", [False, True])
def test_a_claim_is_released_by_append_and_by_nothing_else(
    foreign_database: str, *, demo: bool
) -> None:
    # given
    migrate(foreign_database, demo=demo)
    clock = ToldClock(datetime(2023, 8, 17, tzinfo=UTC)) if demo else None
    stream = uuid4()
    with open_event_store(foreign_database, demo_clock=clock) as store:
        store.append(command(stream, claim=("unit-1",)))
        if clock:
            clock.at += timedelta(days=1)
        with psycopg.connect(foreign_database, autocommit=True) as connection:
            # when
            with pytest.raises(psycopg.Error) as refused:
                connection.execute("delete from ksbs.claims")
            store.append(command(stream, version=2, release=("unit-1",)))
            # then
            left = connection.execute("select count(*) from ksbs.claims").fetchone()
    assert refused.value.sqlstate == "KS009"
    assert left == (0,)
