"""Opens a file and gives the JSON in it: one document, or one on each line."""

import codecs
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from ksbs.application.intake.located_json import NotJson, parse
from ksbs.application.intake.pages import Pages
from ksbs.application.intake.place import Place
from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.text_lines import text_lines

_MB = 1_000_000
LARGEST_FILE = 200 * _MB
"""Bytes; the responses about every school unit of the country take a tenth of it."""
LARGEST_DOCUMENT = 50 * _MB
"""Bytes of one document, which must be held in memory as a whole."""

R = TypeVar("R")


def read_file(path: Path, *, read: Callable[[BinaryIO, Faults], R]) -> R:
    """Open a file and give what `read` makes of it.

    Raises:
        FileRejected: if it cannot be opened, or `read` finds faults in it.
    """
    faults = Faults(file=str(path))
    try:
        with path.open("rb") as file:
            return read(file, faults)
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error}); give a file that can"
        faults.stop(None, reason=reason)


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a file in order, each with the place where it begins."""

    by_line: bool
    pages: Pages
    each: Iterator[tuple[Place, object]]


def documents(file: BinaryIO, *, faults: Faults) -> Documents:
    """Give the documents of a file; what is no document becomes a fault."""
    by_line = _stands_by_line(file)
    refuse_size(file, by_line=by_line, faults=faults)
    pages = Pages(faults)
    numbered = (_one_a_line if by_line else _one)(file, faults=faults)
    places = (
        (Place(faults=faults, pages=pages, line=line), document)
        for line, document in numbered
    )
    return Documents(by_line, pages, places)


def all_of(found: Iterable[R], *, place: Place) -> list[R]:
    """Give all that is found in a document, or note that it has no bottom."""
    try:
        return list(found)
    except RecursionError:
        place.fault("responses stand within responses without end; fetch it again")
        return []


def refuse_size(file: BinaryIO, *, by_line: bool, faults: Faults) -> None:
    """Stop at a file that is too large to be read; what is read as a whole is smaller."""
    size = os.fstat(file.fileno()).st_size
    most = LARGEST_FILE if by_line else LARGEST_DOCUMENT
    if size > most:
        faults.stop(
            None,
            reason=f"holds {size / _MB:.0f} MB, at most {most / _MB:.0f} MB wanted of "
            f"{'a file' if by_line else 'one JSON document'}; split it"
            f"{'' if by_line else ', or put one response on each line'}",
        )


def _stands_by_line(file: BinaryIO) -> bool:
    """Say whether the file holds a response a line, from its first two lines.

    A broken first line must not make a file of lines look like one document, nor a
    broken second one: either is enough.
    """
    first, second = _first_two_lines(file)
    if not second or not first.startswith(b"{"):
        return False
    return second.startswith(b"{") or _is_json(first)


def _first_two_lines(file: BinaryIO) -> tuple[bytes, bytes]:
    lines = iter(lambda: file.readline(LARGEST_DOCUMENT), b"")
    stripped = (line.removeprefix(codecs.BOM_UTF8).strip() for line in lines)
    filled = filter(None, stripped)
    first, second = next(filled, b""), next(filled, b"")
    file.seek(0)
    return first, second


def _is_json(line: bytes) -> bool:
    try:
        parse(line.decode())
    except ValueError:
        return False
    return True


def _one(file: BinaryIO, *, faults: Faults) -> Iterator[tuple[int, object]]:
    text = "".join(line for _, line in text_lines(file, faults=faults))
    faults.settle()
    if not text.strip():
        faults.stop(1, reason="the file is empty; fetch it again")
    try:
        yield 1, parse(text)
    except NotJson as error:
        faults.stop(error.line, reason=error.reason)


def _one_a_line(file: BinaryIO, *, faults: Faults) -> Iterator[tuple[int, object]]:
    for number, line in text_lines(file, faults=faults):
        if not line.strip():
            continue
        try:
            document = parse(line, first_line=number)
        except NotJson as error:
            faults.add(error.line, reason=error.reason)
        else:
            yield number, document
