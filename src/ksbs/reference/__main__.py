"""Write the reference pages and the golden files that are missing."""

import sys
from pathlib import Path

from ksbs.reference.pages import pages
from ksbs.reference.samples import COMMAND_DIGEST, metadata, samples
from ksbs.store.payload import encode

ROOT = Path(__file__).parents[3]


def main() -> int:
    """Write what differs and say what was written."""
    wanted = {
        ROOT / "docs" / "reference" / name: text for name, text in pages().items()
    }
    for name, event in samples().items():
        path = ROOT / "tests" / "golden" / f"{name}.json"
        # A golden file is what was once stored: it is made once and never again.
        if not path.exists():
            stored = encode(metadata(), event, digest=COMMAND_DIGEST)
            wanted[path] = stored.decode() + "\n"
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"wrote {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
