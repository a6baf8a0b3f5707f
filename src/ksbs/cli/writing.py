"""Writing a report to its file, or saying why it cannot be."""

import sys
from pathlib import Path

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed

OUTPUT = Path("-")
"""Stands for the standard output."""


def write(file: Path, content: bytes) -> None:
    """Write a report to a file, or to the output.

    Raises:
        CommandFailed: if it cannot be written, with what the system says.
    """
    try:
        _write(file, content)
    except BrokenPipeError:
        # Whoever reads it wants no more, which is no failure.
        raise
    except OSError as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        why = f"there is no folder {file.parent}" if missing else error.strerror
        raise CommandFailed(
            ExitCode.USAGE,
            f"The report cannot be written to {file}: {why}.",
            mend="Name another file with --output.",
        ) from None


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all; a device or a pipe is written to as it is."""
    if file == OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    if file.exists() and not file.is_file():
        file.write_bytes(content)
        return
    unfinished = file.with_name(f".{file.name}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
