"""A report as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), the same every time.

typst sets it by the template `report.typ`, with the fonts that typst carries, and
refuses to write a file that breaks either standard. What is in the report reaches the
template as data, never as markup.
"""

import json
from datetime import UTC
from functools import cache, partial
from importlib.resources import files
from typing import Any

import typst

from ksbs.domain.words import Bilingual
from ksbs.reports.as_svg import drawn, slice_svg
from ksbs.reports.chart import Chart, Timeline
from ksbs.reports.description import description
from ksbs.reports.drawing.paper import WIDTH
from ksbs.reports.drawing.slices import kept_together, stacked
from ksbs.reports.glyphs import MISSING, lacking, spelled, unsure
from ksbs.reports.model import Block, Flag, Note, Paragraph, Report, Table
from ksbs.reports.pdf_tables import breakable, is_wide, table_payload
from ksbs.reports.said import Language, say
from ksbs.reports.statement import SORTS, in_short, statement

FONT = "Libertinus Serif"
"""Carried by typst, so that no font of the machine has a say."""

_STANDARDS: list[Any] = ["ua-1", "a-2a"]
_UNDIVIDED, _UNDIVIDED_LYING = 340.0, 260.0
"""Points, up to which a drawing is not divided between pages, upright or lying."""
_UNIT = 482.0 / (WIDTH + 8)
"""Points of a drawing's own unit where it is 17 cm wide."""
_LEAST = 110.0
"""Of a drawing's own units, that stand together on a page where it is divided."""
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
    upright = bool(report.drawings())
    lying = any(
        is_wide(table, language=language, drawn=upright) for table in report.tables()
    )
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
                    _block(block, language, lying=lying) for block in section.blocks
                ],
            }
            for section in report.sections
        ],
        "remark": "",
    }


def _block(block: Block, language: Language, *, lying: bool) -> dict[str, Any]:
    match block:
        case Table():
            return table_payload(block, language=language, lying=lying)
        case Chart() | Timeline():
            return _figure(block, language, lying=lying)
        case Paragraph() | Note() | Flag():
            return {
                "kind": type(block).__name__.lower(),
                "text": breakable(say(block.text, language=language)),
            }


def _figure(
    chart: Chart | Timeline, language: Language, *, lying: bool
) -> dict[str, Any]:
    """Give a drawing as one picture, or as a key and the rows to stand under it."""
    drawing = drawn(chart, language=language)
    height = _UNIT * drawing.whole().height
    divided = height > (_UNDIVIDED_LYING if lying else _UNDIVIDED)
    picture = partial(slice_svg, of=drawing, font=FONT)
    rows = kept_together(drawing.rows, least=_LEAST) if divided else drawing.rows
    head = [] if drawing.key is None else [drawing.key]
    if not divided:
        head, rows = [], (stacked((*head, *rows)),)
    return {
        "kind": "figure",
        "title": say(chart.title, language=language),
        "alt": description(chart, language=language),
        "divided": divided,
        "height": height,
        "head": list(map(picture, head)),
        "rows": list(map(picture, rows)),
    }
