"""The pages on adding an event and a read model show what the code really says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "docs" / "how-to"
WRITTEN = {
    "add-an-event.md": [
        "src/ksbs/domain/plan/other_work.py",
        "tests/unit/domain/plan/test_other_work.py",
    ],
    "add-a-report.md": [
        "projections/other_work/__init__.py",
        "tests/projections/test_other_work.py",
    ],
}
"""The two files that each page walks through."""


def page(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


SHOWN = [
    (name, shown)
    for name in WRITTEN
    for shown in re.findall(r"```python\n(.*?)```", page(name), flags=re.DOTALL)
]


@pytest.mark.parametrize("name", WRITTEN)
def test_the_page_walks_through_two_files(name: str) -> None:
    assert re.findall(r"\]\(\.\./\.\./([a-z_/]+\.py)\)", page(name)) == WRITTEN[name]


@pytest.mark.parametrize(("name", "shown"), SHOWN)
def test_what_the_page_shows_stands_in_the_code(name: str, shown: str) -> None:
    code = "\n".join((ROOT / file).read_text("utf-8") for file in WRITTEN[name])
    assert shown.rstrip("\n") in code
