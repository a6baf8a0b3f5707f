"""One decision, one page: its context, the options, what was decided, what follows."""

import re
from pathlib import Path

from tests.support.repository import ROOT

HEADINGS = ["Context", "Options", "Decision", "Consequences"]
PAGES = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def headings(page: Path) -> list[str]:
    return re.findall(r"^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)


def test_every_decision_has_the_four_headings() -> None:
    # when
    wrong = {page.name: headings(page) for page in PAGES if headings(page) != HEADINGS}

    # then
    assert not wrong, f"{wrong}: a page needs exactly {HEADINGS}, in this order."


def test_decisions_are_numbered_without_a_gap() -> None:
    # when
    numbers = [page.name[:4] for page in PAGES]

    # then
    assert numbers == [f"{n:04}" for n in range(1, len(PAGES) + 1)], (
        "The file's name is the next free number and a slug, as 0007-one-clock.md."
    )
