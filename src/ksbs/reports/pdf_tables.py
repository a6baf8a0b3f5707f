"""Tables of a PDF: their texts, which columns wrap, and whether the page has to lie."""

import re
from collections.abc import Iterable
from math import sqrt
from typing import Any

from ksbs.reports.cell import Column
from ksbs.reports.model import Table
from ksbs.reports.said import Language, clean, say
from ksbs.reports.shown import columns_shown

_PROSE = frozenset({"text", "word"})
_WRAPS, _WRAPS_UPRIGHT = 26, 18
"""Characters, from which a column of prose may wrap; drawings want the page upright."""
_NARROWEST, _WIDEST_SHARE = 12, 90
_LONGEST = 40
_POINTS, _INSET = 4.2, 8.0
"""Of a character of a table, and around a cell."""
_UPRIGHT, _LYING = 482.0, 728.0
"""Points between the margins of an A4."""
_UNBROKEN = re.compile(r"\S{22,}")
_LONGEST_WORD = 50
_BREAK = "\N{ZERO WIDTH SPACE}"
_KEPT_WHOLE = 16
"""Lines of a cell, up to which its row is not divided between pages."""
_SECTION = re.compile(r"(?<=[\d§]) (?=§)|(?<=§) (?=\d)")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def table_payload(table: Table, *, language: Language, lying: bool) -> dict[str, Any]:
    """Give a table as the template sets it.

    `shares` holds a column's share of the width that is left, or 0 for as much as it
    needs; a table that has room for everything is no wider than it needs to be.
    """
    columns = columns_shown(table, language=language)
    room = _LYING if lying else _UPRIGHT
    shares = _shares(table, columns, room=room)
    holds = _holding(columns, shares, room=room)
    head, *rows = zip(*columns, strict=True)
    return {
        "kind": "table",
        "title": say(table.title, language=language),
        "align": [column.alignment for column in table.columns],
        "shares": shares,
        "head": list(map(breakable, head)),
        "rows": [
            {
                "cells": list(map(breakable, row)),
                "whole": all(
                    len(text) <= most for text, most in zip(row, holds, strict=True)
                ),
            }
            for row in rows
        ],
    }


def is_wide(table: Table, *, language: Language, drawn: bool) -> bool:
    """Say whether a table wants a lying page; prose may wrap, the rest may not.

    Drawings beside it want an upright one, so that prose wraps sooner there.
    """
    wraps = _WRAPS_UPRIGHT if drawn else _WRAPS
    least = [
        min(max(map(len, texts)), wraps if _may_wrap(column, texts) else _LONGEST)
        for column, texts in zip(
            table.columns, columns_shown(table, language=language), strict=True
        )
    ]
    return _width(least) > _UPRIGHT


def breakable(text: str) -> str:
    """Let what is longer than a column break anywhere; words have their hyphens.

    A number of a section stays by its sign.
    """
    return _SECTION.sub(_NO_BREAK, _UNBROKEN.sub(_broken, clean(text)))


def _shares(
    table: Table, columns: list[tuple[str, ...]], *, room: float
) -> list[float]:
    longest = [max(map(len, texts)) for texts in columns]
    shares = [
        _share(texts) if _may_wrap(column, texts) else 0.0
        for column, texts in zip(table.columns, columns, strict=True)
    ]
    narrow = (
        _NARROWEST if share else most
        for most, share in zip(longest, shares, strict=True)
    )
    if _width(longest) <= room or _width(narrow) > room:
        return [0.0] * len(longest)
    return shares


def _holding(
    columns: list[tuple[str, ...]], shares: list[float], *, room: float
) -> list[float]:
    """Give how many characters a cell of each column may hold in a row kept whole."""
    fixed = (max(map(len, c)) for c, s in zip(columns, shares, strict=True) if not s)
    left = max(room - _width(fixed), 0) / max(sum(shares), 1)
    across = (share * left / _POINTS if share else _LONGEST for share in shares)
    return [_KEPT_WHOLE * characters for characters in across]


def _may_wrap(column: Column, texts: tuple[str, ...]) -> bool:
    """Say whether a column is prose, and not only identifiers and short words."""
    longest = max(texts, key=len)
    words = len(longest) > _LONGEST or any(" " in text for text in texts[1:])
    return column.kind in _PROSE and len(longest) > _WRAPS and words


def _share(texts: tuple[str, ...]) -> float:
    """Weigh a column by what its cells hold, so that the rows come out low."""
    lengths = [min(len(text), _WIDEST_SHARE) for text in texts]
    usual = sqrt(sum(length**2 for length in lengths) / len(lengths))
    return round(max(usual, max(lengths) / 2, _NARROWEST), 1)


def _width(characters: Iterable[int]) -> float:
    return sum(_POINTS * count + _INSET for count in characters)


def _broken(found: re.Match[str]) -> str:
    run = found[0]
    return run if run.isalpha() and len(run) < _LONGEST_WORD else _BREAK.join(run)
