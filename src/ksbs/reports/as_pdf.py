"""A report as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), the same every time.

typst sets it by the template `report.typ`, with the fonts that typst carries, and
refuses to write a file that breaks either standard. What is in the report reaches the
template as data, never as markup.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from ksbs.domain.words import Bilingual
from ksbs.reports.as_svg import chart_svg
from ksbs.reports.chart import Chart, Timeline
from ksbs.reports.description import description
from ksbs.reports.glyphs import MISSING, lacking, spelled, unsure
from ksbs.reports.model import Block, Flag, Note, Paragraph, Report, Table
from ksbs.reports.parts import parts
from ksbs.reports.said import Language, clean, say
from ksbs.reports.statement import SORTS, in_short, statement

FONT = "Libertinus Serif"
"""Carried by typst, so that no font of the machine has a say."""

_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_HIGHEST = 880.0
"""Of a drawing on an upright page, in its own units."""
_HIGHEST_LYING = 480.0
_PROSE = frozenset({"text", "word"})
_WRAPS = 20
"""Characters, from which a column of prose shares what is left of the width."""
_WIDEST_SHARE = 90
_LONGEST = 40
_POINTS, _INSET = 4.2, 8.0
"""Of a character of a table, and around a cell."""
_UPRIGHT = 482.0
"""Points between the margins of an upright A4."""
_UNBROKEN = re.compile(r"\S{22,}")
_LONGEST_WORD = 50
_BREAK = "\N{ZERO WIDTH SPACE}"

_WORDS = {
    "page": Bilingual(en="page", sv="sida"),
    "of": Bilingual(en="of", sv="av"),
    "flag": SORTS[Flag],
    "note": SORTS[Note],
    "empty": Bilingual(en="No rows.", sv="Inga rader."),
    "statement": Bilingual(
        en="What this report rests on", sv="Det här vilar rapporten på"
    ),
}


def to_pdf(report: Report) -> bytes:
    """Write a report as PDF/A-2a and PDF/UA-1."""
    payload = _payload(report)
    timestamp = int(report.as_of.known_at.timestamp())
    try:
        return _compiled(_template(), report=_json(payload), timestamp=timestamp)
    except typst.TypstError:
        suspects = unsure(_json(payload))
        if not suspects:
            raise
    payload["remark"] = say(MISSING, language=report.language)
    return _spelled_out(_json(payload), suspects, timestamp)


def _spelled_out(report: str, suspects: frozenset[str], timestamp: int) -> bytes:
    """Set what the fonts lack by number; all that is foreign where that is not enough.

    A mark may have a glyph of its own and yet none together with its letter.
    """
    missing = lacking(suspects, displayable=_displayable)
    template = _template()
    try:
        return _compiled(template, report=spelled(report, missing), timestamp=timestamp)
    except typst.TypstError:
        return _compiled(
            template, report=spelled(report, suspects), timestamp=timestamp
        )


def _compiled(template: bytes, *, report: str, timestamp: int) -> bytes:
    return typst.compile(
        template,
        ignore_system_fonts=True,
        sys_inputs={"report": report},
        pdf_standards=_STANDARDS,
        timestamp=timestamp,
    )


@cache
def _template() -> bytes:
    return files("ksbs.reports").joinpath("report.typ").read_bytes()


def _displayable(characters: tuple[str, ...]) -> bool:
    """Say whether the fonts hold them all: typst refuses to write a PDF/A if not."""
    source = f'#set text(font: "{FONT}")\n#set document(title: "?")\n'
    source += "#let said = sys.inputs.report\n#said *#said*"
    try:
        _compiled(source.encode(), report=" ".join(characters), timestamp=0)
    except typst.TypstError:
        return False
    return True


def _json(payload: dict[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False, sort_keys=True)


def _payload(report: Report) -> dict[str, Any]:
    """Give what the template sets, as texts in the report's language."""
    language, as_of = report.language, report.as_of
    lying = any(_is_wide(table, language) for table in report.tables())
    return {
        "language": language,
        "title": say(report.title, language=language),
        "description": in_short(report),
        "date": as_of.known_at.astimezone(UTC).timetuple()[:6],
        "font": FONT,
        "lying": lying,
        "words": {key: say(word, language=language) for key, word in _WORDS.items()},
        "statement": [list(line) for line in statement(report)],
        "sections": [
            {
                "title": say(section.title, language=language),
                "blocks": [
                    made
                    for block in section.blocks
                    for made in _block(block, language, lying=lying)
                ],
            }
            for section in report.sections
        ],
        "remark": "",
    }


def _block(
    block: Block, language: Language, *, lying: bool
) -> Iterator[dict[str, Any]]:
    match block:
        case Table():
            yield _table(block, language)
        case Chart() | Timeline():
            yield from _figures(block, language, lying=lying)
        case Paragraph() | Note() | Flag():
            yield {
                "kind": type(block).__name__.lower(),
                "text": _breakable(say(block.text, language=language)),
            }


def _figures(
    chart: Chart | Timeline, language: Language, *, lying: bool
) -> Iterator[dict[str, Any]]:
    highest = _HIGHEST_LYING if lying else _HIGHEST
    cut = list(parts(chart, highest=highest, language=language))
    title = say(chart.title, language=language)
    for place, part in enumerate(cut, start=1):
        yield {
            "kind": "figure",
            "title": title if len(cut) == 1 else f"{title} ({place}/{len(cut)})",
            "svg": chart_svg(part, language=language, font=FONT, whole=chart),
            "alt": description(part, language=language),
        }


def _table(table: Table, language: Language) -> dict[str, Any]:
    columns = _texts(table, language)
    head, *rows = (
        [_breakable(text) for text in row] for row in zip(*columns, strict=True)
    )
    return {
        "kind": "table",
        "title": say(table.title, language=language),
        "align": [column.alignment for column in table.columns],
        "shares": _shares(table, columns),
        "head": head,
        "rows": rows,
    }


def _shares(table: Table, columns: list[tuple[str, ...]]) -> list[int]:
    """Give each column its share of the width; 0 for as much as it needs."""
    longest = [max(map(len, texts)) for texts in columns]
    return [
        min(wide, _WIDEST_SHARE) if wide > _WRAPS and column.kind in _PROSE else 0
        for column, wide in zip(table.columns, longest, strict=True)
    ]


def _is_wide(table: Table, language: Language) -> bool:
    """Say whether a table wants a lying page; prose may wrap, the rest may not."""
    width = 0.0
    for column, texts in zip(table.columns, _texts(table, language), strict=True):
        most = _WRAPS if column.kind in _PROSE else _LONGEST
        width += _POINTS * min(max(map(len, texts)), most) + _INSET
    return width > _UPRIGHT


def _texts(table: Table, language: Language) -> list[tuple[str, ...]]:
    """Give the texts of each column, the heading first."""
    return [
        (
            column.heading(language),
            *(column.shown(row[place], language=language) for row in table.rows),
        )
        for place, column in enumerate(table.columns)
    ]


def _breakable(text: str) -> str:
    """Let what is longer than a column break anywhere; words have their hyphens."""
    return _UNBROKEN.sub(_broken, clean(text))


def _broken(found: re.Match[str]) -> str:
    run = found[0]
    return run if run.isalpha() and len(run) < _LONGEST_WORD else _BREAK.join(run)
