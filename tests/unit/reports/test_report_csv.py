"""A report as CSV, read back by Python's own reader."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.reports.as_csv import STANDARD, SWEDISH_EXCEL, Dialect, to_csv, unguarded
from ksbs.reports.cell import Column
from ksbs.reports.model import Paragraph, Table
from ksbs.reports.said import clean
from tests.unit.reports.sample import AS_OF, report_of, whole_report

HEADER = 10
"""Lines before the first table of a report without prose: the report, seven of the
statement, an empty one, the table's title; then its header.
"""


def lines(content: bytes, dialect: Dialect = STANDARD) -> list[list[str]]:
    text = content.decode("utf-8-sig" if dialect.byte_order_mark else "utf-8")
    return list(csv.reader(StringIO(text, newline=""), delimiter=dialect.separator))


def one_text(text: str) -> Table:
    return Table("held", "Det", (Column("it", "Det"),), ((text,),))


def test_it_states_the_pair_the_position_the_root_and_the_events() -> None:
    # when
    first = lines(to_csv(report_of()))

    # then
    assert first == [
        ["Rapport", "Lägesrapport VT 2026"],
        ["Om programmet", "KSBS, Kommunal samverkan för bästa skola"],
        ["Vad som gällde den", "2026-06-30"],
        ["Som det var känt", "2026-07-01 08:30:15 +02:00 (svensk tid)"],
        ["Den tidpunkten i UTC", "2026-07-01T06:30:15.123456Z"],
        ["Loggens position", "4\u00a0213"],
        ["Händelser i loggen då", "4\u00a0211"],
        ["Liggarens rot (SHA-256)", AS_OF.root],
    ]


def test_tables_and_the_figures_of_charts_follow_after_empty_lines() -> None:
    # when
    found = lines(to_csv(whole_report()))
    titles = [found[n + 1][0] for n, line in enumerate(found) if not line]

    # then
    assert titles == [
        "Läge per skola",
        "Träffar per termin",
        "Andel personal som nåtts",
        "Kapacitet",
        "Insatser",
    ]


def test_prose_says_its_section_and_what_it_is() -> None:
    # when
    found = lines(to_csv(whole_report()))

    # then
    assert ["Helheten (observera)", "En saknar beslut."] in found


def test_a_row_holds_numbers_days_and_words() -> None:
    # when
    found = lines(to_csv(whole_report()))

    # then
    assert [
        "Åsö skola 2",
        "erbjuden",
        "2025-02-15",
        "1",
        "86.5",
        "-1234566.8",
        "2026-02-04 00:30:00 +01:00",
    ] in found
    assert any("Behöriga (%)" in line for line in found)


def test_swedish_excel_gets_semicolons_decimal_commas_and_a_mark() -> None:
    # when
    content = to_csv(whole_report(), dialect=SWEDISH_EXCEL)

    # then
    assert content.startswith(b"\xef\xbb\xbf")
    found = lines(content, SWEDISH_EXCEL)
    assert any(line[4:6] == ["86,5", "-1234566,8"] for line in found)


@pytest.mark.parametrize("dialect", [STANDARD, SWEDISH_EXCEL])
@pytest.mark.parametrize(
    "text",
    ["=1+1", "+46 8", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "'=1"],
)
def test_no_text_begins_as_a_formula_does(text: str, dialect: Dialect) -> None:
    # when
    found = lines(to_csv(report_of(one_text(text)), dialect=dialect), dialect)

    # then
    assert found[HEADER + 1][0] == f"'{clean(text)}"


@pytest.mark.parametrize("text", ["'t Hooft", "a=1", "3-1", "é", ""])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    # when
    found = lines(to_csv(report_of(one_text(text))))

    # then
    assert found[HEADER + 1][0] == text


def test_a_negative_number_stays_a_number() -> None:
    # given
    table = Table("held", "Det", (Column("it", "Det", "decimal"),), ((Decimal(-5),),))

    # when
    content = to_csv(report_of(table))

    # then it is neither guarded nor quoted
    assert content.endswith(b"\r\n-5\r\n")


def test_an_empty_cell_alone_does_not_end_the_table() -> None:
    # given
    table = Table("held", "Det", (Column("it", "Det"),), ((None,), ("x",)))

    # when
    found = lines(to_csv(report_of(table)))

    # then
    assert found[HEADER + 1 :] == [[""], ["x"]]


def test_prose_and_titles_are_guarded_too() -> None:
    # when
    found = lines(to_csv(report_of(Paragraph("=cmd()"))))

    # then
    assert found[-1] == ["Helheten", "'=cmd()"]


@pytest.mark.parametrize("dialect", [STANDARD, SWEDISH_EXCEL])
@given(
    rows=st.lists(
        st.tuples(
            st.text(max_size=20)
            | st.text("=+-@\t\r\n'\";,\uff1d", min_size=1, max_size=6),
            st.none() | st.decimals(-(10**10), 10**10, places=4),
        ),
        max_size=5,
    )
)
def test_every_cell_comes_back_as_it_was(
    dialect: Dialect, rows: list[tuple[str, Decimal | None]]
) -> None:
    # given
    columns = (Column("text", "Text"), Column("number", "Tal", "decimal"))
    report = report_of(Table("held", "Det", columns, tuple(rows)))

    # when
    found = lines(to_csv(report, dialect=dialect), dialect)[HEADER + 1 :]

    # then
    came_back = [
        (unguarded(text), Decimal(number.replace(",", ".")) if number else None)
        for text, number in found
    ]
    assert came_back == [(clean(text), number) for text, number in rows]
