"""Python in surroundings of its own: another time zone, another order of hashes."""

import os
import subprocess
import sys

from tests.support.repository import ROOT


def surroundings(*, zone: str, seed: int) -> dict[str, str]:
    """Give the variables of a process in a zone, under a seed of hashes."""
    return {"TZ": zone, "PYTHONHASHSEED": str(seed)}


def printed(*arguments: str, zone: str, seed: int) -> str:
    """Give what Python prints with these arguments, in a zone and under a seed."""
    path = os.pathsep.join([str(ROOT), *sys.path])
    done = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | surroundings(zone=zone, seed=seed) | {"PYTHONPATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
