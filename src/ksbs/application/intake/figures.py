"""From a figure as it was published to how it is to be read; nothing is guessed.

Source: the values and value types of 1,674 responses of planned educations v4 about the
whole country, and Skolverket's own tables.
"""

import re
from dataclasses import dataclass

from ksbs.domain.kinds import NumberKind
from ksbs.domain.selection.indicators import Reason

_NUMBER = re.compile(
    r"(?P<about>~|cirka |ca |ca\. )?\s?"
    r"(?P<sign>[-\u2212\u2013]?)(?P<whole>[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)"
    r"(?:[.,](?P<decimals>[0-9]+))?\s?%?",
    re.IGNORECASE,
)
_LONGEST_QUOTE = 40

_SIGNS = {
    "..": (NumberKind.SUPPRESSED, Reason.FEW_PUPILS),
    ".": (NumberKind.MISSING, None),
    "": (NumberKind.MISSING, None),
    "*": (NumberKind.WITHHELD, Reason.NO_LEGITIMATION_REQUIRED),
}
_SURVEY_SIGNS = {
    **_SIGNS,
    "-": (NumberKind.SUPPRESSED, Reason.FEW_ANSWERS),
}

_VALUE_TYPES: dict[str, tuple[frozenset[NumberKind], Reason | None]] = {
    "EXISTS": (frozenset({NumberKind.EXACT, NumberKind.APPROXIMATE}), None),
    "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS": (
        frozenset({NumberKind.SUPPRESSED}),
        Reason.FEW_PUPILS,
    ),
    "MISSING": (frozenset({NumberKind.MISSING}), None),
    "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE": (
        frozenset({NumberKind.APPROXIMATE}),
        Reason.ROUNDED,
    ),
    "TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION": (
        frozenset({NumberKind.WITHHELD}),
        Reason.NO_LEGITIMATION_REQUIRED,
    ),
}


class NoFigure(ValueError):
    """What stands there is no figure that can be read without guessing."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the raw text as published, how to read it, the number, the reason."""

    raw: str
    kind: NumberKind
    number: float | None = None
    reason: Reason | None = None


def typed_figure(raw: str | None, *, value_type: str) -> Figure:
    """Read a figure that comes with its value type, which must not contradict it.

    Raises:
        NoFigure: if the value type is unknown, or says another thing than the text.
    """
    if value_type not in _VALUE_TYPES:
        known = ", ".join(_VALUE_TYPES)
        raise NoFigure(
            f"has the value type {value_type[:_LONGEST_QUOTE]!r}, one of {known} wanted"
        )
    kinds, reason = _VALUE_TYPES[value_type]
    read = figure(raw)
    if read.kind not in kinds:
        raise NoFigure(
            f"is {read.raw[:_LONGEST_QUOTE]!r} with the value type {value_type}, "
            "which contradict each other"
        )
    return Figure(read.raw, read.kind, read.number, reason)


def figure(raw: str | None) -> Figure:
    """Read a figure of statistics or SALSA by its text alone; None is missing.

    Raises:
        NoFigure: if the text is neither a number nor one of Skolverket's signs.
    """
    return _read(raw, signs=_SIGNS)


def survey_figure(raw: str | None) -> Figure:
    """Read a figure of the school survey, where a hyphen hides few answers.

    Raises:
        NoFigure: as `figure`.
    """
    return _read(raw, signs=_SURVEY_SIGNS)


def _read(
    raw: str | None, *, signs: dict[str, tuple[NumberKind, Reason | None]]
) -> Figure:
    text = (raw or "").strip()
    if text in signs:
        kind, reason = signs[text]
        return Figure(raw or "", kind, reason=reason)
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise NoFigure(
            f"is {text[:_LONGEST_QUOTE]!r}, a number or one of "
            f"{', '.join(repr(sign) for sign in signs if sign)} wanted"
        )
    kind, reason = NumberKind.EXACT, None
    if found["about"]:
        kind = NumberKind.APPROXIMATE
        reason = Reason.ROUNDED if found["about"] == "~" else None
    return Figure(raw or "", kind, _number(found), reason)


def _number(found: re.Match[str]) -> float:
    whole = "".join(found["whole"].split())
    sign = "-" if found["sign"] else ""
    return float(f"{sign}{whole}.{found['decimals'] or 0}")
