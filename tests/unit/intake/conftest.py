from collections.abc import Callable
from pathlib import Path

import pytest

from ksbs.application.intake import SchoolUnitRecord, read_school_units

Read = Callable[[bytes], list[SchoolUnitRecord]]


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return Path(__file__).parents[2] / "fixtures" / "skolverket"


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Read bytes as a file whose name says nothing of its content."""
    file = tmp_path_factory.mktemp("intake") / "anything.bin"

    def read_bytes(content: bytes) -> list[SchoolUnitRecord]:
        file.write_bytes(content)
        return read_school_units(file)

    return read_bytes
