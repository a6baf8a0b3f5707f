"""Charts as SVG, read back by an XML parser."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.reports.as_svg import NothingToDraw, chart_svg, to_svg
from ksbs.reports.chart import Chart, Series, Timeline
from ksbs.reports.drawing.paper import WIDTH, number, room, wrapped
from ksbs.reports.drawing.scale import ticks
from ksbs.reports.parts import parts
from tests.unit.reports.sample import (
    bar_chart,
    line_chart,
    report_of,
    step_chart,
    timeline,
    whole_report,
)

SVG = "{http://www.w3.org/2000/svg}"
SIX = tuple(
    Series(f"s{n}", f"Andel elever med godkänt betyg {n}", (n, n + 1, n))
    for n in range(6)
)
DRAWINGS = [
    line_chart(),
    bar_chart(),
    step_chart(),
    timeline(),
    replace(line_chart(), name="six_lines", series=SIX),
    replace(bar_chart(), name="six_bars", series=SIX),
]


def parsed(svg: str | bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - we wrote it ourselves


def texts(root: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", DRAWINGS, ids=lambda chart: chart.name)
def test_a_chart_names_and_describes_itself(chart: Chart | Timeline) -> None:
    # when
    root = parsed(chart_svg(chart, language="sv"))
    said = {
        e.get("id"): e.text or ""
        for e in root
        if e.tag in {f"{SVG}title", f"{SVG}desc"}
    }

    # then
    assert (root.get("role"), root.get("lang")) == ("img", "sv")
    assert said[root.get("aria-labelledby")] == getattr(chart.title, "sv", None)
    assert len(said[root.get("aria-describedby")]) > len("Per skola. ")


def test_the_description_holds_every_figure() -> None:
    # when
    root = parsed(chart_svg(line_chart(), language="en"))

    # then
    assert root.findtext(f"{SVG}desc") == (
        "More each term. Held (number): VT 2025 3; HT 2025 7; VT 2026 12."
        " Planned (number): VT 2025 4; HT 2025 –; VT 2026 11."
    )


def test_the_description_of_a_timeline_holds_every_span() -> None:
    # when
    root = parsed(chart_svg(timeline(1), language="sv"))

    # then
    assert root.findtext(f"{SVG}desc") == (
        "Tre områden. Läsning: Läsgrupper, avslutad, 2025-02-01 – 2025-08-20;"
        " Handledning, pågående, 2026-01-10 – pågår;"
        " Studiedag, planerad, 2026-09-01."
    )


@pytest.mark.parametrize("chart", DRAWINGS, ids=lambda chart: chart.name)
def test_it_needs_no_style_sheet_and_no_script(chart: Chart | Timeline) -> None:
    # when
    root = parsed(chart_svg(chart, language="sv"))

    # then
    assert not {e.tag for e in root.iter()} & {f"{SVG}style", f"{SVG}script"}
    assert not any("style" in e.attrib for e in root.iter())


@pytest.mark.parametrize("chart", DRAWINGS, ids=lambda chart: chart.name)
def test_no_text_stands_outside_the_picture(chart: Chart | Timeline) -> None:
    # when
    root = parsed(chart_svg(chart, language="sv"))
    _, _, _, height = map(float, (root.get("viewBox") or "").split())

    # then
    for text in root.iter(f"{SVG}text"):
        wide = room(text.text or "")
        share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", "start"), 0.0)
        left = float(text.attrib["x"]) - share * wide
        assert left >= -4, text.text
        assert left + wide <= WIDTH + 4, text.text
        assert 0 < float(text.attrib["y"]) <= height, text.text


def test_series_differ_in_marks_and_dashes_and_states_in_patterns() -> None:
    # given six of each
    lines = parsed(chart_svg(replace(line_chart(), series=SIX), language="sv"))
    bars = parsed(chart_svg(replace(bar_chart(), series=SIX), language="sv"))

    # then
    drawn = [e.attrib for e in lines.iter(f"{SVG}path")]
    dashes = {path.get("stroke-dasharray") for path in drawn if "stroke-width" in path}
    marks = {path["d"] for path in drawn if path.get("fill", "none") != "none"}
    fills = {rect.get("fill") for rect in bars.iter(f"{SVG}rect")} - {"#ffffff"}
    assert [len(found) for found in (dashes, marks, fills)] == [6, 6, 6]
    assert {f"url(#reached-p{place})" for place in range(1, 6)} < fills


def test_values_are_written_in_the_language() -> None:
    assert "818,5" in texts(parsed(chart_svg(step_chart(), language="sv")))
    assert "818.5" in texts(parsed(chart_svg(step_chart(), language="en")))


def test_an_axis_that_does_not_begin_at_nought_says_so() -> None:
    assert "axeln börjar vid 810" in texts(
        parsed(chart_svg(step_chart(), language="sv"))
    )
    assert "antal" in texts(parsed(chart_svg(line_chart(), language="sv")))


def test_a_gap_in_a_series_is_a_gap_in_its_line() -> None:
    # given a series with a value, a gap, and two values
    gap = Series("a", "A", (1, None, 3, 4))
    chart = replace(line_chart(), at=("1", "2", "3", "4"), series=(gap,))

    # when
    root = parsed(chart_svg(chart, language="sv"))
    runs = [p for p in root.iter(f"{SVG}path") if p.get("fill") == "none"]

    # then
    assert [path.attrib["d"].count("L") for path in runs] == [0, 1]


def test_bars_below_nought_go_the_other_way() -> None:
    # given
    chart = replace(bar_chart(1), series=(Series("a", "A", (Decimal(-5),)),))

    # when
    root = parsed(chart_svg(chart, language="sv"))
    bar, _ = root.iter(f"{SVG}rect")

    # then
    axis = next(p.attrib["d"] for p in root.iter(f"{SVG}path"))
    nought = float(axis[1:].split()[0])
    assert float(bar.attrib["x"]) + float(bar.attrib["width"]) == pytest.approx(nought)
    assert "\u22125" in texts(root)


def test_a_whole_report_is_one_picture_that_states_when_it_holds() -> None:
    # when
    root = parsed(to_svg(whole_report()))

    # then
    said = texts(root)
    assert root.findtext(f"{SVG}title") == "Lägesrapport VT 2026"
    assert len(root.findall(f"{SVG}g[@role='img']")) == 4
    assert "Vad som gällde den: 2026-06-30" in said
    assert any(
        line.startswith("Som det var känt: 2026-07-01 08:30:15") for line in said
    )
    assert "Loggens position: 4\u00a0213" in said
    assert "Händelser i loggen då: 4\u00a0211" in said
    assert any("5f70bf18a0860070" in line for line in said)


def test_one_chart_can_be_asked_for() -> None:
    # when
    root = parsed(to_svg(whole_report(), chart="capacity"))

    # then
    assert len(root.findall(f"{SVG}g[@role='img']")) == 1


@pytest.mark.parametrize(
    ("report", "chart"), [(report_of(), None), (whole_report(), "x")]
)
def test_what_is_not_there_is_not_drawn(report: object, chart: str | None) -> None:
    with pytest.raises(NothingToDraw, match="has these charts"):
        to_svg(report, chart=chart)  # type: ignore[arg-type] # parametrize loses the type


@pytest.mark.parametrize("chart", [bar_chart(45), timeline(45)], ids=["bars", "lanes"])
def test_a_chart_too_high_for_a_page_is_cut_between_rows(
    chart: Chart | Timeline,
) -> None:
    # when
    cut = list(parts(chart, highest=880, language="sv"))
    heights = [
        float((parsed(chart_svg(p, language="sv")).get("viewBox") or "").split()[3])
        for p in cut
    ]

    # then
    assert len(cut) > 1
    assert all(height <= 880 for height in heights)
    if isinstance(chart, Timeline):
        assert [s for p in cut for s in p.spans()] == list(chart.spans())  # type: ignore[union-attr] # parts of a timeline are timelines
    else:
        assert tuple(at for p in cut for at in p.at) == chart.at  # type: ignore[union-attr] # parts of a chart are charts


def test_the_parts_of_a_bar_chart_share_its_scale() -> None:
    # given bars of 40 in the first part and of up to 84 in the last
    whole = bar_chart(45)
    first, *_ = parts(whole, highest=880, language="sv")

    # when
    alone, drawn = (
        parsed(chart_svg(first, language="sv", whole=of)) for of in (None, whole)
    )

    # then
    wide, shared = (
        max(float(rect.attrib["width"]) for rect in root.iter(f"{SVG}rect"))
        for root in (alone, drawn)
    )
    assert shared < wide


def test_names_along_an_axis_do_not_run_into_each_other() -> None:
    # given more long names than there is room for
    names = tuple(f"Mätning nummer {n} av flera" for n in range(16))
    values = (Series("a", "A", tuple(range(16))),)
    chart = replace(line_chart(), at=names, series=values)

    # when
    root = parsed(chart_svg(chart, language="sv"))
    written = [
        (float(text.attrib["x"]), room(text.text or ""), text.text)
        for text in root.iter(f"{SVG}text")
        if "Mätning" in (text.text or "")
    ]

    # then some are named, and those stand clear of each other
    assert len(written) >= 4
    for (x, wide, _), (after, wider, _) in pairwise(written):
        assert x + wide / 2 < after - wider / 2


def test_what_goes_on_ends_in_a_point() -> None:
    # when
    root = parsed(chart_svg(timeline(1), language="sv"))
    shapes = [p.attrib["d"] for p in root.iter(f"{SVG}path") if "class" in p.attrib]
    ended, ongoing, day, *_ = shapes

    # then
    assert "l" not in ended
    assert "l8.00 7.0" in ongoing
    assert day.count("l") == 3


def test_between_whole_values_the_axis_has_whole_steps() -> None:
    assert list(map(int, ticks([3, 7, 12], from_zero=False))) == [0, 5, 10, 15]
    assert len(ticks([0, 1], from_zero=True)) == 2
    assert ticks([Decimal("0.5"), Decimal(1)], from_zero=True)[1] == Decimal("0.2")


def test_a_chart_that_fits_is_not_cut() -> None:
    assert list(parts(line_chart(), highest=1, language="sv")) == [line_chart()]
    assert list(parts(bar_chart(), highest=880, language="sv")) == [bar_chart()]


@given(st.text(" \tabåÅmW.–", max_size=80), st.integers(min_value=20, max_value=200))
def test_wrapped_lines_fit_and_lose_nothing(said: str, width: int) -> None:
    # when
    told = wrapped(said, width)

    # then
    assert all(room(line) <= width for line in told)
    assert "".join("".join(told).split()) == "".join(said.split())


@given(
    st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=8),
    st.booleans(),
)
def test_an_axis_spans_its_values_in_few_even_steps(
    values: list[Decimal], from_zero: bool
) -> None:
    # when
    found = ticks(values, from_zero=from_zero)

    # then
    steps = {after - before for before, after in pairwise(found)}
    assert found[0] <= min(values)
    assert max(values) <= found[-1]
    assert len(steps) == 1
    assert len(found) <= 8
    assert not from_zero or 0 in found


@given(st.floats(min_value=-10000, max_value=10000))
def test_a_coordinate_has_two_decimals_and_no_exponent(value: float) -> None:
    assert "e" not in number(value)
    assert float(number(value)) == pytest.approx(value, abs=0.0051)
