"""The command line: `ksbs`, one module per command, loaded when it is called."""

import sys


def main() -> None:
    """Run `ksbs` with the arguments of the process; the entry point."""
    from ksbs.cli.root import ksbs  # noqa: PLC0415 (whoever imports a part of ksbs.cli needs no click)

    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show å shows a question mark rather than an error.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # text streams
    ksbs.main(prog_name="ksbs")
