"""`ksbs` as a program: real processes on an embedded server of their own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import CliRunner

from ksbs.cli import root
from ksbs.store.embedded import embedded_server

PROGRAM = (sys.executable, "-P", "-m", "ksbs.cli")


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output, which must be one JSON value."""
        assert self.code in {0, 1, 65}, self.err
        return json.loads(self.out)


@dataclass
class Ksbs:
    """The program, with a home and nothing else of this machine."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: object, stdin: str | None = None) -> Done:
        """Run a command to its end."""
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            check=False,
            capture_output=True,
            text=True,
            # No input is an empty one: nothing here is typed by a person.
            input="" if stdin is None else stdin,
            timeout=120,
            cwd=self.home.parent,
            env=self.variables(),
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def variables(self) -> dict[str, str]:
        """Give the environment that commands run in."""
        kept = {
            name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ
        }
        places = {"HOME": str(self.home.parent), "KSBS_HOME": str(self.home)}
        return kept | places | self.environment

    @contextmanager
    def started(self, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
        """Start a command that lasts; it is killed if the body has not ended it."""
        process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=self.home.parent,
            env=self.variables(),
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.communicate()


class Within(Ksbs):
    """The program within this process: the same but for its start, and much faster."""

    def __call__(self, *arguments: object, stdin: str | None = None) -> Done:
        """Run a command to its end."""
        others = [name for name in os.environ if name.startswith("KSBS_")]
        variables: dict[str, str | None] = dict.fromkeys(others)
        variables |= self.variables()
        done = CliRunner().invoke(
            root.ksbs,
            [*map(str, arguments)],
            input=stdin,
            env=variables,
        )
        # Some commands configure the logging of their process, which here is ours.
        structlog.reset_defaults()
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return Done(done.exit_code, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def within(ksbs: Ksbs) -> Within:
    """The program within this process, on the same home."""
    return Within(ksbs.home)


@pytest.fixture(scope="module")
def ksbs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ksbs]:
    """The program on a home whose server runs as long as the tests of the file."""
    home = tmp_path_factory.mktemp("cli") / "home"
    with embedded_server(home):
        yield Ksbs(home)
