import os

import pytest

from tests.unit.auth.provider import Provider


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("KSBS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
