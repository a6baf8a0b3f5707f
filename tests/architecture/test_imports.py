"""Who may import whom. The contracts stand in pyproject.toml, `[tool.importlinter]`."""

import os
import subprocess
import sys

from tests.support.repository import ROOT


def test_every_import_contract_is_kept() -> None:
    # given the contracts in pyproject.toml
    linter = "from importlinter.cli import lint_imports_command as run; run()"

    # when
    done = subprocess.run(
        [sys.executable, "-c", linter, "--no-logo"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        check=False,
        capture_output=True,
        text=True,
    )

    # then
    assert done.returncode == 0, (
        f"{done.stdout}{done.stderr}\n"
        "An import crosses the layers, or a new package has no layer yet. Move the code"
        " to where its imports are allowed; a new package gets its place in"
        " pyproject.toml, [tool.importlinter]."
    )
