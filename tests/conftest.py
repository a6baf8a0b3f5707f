"""Fixtures for every test: real PostgreSQL servers and new databases in them."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support import machine
from tests.support.postgres import Server, running

hypothesis.settings.register_profile("developer", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)


def pytest_configure() -> None:
    """Forget the settings of whoever runs the tests: none may reach a real database."""
    in_ci = os.environ.get("CI") == "true"
    hypothesis.settings.load_profile("ci" if in_ci else "developer")
    for name in list(os.environ):
        if name.startswith("KSBS_") and not name.startswith("KSBS_TEST_"):
            del os.environ[name]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server of the bundled PostgreSQL 18, or of `KSBS_TEST_POSTGRES_BIN`."""
    with running(machine.default_postgres()) as server:
        yield server


@pytest.fixture(scope="session")
def system_postgres() -> Iterator[Server]:
    """A server of the PostgreSQL that the system has (15 on Debian 12)."""
    with running(machine.installed_postgres()) as server:
        yield server


@pytest.fixture(scope="session", params=["postgres", "system_postgres"])
def each_postgres(request: pytest.FixtureRequest) -> Server:
    """Each of the two servers in turn: the test runs once on either."""
    server = request.getfixturevalue(request.param)
    assert isinstance(server, Server)
    return server


@pytest.fixture
def postgres_admin_dsn(postgres: Server) -> str:
    """The server's own database `postgres`, as its superuser."""
    return postgres.dsn()


@pytest.fixture
def empty_database(postgres: Server) -> Iterator[str]:
    """The DSN of a new, empty database."""
    with postgres.new_database() as dsn:
        yield dsn


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """The DSN of a new database with all migrations applied."""
    with postgres.new_database(template=_migrated(postgres)) as dsn:
        yield dsn


@pytest.fixture
def each_empty_database(each_postgres: Server) -> Iterator[str]:
    """As `empty_database`, once on each server."""
    with each_postgres.new_database() as dsn:
        yield dsn


@pytest.fixture
def each_database(each_postgres: Server) -> Iterator[str]:
    """As `database`, once on each server."""
    with each_postgres.new_database(template=_migrated(each_postgres)) as dsn:
        yield dsn


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's executable."""
    return machine.chromium()


def _migrated(server: Server) -> str:
    from ksbs.store.migrate import migrate  # noqa: PLC0415 (only who needs it pays)

    return server.migrated_template(migrate)
