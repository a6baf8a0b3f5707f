"""Writing for people and programs: data to stdout, everything else to stderr."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from rich.progress import Progress

WIDE = 1_000
"""Columns of a table that goes to a file: nothing is cut."""


def say(text: str = "") -> None:
    """Tell the person at the terminal something that is not data."""
    click.echo(text, err=True)


def give(text: str) -> None:
    """Write data."""
    click.echo(text)


def give_json(value: Any) -> None:
    """Write data as one JSON value, in ASCII where the output knows no more."""
    encoding = (sys.stdout.encoding or "ascii").lower()
    ascii_only = not encoding.startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=ascii_only, indent=2))


def styled(text: str, *, stream: TextIO, **style: Any) -> str:
    """Style a text where that stream is a terminal that wants colours."""
    wanted = stream.isatty() and not os.environ.get("NO_COLOR")
    return click.style(text, **style) if wanted else text


def program() -> str:
    """Give the name by which `ksbs` can be called from where the person is."""
    if shutil.which("ksbs"):
        return "ksbs"
    script = Path(__file__).parents[3] / "scripts" / "ksbs"
    if not script.exists():
        return f"{sys.executable} -m ksbs.cli"
    here = Path.cwd()
    return (
        f"./{script.relative_to(here)}" if script.is_relative_to(here) else str(script)
    )


def give_table(columns: dict[str, str], rows: list[list[str]]) -> None:
    """Write a table as wide as the terminal, or as wide as it takes in a file.

    Args:
        columns: The headings, each with `fold` (may wrap) or `keep` (never does).
        rows: The cells.
    """
    from rich.console import Console  # noqa: PLC0415 (only who shows a table pays)
    from rich.table import Table  # noqa: PLC0415 (as above)
    from rich.text import Text  # noqa: PLC0415 (as above)

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading, wrapping in columns.items():
        table.add_column(heading, no_wrap=wrapping == "keep", overflow="fold")
    for row in rows:
        # As Text: brackets in what people wrote are not markup.
        table.add_row(*(Text(cell) for cell in row))
    on_terminal = sys.stdout.isatty()
    Console(width=None if on_terminal else WIDE, highlight=False).print(table)


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator["Progress"]:
    """Show progress on stderr, on a terminal only; it is gone when it is done.

    Args:
        quiet: Whether to show none at all, as with `--json`.
    """
    from rich.console import Console  # noqa: PLC0415 (only who shows a bar pays)
    from rich.progress import (  # noqa: PLC0415 (as above)
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=quiet or not sys.stderr.isatty(),
    ) as progress:
        yield progress
