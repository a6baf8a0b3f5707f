"""The reference page of the read models, made from what each says of itself."""

import inspect
from collections.abc import Iterator
from importlib import import_module

from ksbs.application.projection import Column, Projection
from ksbs.reports.names import camel
from projections import discover

_INTRODUCTION = (
    "Every read model, with what its rows hold.",
    "Names are those of the API; in the database they are written with underscores.",
    "A column marked with * is part of what tells the rows of a stream apart.",
    "What a column takes from an event says the same as the event's own field.",
    "",
    (
        "All of them are kept on both time axes; "
        "[read models](../explanation/read-models.md) says how, and "
        "[add a read model](../how-to/add-a-report.md) how to make another."
    ),
    "",
)
_HEADINGS = ("| column | type | what | på svenska |", "| --- | --- | --- | --- |")


def read_models_page(note: str) -> str:
    """Give the text of docs/reference/read-models.md; `note` says that it is made."""
    lines = ["# Read models", "", note, *_INTRODUCTION]
    for projection in discover().values():
        lines += _read_model(projection)
    return "\n".join(lines)


def _read_model(projection: Projection) -> Iterator[str]:
    title, about = projection.said, projection.about.category
    yield f"## {projection.name}"
    yield ""
    yield f"{title.en} · *{title.sv}* · about streams of the kind `{about}`"
    yield ""
    yield from _sentences(projection)
    yield ""
    yield from _HEADINGS
    for column in projection.columns:
        yield _column(column, of=projection)
    yield ""
    yield f"May change with: {', '.join(sorted(e.__name__ for e in projection.on))}."
    yield ""


def _sentences(projection: Projection) -> Iterator[str]:
    """Give what the module says, a paragraph at a time, and a sentence a line."""
    said = inspect.getdoc(import_module(f"projections.{projection.name}")) or ""
    for paragraph in said.split("\n\n"):
        yield from " ".join(paragraph.split()).replace(". ", ".\n").split("\n")


def _column(column: Column, *, of: Projection) -> str:
    mark = "*" if column.name in of.key else ""
    null = " or null" if column.nullable else ""
    return (
        f"| `{camel(column.name)}`{mark} | {column.kind}{null} | {column.said.en} | "
        f"{column.said.sv} |"
    )
