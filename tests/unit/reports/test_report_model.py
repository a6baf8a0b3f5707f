"""What a report, its tables and its charts refuse to be."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

import pytest

from ksbs.domain.kinds import Status
from ksbs.domain.words import Bilingual
from ksbs.reports.cell import LONGEST_TEXT, Cell, Column, Kind
from ksbs.reports.chart import Chart, Lane, Series, Span
from ksbs.reports.chart_tables import table_of
from ksbs.reports.model import Paragraph, Table
from tests.unit.reports.sample import (
    AS_OF,
    ENDED,
    line_chart,
    report_of,
    status_table,
    timeline,
)

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAY = date(2026, 6, 30)
ID = UUID("0192f0e4-1f7c-7cc0-8000-0123456789ab")


def one_cell(kind: Kind, cell: Cell) -> Table:
    return Table("held", "Innehåll", (Column("it", "Det", kind),), ((cell,),))


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("text", "Åsö"),
        ("text", Bilingual(en="yes", sv="ja")),
        ("text", ID),
        ("word", Status.NOMINATED),
        ("date", DAY),
        ("instant", NOON),
        ("integer", 7),
        ("decimal", Decimal("7.25")),
        ("decimal", 7),
        ("percent", Decimal("87.5")),
        *[(kind, None) for kind in ("text", "word", "date", "instant", "integer")],
    ],
)
def test_a_cell_of_its_columns_kind_may_stand_there(kind: Kind, cell: Cell) -> None:
    assert one_cell(kind, cell).rows == ((cell,),)


@pytest.mark.parametrize(
    ("kind", "cell", "why"),
    [
        ("text", 7, "not of the kind"),
        ("word", "nominated", "not of the kind"),
        ("date", NOON, "not of the kind"),
        ("instant", DAY, "not of the kind"),
        ("instant", NOON.replace(tzinfo=None), "needs a time zone"),
        ("integer", True, "not of the kind"),
        ("integer", Decimal(7), "not of the kind"),
        ("integer", 10**15, "more than 15 digits"),
        ("decimal", Decimal("NaN"), "not a finite number"),
        ("decimal", Decimal("0.00001"), "more than 4 decimals"),
        ("percent", "87.5", "not of the kind"),
        ("text", "x" * (LONGEST_TEXT + 1), "32768 characters"),
    ],
)
def test_any_other_cell_is_refused_by_table_row_and_column(
    kind: Kind, cell: Cell, why: str
) -> None:
    with pytest.raises(ValueError, match=f"'held', row 1, column 'it'.*{why}"):
        one_cell(kind, cell)


def test_a_row_has_as_many_cells_as_there_are_columns() -> None:
    with pytest.raises(ValueError, match="row 1: 2 cells for 1 columns"):
        Table("held", "Innehåll", (Column("it", "Det"),), (("a", "b"),))


def test_a_table_is_made_of_the_rows_of_a_read_model() -> None:
    # when a row lacks a column
    table = Table.of(
        "held",
        title="Innehåll",
        columns=[Column("school", "Skola"), Column("day", "Dag", "date")],
        rows=[{"day": DAY, "school": "Åsö"}, {"school": "Ängby"}],
    )

    # then it is empty there
    assert table.rows == (("Åsö", DAY), ("Ängby", None))


def test_a_row_with_a_column_that_the_table_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'held', row 1: no column \['town'\]"):
        Table.of("held", title="X", columns=[Column("a", "A")], rows=[{"town": "Åsö"}])


@pytest.mark.parametrize(
    "make",
    [
        lambda: Table("Två ord", "Titel", (), ()),
        lambda: Table("held", "Titel", (Column("a", "A"), Column("a", "B")), ()),
        lambda: replace(report_of(), name="Term Status"),
        lambda: report_of(status_table(), status_table()),
        lambda: replace(report_of(), sections=report_of().sections * 2),
    ],
)
def test_names_are_identifiers_and_unique(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"like.this|named"):
        make()


def test_a_key_is_of_the_tables_own_columns() -> None:
    with pytest.raises(ValueError, match=r"'held': its key names \['b'\]"):
        Table("held", "Titel", (Column("a", "A"),), (), key=("b",))


@pytest.mark.parametrize("other", ["held", "nowhere"])
def test_a_table_arranges_another_of_the_same_report(other: str) -> None:
    with pytest.raises(ValueError, match="which is no other table of the report"):
        report_of(Table("held", "Titel", (), (), arranges=other))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"language": "fi"}, "no language 'fi'"),
        ({"events": -1}, "-1 events"),
        (
            {"as_of": AS_OF.model_copy(update={"known_at": datetime(2026, 7, 1)})},  # noqa: DTZ001 - the time without a zone is what is refused
            "needs a time zone",
        ),
    ],
)
def test_a_report_says_when_it_holds_and_in_a_language_it_has(
    change: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        replace(report_of(), **change)


def test_a_paragraph_too_long_for_a_workbook_is_refused() -> None:
    with pytest.raises(ValueError, match="a paragraph: 32768 characters"):
        Paragraph("x" * (LONGEST_TEXT + 1))


@pytest.mark.parametrize(("decimals", "kind"), [(5, "decimal"), (0, "money")])
def test_a_column_that_no_cell_fits_is_refused(decimals: int, kind: str) -> None:
    with pytest.raises(ValueError, match="the column 'it'"):
        Column("it", "Det", cast("Kind", kind), decimals=decimals)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"form": "pie"}, "no form 'pie'"),
        ({"at": (), "series": (Series("a", "A", ()),)}, "it has no places"),
        ({"series": ()}, "0 series"),
        ({"series": (Series("a", "A", (1,)),)}, "1 values for 3 places"),
        ({"series": (Series("a", "A", (1, 2, Decimal("inf"))),)}, "not a finite"),
        ({"at": (DAY, DAY, date(2027, 1, 1))}, "neither days in order nor all texts"),
        ({"at": (DAY, "VT", "HT")}, "neither days in order nor all texts"),
        (
            {"at": ("x",) * 61, "series": (Series("a", "A", (1,) * 61),)},
            "61 places, more than 60",
        ),
    ],
)
def test_a_chart_that_could_not_be_drawn_is_refused(
    change: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValueError, match=f"the chart 'sessions_held': .*{why}"):
        replace(line_chart(), **change)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"last": date(2025, 1, 1)}, "it ends 2025-01-01 but begins 2025-01-01"),
        ({"states": ()}, "0 states"),
        ({"states": (ENDED,)}, "is not among its states"),
        (
            {"lanes": (Lane("x", (Span("x", DAY, date(2026, 1, 1), ENDED),)),)},
            "a span ends 2026-01-01 but begins 2026-06-30",
        ),
    ],
)
def test_a_timeline_that_could_not_be_drawn_is_refused(
    change: dict[str, Any], why: str
) -> None:
    with pytest.raises(ValueError, match=f"the timeline 'interventions': .*{why}"):
        replace(timeline(), **change)


def test_the_figures_of_a_chart_are_a_table() -> None:
    # when
    table = table_of(line_chart())

    # then
    assert [column.name for column in table.columns] == ["at", "held", "planned"]
    assert table.rows == (("VT 2025", 3, 4), ("HT 2025", 7, None), ("VT 2026", 12, 11))


def test_the_spans_of_a_timeline_are_a_table() -> None:
    # when
    first, *_ = table_of(timeline()).rows

    # then
    assert first == (
        "Läsning",
        "Läsgrupper",
        ENDED,
        date(2025, 2, 1),
        date(2025, 8, 20),
    )


def test_a_report_cannot_be_changed() -> None:
    report = report_of()

    with pytest.raises(FrozenInstanceError):
        report.events = 0  # type: ignore[misc] # that it may not be set is the point


def test_a_chart_over_days_keeps_them_as_days() -> None:
    # given
    chart = Chart(
        name="level",
        title="Nivå",
        form="step",
        at_title="Dag",
        at=(DAY,),
        series=(Series("a", "A", (1,)),),
        summary="En dag.",
    )

    # then
    assert table_of(chart).columns[0].kind == "date"
