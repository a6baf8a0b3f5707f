"""How a published figure is read: as it stands, and never as anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.application.intake.figures import (
    Figure,
    NoFigure,
    figure,
    survey_figure,
    typed_figure,
)
from ksbs.domain.kinds import NumberKind
from ksbs.domain.selection.indicators import Reason

EXACT, APPROXIMATE, SUPPRESSED, MISSING, WITHHELD = NumberKind


@pytest.mark.parametrize(
    ("raw", "kind", "number", "reason"),
    [
        ("302,0", EXACT, 302.0, None),
        ("302", EXACT, 302.0, None),
        ("80.6", EXACT, 80.6, None),
        ("-13", EXACT, -13.0, None),
        ("\u221213,5", EXACT, -13.5, None),
        ("0", EXACT, 0.0, None),
        ("0,0", EXACT, 0.0, None),
        ("1 140", EXACT, 1140.0, None),
        ("1\u00a0140,5", EXACT, 1140.5, None),
        ("44%", EXACT, 44.0, None),
        (" 12,5 ", EXACT, 12.5, None),
        ("cirka 210", APPROXIMATE, 210.0, None),
        ("Cirka 1140", APPROXIMATE, 1140.0, None),
        ("~100", APPROXIMATE, 100.0, Reason.ROUNDED),
        ("..", SUPPRESSED, None, Reason.FEW_PUPILS),
        (".", MISSING, None, None),
        ("", MISSING, None, None),
        ("*", WITHHELD, None, Reason.NO_LEGITIMATION_REQUIRED),
    ],
)
def test_a_figure_is_read_by_its_text_and_keeps_it(
    raw: str, kind: NumberKind, number: float | None, reason: Reason | None
) -> None:
    # when / then
    assert figure(raw) == Figure(raw, kind, number, reason)


def test_nothing_at_all_is_missing_and_not_nought() -> None:
    # when / then
    assert figure(None) == Figure("", MISSING)


@pytest.mark.parametrize(
    "raw",
    ["-", "...", "12,", ",5", "1,2,3", "12 5", "n/a", "٣", "1e3", "NaN", "<5", "~"],
)
def test_what_is_no_figure_is_refused_and_not_guessed(raw: str) -> None:
    # when / then
    with pytest.raises(NoFigure, match="a number or one of"):
        figure(raw)


def test_a_hyphen_hides_few_answers_in_the_survey_only() -> None:
    # when / then
    assert survey_figure("-") == Figure("-", SUPPRESSED, reason=Reason.FEW_ANSWERS)
    with pytest.raises(NoFigure):
        figure("-")


@pytest.mark.parametrize(
    ("raw", "value_type", "kind", "reason"),
    [
        ("12,5", "EXISTS", EXACT, None),
        ("cirka 210", "EXISTS", APPROXIMATE, None),
        ("..", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS", SUPPRESSED, Reason.FEW_PUPILS),
        (".", "MISSING", MISSING, None),
        (None, "MISSING", MISSING, None),
        (
            "~100",
            "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE",
            APPROXIMATE,
            Reason.ROUNDED,
        ),
        (
            "*",
            "TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION",
            WITHHELD,
            Reason.NO_LEGITIMATION_REQUIRED,
        ),
    ],
)
def test_a_value_type_gives_the_reason(
    raw: str | None, value_type: str, kind: NumberKind, reason: Reason | None
) -> None:
    # when
    read = typed_figure(raw, value_type=value_type)
    # then
    assert (read.raw, read.kind, read.reason) == (raw or "", kind, reason)


@pytest.mark.parametrize(
    ("raw", "value_type"),
    [
        ("12,5", "MISSING"),
        ("12,5", "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"),
        ("..", "EXISTS"),
        (None, "EXISTS"),
        ("100", "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE"),
    ],
)
def test_a_value_type_that_contradicts_the_text_is_refused(
    raw: str | None, value_type: str
) -> None:
    # when / then
    with pytest.raises(NoFigure, match="contradict"):
        typed_figure(raw, value_type=value_type)


def test_an_unknown_value_type_is_refused() -> None:
    # when / then
    with pytest.raises(NoFigure, match="'GUESSED', one of EXISTS"):
        typed_figure("12,5", value_type="GUESSED")


@given(st.text(max_size=12))
def test_a_number_is_given_exactly_when_a_number_stands_there(raw: str) -> None:
    try:
        read = survey_figure(raw)
    except NoFigure:
        return
    # then
    assert read.raw == raw
    assert (read.number is not None) == (read.kind in {EXACT, APPROXIMATE})
    assert read.number is None or any(c.isdigit() for c in raw)


@given(st.decimals(-99_999, 99_999, places=1))
def test_every_number_is_read_with_a_comma_as_with_a_point(number: object) -> None:
    # given
    written = str(number)
    # when
    by_point, by_comma = figure(written), figure(written.replace(".", ","))
    # then
    assert by_point.number == by_comma.number == float(written)
