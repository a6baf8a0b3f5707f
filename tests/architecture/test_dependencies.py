"""The lock files: complete, hashed, and naming no place; each dependency explained."""

import re
import tomllib
from collections.abc import Iterable

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.repository import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
DEV = [Requirement(line) for line in PROJECT["dependency-groups"]["dev"]]
MEND = "Run ./scripts/lock."


def blocks(lock: str) -> list[str]:
    """Split a lock into its requirements, each with its continuation lines."""
    text = (ROOT / lock).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines).strip())


def pins(lock: str) -> dict[str, str]:
    """Map each package of a lock to its version."""
    found = (re.match(r"([\w.-]+)==([^\s;\\]+)", block) for block in blocks(lock))
    return {canonicalize_name(pin[1]): pin[2] for pin in found if pin}


def unmet(requirements: Iterable[Requirement], lock: str) -> list[str]:
    """Give the requirements that the lock does not meet."""
    pinned = pins(lock)
    return [
        str(wanted)
        for wanted in requirements
        if not wanted.specifier.contains(
            pinned.get(canonicalize_name(wanted.name), "0"), prereleases=True
        )
        or canonicalize_name(wanted.name) not in pinned
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_a_hash(lock: str) -> None:
    # when
    bare = [
        block.splitlines()[0]
        for block in blocks(lock)
        if not re.match(r"[\w.-]+==", block) or "--hash=sha256:" not in block
    ]

    # then
    assert not bare, f"{lock}: {bare}. {MEND}"


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text, f"{lock} names a URL. {MEND}"
    assert "--index" not in text, f"{lock} names an index. {MEND}"


def test_the_locks_meet_pyproject() -> None:
    assert not unmet(RUNTIME, "requirements.lock"), MEND
    assert not unmet([*RUNTIME, *DEV], "requirements-dev.lock"), MEND


def test_the_dev_lock_holds_the_runtime_lock() -> None:
    """./scripts/ksbs runs in the environment that ./scripts/test has made."""
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_every_dependency_is_explained() -> None:
    # given
    page = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8")

    # when
    named = set(re.findall(r"^\| `([\w.-]+)`", page, flags=re.MULTILINE))
    wanted = {canonicalize_name(need.name) for need in [*RUNTIME, *DEV]}

    # then
    assert named == wanted, "Say there what each is for, its licence, and if it lives."
