"""Charts as SVG, read back by an XML parser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.reports.as_svg import NothingToDraw, chart_svg, drawn, to_svg
from ksbs.reports.chart import Chart, Series, Timeline
from ksbs.reports.drawing.paper import WIDTH, number, room, wrapped
from ksbs.reports.drawing.scale import ticks
from ksbs.reports.drawing.slices import Slice, kept_together, stacked
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


def placed(root: ET.Element, under: float = 0) -> Iterator[tuple[ET.Element, float]]:
    """Yield each text with how far the slice that holds it is moved down."""
    for each in root:
        moved = re.fullmatch(r"translate\(0 ([\d.]+)\)", each.get("transform", ""))
        lower = under + float(moved[1]) if moved else under
        if each.tag == f"{SVG}text":
            yield each, lower
        yield from placed(each, lower)


def box(text: ET.Element, under: float) -> tuple[float, float, float, float]:
    """Give the left, right, top and bottom of a text."""
    wide = room(text.text or "")
    share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", "start"), 0.0)
    left, base = float(text.attrib["x"]) - share * wide, float(text.attrib["y"])
    return left, left + wide, under + base - 10, under + base + 2


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
    for text, under in placed(root):
        wide = room(text.text or "")
        share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", "start"), 0.0)
        left = float(text.attrib["x"]) - share * wide
        assert left >= -4, text.text
        assert left + wide <= WIDTH + 4, text.text
        assert 0 < under + float(text.attrib["y"]) <= height, text.text


def test_no_text_of_a_line_chart_runs_into_another() -> None:
    # given a first value at the top, beside what stands over the drawing
    falling = Series("a", "Nivå", (72, Decimal("70.6"), 66))
    chart = replace(line_chart(), series=(falling,))

    # when
    root = parsed(chart_svg(chart, language="sv"))
    boxes = [box(text, under) for text, under in placed(root)]

    # then
    for place, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[:place]:
            across = left < other[1] and other[0] < right
            assert not (across and top < other[3] and other[2] < bottom)


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
    assert "Åsö skola, axeln börjar vid 810" in texts(
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
    (bar,) = root.iter(f"{SVG}rect")

    # then
    axis = next(p.attrib["d"] for p in root.iter(f"{SVG}path") if "V" in p.attrib["d"])
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
def test_a_high_chart_comes_in_slices_under_a_key(chart: Chart | Timeline) -> None:
    # when
    drawing = drawn(chart, language="sv")

    # then
    assert drawing.key is not None
    assert len(drawing.rows) == 45
    rows = stacked(drawing.rows).height
    assert drawing.whole().height == pytest.approx(drawing.key.height + rows)


def test_a_lane_of_many_spans_is_cut_and_named_in_each_slice() -> None:
    # given
    (lane,) = timeline(1).lanes
    long = replace(timeline(1), lanes=(replace(lane, spans=lane.spans * 4),))

    # when
    rows = drawn(long, language="sv").rows

    # then twelve spans, five to a slice
    assert [row.elements.count(">Läsgrupper<") for row in rows] == [2, 2, 0]
    assert all(">Läsning<" in row.elements for row in rows)


def test_the_slices_of_a_bar_chart_share_its_scale() -> None:
    # given bars of 40 in the first row and of up to 84 in the last
    rows = drawn(bar_chart(45), language="sv").rows

    # when
    first, last = (
        max(float(wide) for wide in re.findall(r'<rect [^>]*width="([\d.]+)"', row))
        for row in (rows[0].elements, rows[44].elements)
    )

    # then
    assert first / last == pytest.approx(40 / 84, rel=0.01)


@pytest.mark.parametrize(
    ("heights", "joined"),
    [
        ([40] * 8, [80, 40, 40, 40, 40, 80]),
        ([40] * 3, [80, 40]),
        ([40], [40]),
        ([90, 10, 90], [90, 10, 90]),
        ([], []),
    ],
)
def test_neither_the_first_nor_the_last_row_stands_alone(
    heights: list[float], joined: list[float]
) -> None:
    # when
    kept = kept_together([Slice("", height) for height in heights], least=80)

    # then
    assert [each.height for each in kept] == joined


def test_a_single_series_says_what_it_is_over_the_drawing_and_has_no_key() -> None:
    # given
    one = replace(bar_chart(), series=bar_chart().series[:1])

    # then
    assert "VT 2026 (procent)" in texts(parsed(chart_svg(one, language="sv")))
    assert "VT 2026" not in texts(parsed(chart_svg(one, language="sv")))


def test_the_day_that_is_marked_stands_in_the_key() -> None:
    assert "rapportens dag, 2026-06-30" in texts(
        parsed(chart_svg(timeline(), language="sv"))
    )


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
    ended, ongoing, day = shapes[3:]  # After those of the key.

    # then
    assert "l" not in ended
    assert "l8.00 7.0" in ongoing
    assert day.count("l") == 3


def test_between_whole_values_the_axis_has_whole_steps() -> None:
    assert list(map(int, ticks([3, 7, 12], from_zero=False))) == [0, 5, 10, 15]
    assert len(ticks([0, 1], from_zero=True)) == 2
    assert ticks([Decimal("0.5"), Decimal(1)], from_zero=True)[1] == Decimal("0.2")


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
