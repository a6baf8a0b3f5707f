"""The tutorial's first steps, typed as they stand: every command, every answer shown."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from shutil import which

import pytest

from tests.support.repository import ROOT

PAGE = ROOT / "docs" / "tutorial" / "first-steps.md"
BLOCK = re.compile(r"```(sh|text)\n(.*?)```\n", re.DOTALL)
ADDRESS = "http://127.0.0.1:8080/"
DIRECTORY = "ksbs-first-steps"
MARK = "--- end of a block ---"


def blocks() -> list[tuple[str, str]]:
    """Give every block of commands with the answer that the page shows, if any."""
    found = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return [
        (text, following[1] if following[0] == "text" else "")
        for (kind, text), following in zip_longest(
            found, found[1:], fillvalue=("sh", "")
        )
        if kind == "sh"
    ]


def is_shown(shown: str, *, answer: str) -> bool:
    """Compare line by line: … stands for a part of a line, or alone for any lines."""
    pattern = re.escape(shown)
    pattern = re.sub(r"(?m)^…\\?\n", "(?:.*\n)*?", pattern.replace("\\\n", "\n"))
    return re.fullmatch(pattern.replace("…", ".*"), answer) is not None


def variables(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(home)}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where a server listens that was started as the page says, on a free port."""
    start, _ = blocks()[0]
    command = start.rstrip("\n") + " --port 0 --json"
    # The shell gives way to the server, so that ending it ends the server.
    command = command.replace("./scripts/ksbs", "exec ./scripts/ksbs")
    with subprocess.Popen(
        ["bash", "-c", command],
        cwd=ROOT,
        env=variables(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            said = "".join(iter(server.stdout.readline, "}\n")) + "}"
            yield json.loads(said)["url"] + "/"
        finally:
            server.terminate()


@pytest.mark.parametrize(
    ("shown", "answer", "is_it"),
    [
        ("201\n", "201\n", True),
        ("201\n", "409\n", False),
        ("", "201\n", False),
        ('"id": "…",\n', '"id": "7",\n', True),
        ('"id": "…",\n', '"id": "7",\n"name": "a",\n', False),
        ("{\n…\n}\n", '{\n"a"\n"b"\n}\n', True),
        ("{\n…\n}\n", '{\n"a"\n', False),
    ],
)
def test_an_answer_is_compared_with_all_that_is_shown(
    shown: str, answer: str, *, is_it: bool
) -> None:
    assert is_shown(shown, answer=answer) is is_it


@pytest.mark.skipif(which("curl") is None, reason="curl is not installed")
def test_every_step_answers_as_the_page_shows(tmp_path: Path, address: str) -> None:
    # given
    steps = blocks()[1:]
    script = "".join(f"{text}echo '{MARK}'\n" for text, _ in steps)

    # when
    done = subprocess.run(
        ["bash", "-eu", "-c", script.replace(ADDRESS, address)],
        check=False,
        cwd=ROOT,
        env=variables(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
    )

    # then
    answers = done.stdout.split(f"{MARK}\n")
    for (text, shown), answer in zip_longest(steps, answers[:-1], fillvalue=("", "")):
        assert is_shown(shown, answer=str(answer)), f"{text}\n{answer}{done.stderr}"
    assert done.returncode == 0, done.stderr
    assert (tmp_path / DIRECTORY).is_dir()
