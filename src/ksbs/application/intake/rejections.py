"""What is wrong with a file, in words for the person who must mend it."""

from dataclasses import dataclass, field
from typing import NoReturn

MOST_REJECTIONS = 100
"""A file with more faults than this is wrong as a whole; the rest is not listed."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """One fault: the file as it was given, its 1-based line if known, the reason."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        """Give the fault the way compilers do: file, line, reason."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}"


class FileRejected(Exception):
    """The file cannot be read without guessing; nothing of it may be recorded."""

    def __init__(self, *rejections: Rejection) -> None:
        super().__init__("\n".join(map(str, rejections)))
        self.rejections = rejections


@dataclass(slots=True)
class Faults:
    """Gathers the faults of one file, so that they can be mended in one go."""

    file: str
    found: list[Rejection] = field(default_factory=list)

    def add(self, line: int | None, *, reason: str) -> None:
        """Note a fault; raise FileRejected when there are too many to go on."""
        self.found.append(Rejection(file=self.file, line=line, reason=reason))
        if len(self.found) >= MOST_REJECTIONS:
            self.stop(
                None,
                reason=f"reading stopped after {MOST_REJECTIONS} faults; "
                "mend those above first",
            )

    def stop(self, line: int | None, *, reason: str) -> NoReturn:
        """Raise FileRejected with this fault as the last."""
        last = Rejection(file=self.file, line=line, reason=reason)
        raise FileRejected(*self.found, last)

    def settle(self) -> None:
        """Raise FileRejected if anything was found, in the order of the lines."""
        if self.found:
            raise FileRejected(*sorted(self.found, key=lambda r: r.line or 0))
