"""The repository as the tests of its habits see it: its committed files."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@cache
def committed_files() -> tuple[Path, ...]:
    """List the files that are or would be committed, relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (Path(name) for name in listing.split("\0") if name)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def committed_texts() -> dict[Path, str]:
    """Map each committed text file of ours to its content.

    Binary files are left out, and what others wrote and we carry along (vendored).
    """
    texts = {}
    for path in committed_files():
        if "swagger-ui" in path.parts:
            continue
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            texts[path] = content.decode("utf-8")
    return texts


def python_files() -> dict[Path, str]:
    """Map each committed Python file to its source."""
    texts = committed_texts()
    return {path: text for path, text in texts.items() if path.suffix == ".py"}
