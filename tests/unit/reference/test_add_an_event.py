"""The page on adding an event shows what the code really says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "how-to" / "add-an-event.md").read_text(encoding="utf-8")
FILES = re.findall(r"\]\(\.\./\.\./([a-z_/]+\.py)\)", PAGE)
SHOWN = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_page_walks_through_two_files() -> None:
    assert FILES == [
        "src/ksbs/domain/plan/other_work.py",
        "tests/unit/domain/plan/test_other_work.py",
    ]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda s: s.split("(")[0].strip())
def test_what_the_page_shows_stands_in_the_code(shown: str) -> None:
    code = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in FILES)
    assert shown.rstrip("\n") in code
