"""The tutorial page on the city's schools, read table by table."""

from collections.abc import Iterator
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs/tutorial/the-demo-city-programmes.md"


def section(heading: str) -> str:
    """Give what stands under a heading."""
    text = PAGE.read_text(encoding="utf-8")
    _, _, rest = text.partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]


def table(heading: str) -> Iterator[tuple[str, ...]]:
    """Give the rows of the table under a heading, that of the columns first."""
    for line in section(heading).splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield tuple(cell.strip() for cell in line.strip("|").split(" | "))


def rows(heading: str) -> list[tuple[str, ...]]:
    """Give the rows of the table under a heading, without the columns."""
    return list(table(heading))[1:]
