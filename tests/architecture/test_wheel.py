"""The wheel holds what a checkout holds: both packages, with all that is not Python."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from ksbs import __version__
from tests.support.repository import ROOT, committed_files


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    # when
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("ksbs-*.whl")
    packed = set(ZipFile(wheel).namelist())

    # then
    expected = {
        path.as_posix().removeprefix("src/")
        for path in committed_files()
        if path.parts[0] in {"src", "projections"}
    }
    assert expected <= packed
    assert wheel.name.split("-")[1] == __version__
