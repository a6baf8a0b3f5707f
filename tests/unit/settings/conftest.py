import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _a_machine_without_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in os.environ:
        if name.startswith(("KSBS_", "PG", "POSTGRES_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
