"""What can be known about processes that are not our children."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_DEAD = frozenset("ZXx")


def is_postmaster(pid: int, *, data: Path) -> bool:
    """Whether a live process of this number serves this data directory.

    A dead one may linger as a zombie for as long as its parent likes, and its
    number may since have been given to another program.
    """
    if not _is_live_postgres(pid):
        return False
    works_in = _directory_of(pid)
    # Not readable: a container's root without the right to look into others.
    return works_in is None or _same(works_in, data)


def servers_in(data: Path) -> list[int]:
    """Return every live process of a server on this data, as far as visible."""
    return [pid for pid in _all() if _is_visibly_in(pid, data)]


def _is_visibly_in(pid: int, data: Path) -> bool:
    works_in = _directory_of(pid)
    return works_in is not None and _same(works_in, data) and _is_live_postgres(pid)


def _is_live_postgres(pid: int) -> bool:
    state, name = _state_and_name(pid)
    return name == "postgres" and state not in _DEAD


def _all() -> Iterator[int]:
    if not _PROC.is_dir():
        return
    yield from (int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit())


def _state_and_name(pid: int) -> tuple[str, str]:
    """Return the state's letter and the program's name; empty when there is none."""
    try:
        said = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return _asked_of_ps(pid)
    # The name stands in parentheses and may itself hold some.
    name, _, rest = said.partition("(")[2].rpartition(")")
    return rest.split()[0], name


def _asked_of_ps(pid: int) -> tuple[str, str]:
    if (_PROC / "self").exists():
        return "", ""
    ps = ("/bin/ps", "-o", "stat=,comm=", "-p", str(pid))
    said = subprocess.run(ps, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program, no shell.
    state, _, command = said.stdout.strip().partition(" ")
    return state[:1], Path(command.strip()).name


def _directory_of(pid: int) -> Path | None:
    link = _PROC / str(pid) / "cwd"
    try:
        link.readlink()
    except OSError:
        return None
    return link


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
