"""./scripts/ksbs makes the environment it needs, once, whatever happens around it.

Each test works on a small checkout of its own whose lock is empty, so that nothing is
fetched; what is installed from the real lock is what every other test runs on.
"""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.support.repository import ROOT

PROGRAM = "import sys, projections; print('ran', *sys.argv[1:])\n"
SETTING_UP = "Setting up .venv"
PATH_WITHOUT_UV = os.pathsep.join(
    directory
    for directory in os.environ["PATH"].split(os.pathsep)
    if not (Path(directory) / "uv").exists()
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a space in its path, empty locks and a CLI that says its name."""
    root = tmp_path / "a checkout"
    shutil.copytree(ROOT / "scripts", root / "scripts")
    for name in ("requirements.lock", "requirements-dev.lock"):
        (root / name).write_text("# nothing\n")
    for package in ("projections", "src/ksbs", "src/ksbs/cli"):
        (root / package).mkdir(parents=True)
        (root / package / "__init__.py").touch()
    (root / "src/ksbs/cli/__main__.py").write_text(PROGRAM)
    return root


def start(script: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [script, *arguments],
        cwd="/",
        env={**os.environ, "PATH": PATH_WITHOUT_UV, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def ksbs(script: Path, *arguments: str, **variables: str) -> tuple[str, str]:
    process = start(script, *arguments, **variables)
    said, complained = process.communicate()
    assert process.returncode == 0, complained
    return said, complained


def test_it_is_made_once_and_again_when_the_lock_changes(checkout: Path) -> None:
    # given a link to the script from elsewhere
    link = checkout.parent / "ksbs"
    link.symlink_to(checkout / "scripts/ksbs")

    # when it is called twice, with the checkout moved and with a new lock
    first = ksbs(link, "a b")
    second = ksbs(checkout / "scripts/ksbs")
    moved = checkout.rename(checkout.parent / "moved")
    third = ksbs(moved / "scripts/ksbs")
    (moved / "requirements.lock").write_text("# changed\n")
    fourth = ksbs(moved / "scripts/ksbs")

    # then
    assert first[0] == "ran a b\n"
    assert SETTING_UP in first[1]
    assert second == third == ("ran\n", "")
    assert fourth[0] == "ran\n"
    assert SETTING_UP in fourth[1]


def test_two_calls_at_once_make_one_environment(checkout: Path) -> None:
    # when
    calls = [start(checkout / "scripts/ksbs", str(n)) for n in range(2)]
    said, complained = zip(*(call.communicate() for call in calls), strict=True)

    # then
    assert said == ("ran 0\n", "ran 1\n")
    assert "".join(complained).count(SETTING_UP) == 1


def test_a_killed_installation_is_made_anew(checkout: Path) -> None:
    # given a call that is killed, with all it started, in the middle
    call = start(checkout / "scripts/ksbs")
    while not (checkout / ".venv").exists():
        time.sleep(0.01)
    os.killpg(call.pid, signal.SIGKILL)
    call.communicate()
    assert not (checkout / ".venv/installed").exists()

    # when
    said, complained = ksbs(checkout / "scripts/ksbs")

    # then
    assert said == "ran\n"
    assert SETTING_UP in complained


def test_a_python_that_is_too_old_is_refused_with_what_to_do(checkout: Path) -> None:
    # given
    old = checkout.parent / "python"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)

    # when
    call = start(checkout / "scripts/ksbs", KSBS_PYTHON=str(old))
    said, complained = call.communicate()

    # then
    assert call.returncode == os.EX_CONFIG
    assert said == ""
    assert "Python 3.9.2" in complained
    assert "apt-get install python3 python3-venv" in complained
    assert not (checkout / ".venv").exists()
