"""From bytes to lines of text, or to the line on which the bytes are no text."""

import codecs
from collections.abc import Iterable, Iterator

from ksbs.application.intake.rejections import Faults

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_lines(lines: Iterable[bytes], *, faults: Faults) -> Iterator[tuple[int, str]]:
    """Give each line with its 1-based number; lines that are no text become faults.

    A byte order mark before the first line is dropped.
    """
    for number, raw in enumerate(lines, start=1):
        content = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        try:
            text = content.decode()
        except UnicodeDecodeError as error:
            faults.add(number, reason=_encoding(content, error=error))
            continue
        if "\0" in text:
            reason = "holds a NUL character; save the file as UTF-8 text"
            faults.add(number, reason=reason)
            continue
        yield number, text


def _encoding(content: bytes, *, error: UnicodeDecodeError) -> str:
    if content.startswith(_UTF16):
        return "is written in UTF-16; save the file as UTF-8"
    return (
        f"byte {error.start + 1} of the line (0x{content[error.start]:02x}) is not "
        "UTF-8; save the file as UTF-8 (it may be Windows-1252) or fetch it again"
    )
