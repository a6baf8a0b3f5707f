"""Makes `.venv` as a lock file says. Run by `ksbs` and `test`, not by hand.

    python3 environment.py runtime|dev

Standard library only. What is installed is checked against the hashes of the lock, and
nothing is built: wheels only. `ksbs` itself is importable through a `.pth` file with
paths relative to the environment, so that a checkout can be moved. The copies of the
locks in `.venv/installed` are written last: without them the next call starts afresh.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
INSTALLED = ENVIRONMENT / "installed"
RUNTIME, DEV = "requirements.lock", "requirements-dev.lock"
IMPORTABLE = ("src", ".")
CANNOT = 75
"""The exit code: it may work later (EX_TEMPFAIL)."""


def main(kind: str) -> int:
    """Make or refresh the environment for "runtime" or "dev"."""
    with _alone():
        if _is_current(RUNTIME if kind == "runtime" else DEV):
            return 0  # Another call has just made it.
        had_dev = (INSTALLED / DEV).exists()
        lock = DEV if kind == "dev" or had_dev else RUNTIME
        return _make(lock)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold off other calls until this process and those it starts have ended."""
    directory = os.open(CHECKOUT, os.O_RDONLY)
    os.set_inheritable(directory, True)  # noqa: FBT003 (the name of it says enough)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


def _is_current(lock: str) -> bool:
    copy = INSTALLED / lock
    return (
        os.access(PYTHON, os.X_OK)
        and copy.exists()
        and copy.read_bytes() == (CHECKOUT / lock).read_bytes()
    )


def _make(lock: str) -> int:
    _say(f"Setting up .venv from {lock}; this is done once for each state of it.")
    began = monotonic()
    # The runtime's packages are the same in both locks: those present can stay.
    only_add = lock == DEV and _is_current(RUNTIME)
    shutil.rmtree(INSTALLED, ignore_errors=True)
    # uv does not read pip's settings, so where it fails pip may still succeed.
    ways = [_with_uv, _with_pip] if shutil.which("uv") else [_with_pip]
    if not any(way(lock, only_add=only_add) for way in ways):
        _say(
            f"The packages in {lock} could not be installed; what went wrong stands"
            " above. If it was the network, check the package index (pip config list)"
            " and run the same command again."
        )
        return CANNOT
    _make_importable()
    _remember(lock)
    _say(f"Done in {monotonic() - began:.0f} s.")
    return 0


def _with_uv(lock: str, *, only_add: bool) -> bool:
    fresh = ["uv", "venv", "-q", "--clear", "--python", _base_python()]
    if not only_add and not _run([*fresh, str(ENVIRONMENT)]):
        return False
    install = ["uv", "pip", "install", "-q", "--python", str(PYTHON)]
    flags = ["--compile-bytecode", "--no-build", "--require-hashes"]
    return _run([*install, *flags, "-r", str(CHECKOUT / lock)])


def _with_pip(lock: str, *, only_add: bool) -> bool:
    can_add = only_add and (ENVIRONMENT / "bin" / "pip").exists()
    if not can_add and not _fresh():
        return False
    install = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input"]
    flags = ["--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    return _run([*install, *flags, "-r", str(CHECKOUT / lock)])


def _fresh() -> bool:
    if _run([_base_python(), "-m", "venv", "--clear", str(ENVIRONMENT)]):
        return True
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    _say(
        "Python could not make a virtual environment. On Debian and Ubuntu its venv"
        f" module is a package of its own: apt-get install python{version}-venv"
    )
    return False


def _base_python() -> str:
    """Give the interpreter under its full name, with the version in it.

    When the system moves on to the next Python, the environment's link then points
    nowhere and the environment is made anew, instead of running with libraries of the
    old one.
    """
    base: str = getattr(sys, "_base_executable", sys.executable)
    return str(Path(base).resolve())


def _make_importable() -> None:
    (site_packages,) = ENVIRONMENT.glob("lib/python3.*/site-packages")
    roots = (os.path.relpath(CHECKOUT / path, site_packages) for path in IMPORTABLE)
    (site_packages / "ksbs-checkout.pth").write_text("".join(f"{r}\n" for r in roots))


def _remember(lock: str) -> None:
    INSTALLED.mkdir(exist_ok=True)
    for name in {RUNTIME, lock}:
        half = INSTALLED / f"{name}.part"
        half.write_bytes((CHECKOUT / name).read_bytes())
        half.replace(INSTALLED / name)


def _run(command: Sequence[str]) -> bool:
    # PIP_USER from someone's settings would install outside the environment.
    environment = {**os.environ, "PIP_USER": "0"}
    done = subprocess.run(command, check=False, env=environment, close_fds=False)
    return done.returncode == 0


def _say(message: str) -> None:
    print(message, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        _say("Interrupted: .venv is not ready. The next call starts afresh.")
        sys.exit(130)
