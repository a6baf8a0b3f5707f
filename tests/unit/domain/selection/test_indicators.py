"""Published indicators: nothing is overwritten, and nothing is recorded twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.domain.kinds import NumberKind
from ksbs.domain.selection.indicators import (
    LARGEST_PART,
    IndicatorsAlreadyImported,
    IndicatorsImported,
    IndicatorValue,
    NothingNewInIndicators,
    Reason,
    Source,
    Telling,
    UnitFigures,
    UnitIndicatorsImported,
    in_parts,
    is_news,
)

MERIT = "averageGradesMeritRating9thGrade"
SPRING, SUMMER, AUTUMN = date(2026, 4, 21), date(2026, 6, 21), date(2026, 9, 1)


def value(
    raw: str, *, period: str = "2024/25", indicator: str = MERIT
) -> IndicatorValue:
    return IndicatorValue(
        indicator=indicator,
        period=period,
        raw=raw,
        kind=NumberKind.EXACT,
        number=float(raw),
    )


def said(
    *values: IndicatorValue, on: date = SPRING, source: Source = Source.STATISTICS_GR
) -> UnitIndicatorsImported:
    return UnitIndicatorsImported(
        occurred_on=on, school_unit_code="01234567", source=source, values=values
    )


def header() -> IndicatorsImported:
    return IndicatorsImported(
        occurred_on=SPRING,
        sources=(Source.SALSA,),
        file_sha256="0" * 64,
        read=2,
        new=1,
        unchanged=1,
        units=1,
    )


def after(*events: UnitIndicatorsImported) -> UnitFigures:
    state = UnitFigures()
    for event in events:
        state = event.evolve(state)
    return state


def test_figures_that_are_known_are_refused() -> None:
    # given
    known = after(said(value("230")))
    # when / then
    with pytest.raises(NothingNewInIndicators, match="01234567 on 2026-04-21"):
        said(value("230")).check(known)


@pytest.mark.parametrize(
    "news",
    [
        said(value("231")),
        said(value("230"), value("231", period="2025/26")),
        said(value("230", indicator="salsaParentsEducation")),
        said(value("230"), source=Source.STATISTICS_TABLE),
    ],
)
def test_figures_of_which_one_is_new_are_allowed(news: UnitIndicatorsImported) -> None:
    # given
    known = after(said(value("230")))
    # when / then
    news.check(known)


def test_an_import_is_recorded_once_on_its_stream() -> None:
    # given
    imported = header()
    imported.check(None)
    # when
    state = imported.evolve(None)
    # then
    assert state == imported
    with pytest.raises(IndicatorsAlreadyImported, match="0000"):
        imported.check(state)


def test_the_latest_figure_holds_and_the_one_it_revises_is_kept() -> None:
    # given / when
    state = after(said(value("230")), said(value("231"), on=SUMMER))
    # then
    held = state.latest[MERIT, "2024/25"]
    assert (held.value.raw, held.known_on) == ("231", SUMMER)
    assert state.told[Source.STATISTICS_GR, MERIT, "2024/25"] == (
        (SPRING, "230"),
        (SUMMER, "231"),
    )


def test_a_reason_is_kept_with_the_figure_it_is_about() -> None:
    # given
    hidden = IndicatorValue(
        indicator=MERIT,
        period="2024/25",
        raw="..",
        kind=NumberKind.SUPPRESSED,
        reason=Reason.FEW_PUPILS,
    )
    # when
    state = after(said(hidden))
    # then
    assert state.latest[MERIT, "2024/25"].value == hidden
    assert hidden.wire()["reason"] == "few_pupils"
    assert hidden.wire()["number"] is None


TOLD: list[Telling] = [(SPRING, "A"), (SUMMER, "B")]


@pytest.mark.parametrize(
    ("raw", "on", "news"),
    [
        ("A", SPRING, False),
        ("B", SPRING, False),
        ("A", date(2026, 5, 1), False),
        ("A", date(2026, 1, 1), False),
        ("B", AUTUMN, False),
        ("A", None, False),
        ("B", None, False),
        ("A", SUMMER, True),
        ("A", AUTUMN, True),
        ("B", date(2026, 1, 1), True),
        ("C", SPRING, True),
        ("C", None, True),
    ],
)
def test_news_is_what_differs_from_what_was_said_around_that_day(
    raw: str,
    on: date | None,
    news: bool,
) -> None:
    # when / then
    assert is_news(TOLD, raw=raw, on=on) is news


def test_two_figures_of_one_day_are_both_known() -> None:
    # given
    told = [(SPRING, "A"), (SPRING, "B")]
    # when / then
    assert not is_news(told, raw="A", on=SPRING)
    assert not is_news(told, raw="B", on=SUMMER)
    assert is_news(told, raw="A", on=SUMMER)


@given(
    st.lists(
        st.tuples(st.sampled_from([SPRING, SUMMER, AUTUMN]), st.sampled_from("ABC")),
        max_size=12,
    )
)
def test_what_has_been_told_is_never_news_again(tellings: list[Telling]) -> None:
    told: list[Telling] = []
    for on, raw in tellings:
        # when
        if is_news(told, raw=raw, on=on):
            told = sorted([*told, (on, raw)], key=lambda telling: telling[0])
        # then
        assert not is_news(told, raw=raw, on=on)
        assert not is_news(told, raw=raw, on=None)


@given(st.integers(0, 900), st.sampled_from(["å" * 200, "x"]))
def test_parts_hold_every_figure_in_order_and_fit_in_an_entry(
    count: int, indicator: str
) -> None:
    # given
    values = [value(str(n), indicator=indicator) for n in range(count)]
    # when
    parts = in_parts(values)
    # then
    assert [each for part in parts for each in part] == values
    assert all(part for part in parts)
    if parts:
        sizes = [
            len(said(*part).model_dump_json(by_alias=True).encode()) for part in parts
        ]
        assert max(sizes) <= LARGEST_PART + 1_000
