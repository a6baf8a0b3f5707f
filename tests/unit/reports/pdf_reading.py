"""Reads a PDF of typst's back: its objects, its tags, the text of its pages.

No general reader: the objects stand plain in the file, one after the other.
"""

import re
import struct
import zlib
from functools import cached_property

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_FLAT = rb"\((?:\\.|[^\\()])*\)"
_NESTED = rb"\((?:\\.|[^\\()]|%b)*\)" % _FLAT
_STRING = rb"\((?:\\.|[^\\()]|%b)*\)|<[0-9A-Fa-f]*>" % _NESTED
"""Brackets within brackets need no escape."""
_SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|\[((?:%b|[-\d.\s])*)\]TJ|(%b)\s*Tj|(ET)\b"
    % (_STRING, _STRING),
    re.DOTALL,
)
_REPEATED = re.compile(rb"/Artifact<</Type/Pagination>>BDC\nq [\d.]+ [\d.]+ m\b")
"""What is told once and drawn again begins with the frame of the picture."""
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")


class Pdf:
    """A PDF that was written by typst."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.objects = {int(m[1]): m[2] for m in _OBJECT.finditer(content)}

    @cached_property
    def catalog(self) -> bytes:
        """The root of the document."""
        return next(o for o in self.objects.values() if b"/Type/Catalog" in o)

    @cached_property
    def metadata(self) -> str:
        """The XMP packet."""
        return self._stream(self._reference(self.catalog, b"Metadata")).decode()

    def tags(self, name: str) -> list[bytes]:
        """Give the structure elements of a name, in reading order."""
        wanted = re.compile(rb"/Type/StructElem/S/" + name.encode() + rb"\b")
        return [o for o in self.objects.values() if wanted.search(o)]

    def alternatives(self) -> list[str]:
        """Give the texts that stand for the figures."""
        found = (re.search(rb"/Alt<([0-9A-F]+)>", o) for o in self.tags("Figure"))
        return [_utf_16(m[1]) for m in found if m]

    def pages(self) -> list[str]:
        """Give the text of each page, each piece of text on a line."""
        return list(map(self._page, self._numbers))

    def repeated_pictures(self) -> list[int]:
        """Count the pictures on each page that a page before has had."""
        return [len(_REPEATED.findall(self._drawn(page))) for page in self._numbers]

    @cached_property
    def _numbers(self) -> list[int]:
        kids = re.search(rb"/Type/Pages/Count \d+/Kids\[(.*?)\]", self.content)
        assert kids
        return [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]

    def _drawn(self, number: int) -> bytes:
        return self._stream(self._reference(self.objects[number], b"Contents"))

    def _page(self, number: int) -> str:
        page = self.objects[number]
        resources = self.objects[self._reference(page, b"Resources")]
        fonts = {
            name: self._unicode(int(font))
            for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
        }
        font: dict[int, str] = {}
        text = ""
        for name, pieces, piece, end in _SHOWN.findall(self._drawn(number)):
            font = fonts[name] if name else font
            for string in re.findall(_STRING, pieces or piece, re.DOTALL):
                text += "".join(font[glyph] for glyph in _glyphs(string))
            text += "\n" if end else ""
        return text

    def _unicode(self, number: int) -> dict[int, str]:
        """Give what the glyphs of a font mean."""
        cmap = self._stream(self._reference(self.objects[number], b"ToUnicode"))
        found: dict[int, str] = {}
        for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            found |= {int(g, 16): _utf_16(t) for g, t in _PAIR.findall(part)}
        return found

    def _stream(self, number: int) -> bytes:
        held = self.objects[number]
        stream = _STREAM.search(held)
        assert stream
        return zlib.decompress(stream[1]) if b"/FlateDecode" in held else stream[1]

    @staticmethod
    def _reference(held: bytes, key: bytes) -> int:
        found = re.search(rb"/" + key + rb" (\d+) 0 R", held)
        assert found
        return int(found[1])


def _glyphs(string: bytes) -> tuple[int, ...]:
    """Give the numbers of two bytes in a string, written in hexadecimal or not."""
    inside = string[1:-1]
    if string.startswith(b"<"):
        raw = bytes.fromhex(inside.decode())
    else:
        raw = _ESCAPE.sub(_unescaped, inside)
    return struct.unpack(f">{len(raw) // 2}H", raw)


def _unescaped(found: re.Match[bytes]) -> bytes:
    said = found[1]
    if said.isdigit():
        return bytes([int(said, 8)])
    return _ESCAPES.get(said, said)


def _utf_16(written: bytes) -> str:
    text = bytes.fromhex(written.decode())
    return text.decode("utf-16-be").removeprefix("\ufeff")
