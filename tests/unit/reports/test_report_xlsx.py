"""A report as a workbook, read back from the XML inside it."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest

from ksbs.reports.as_xlsx import to_xlsx
from ksbs.reports.cell import Cell, Column, Kind
from ksbs.reports.model import Paragraph, Report, Table
from tests.unit.reports.sample import report_of, status_table, whole_report

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Book:
    """The parts of a workbook that the tests look at."""

    def __init__(self, report: Report) -> None:
        self.zip = ZipFile(BytesIO(to_xlsx(report)))
        strings = self.xml("xl/sharedStrings.xml").iter(f"{S}si")
        self.strings = ["".join(si.itertext()) for si in strings]

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.zip.read(name))  # noqa: S314 - we wrote it ourselves

    def names(self) -> list[str]:
        sheets = self.xml("xl/workbook.xml").iter(f"{S}sheet")
        return [sheet.attrib["name"] for sheet in sheets]

    def rows(self, number: int) -> Iterator[list[str | float | None]]:
        for row in self.xml(f"xl/worksheets/sheet{number}.xml").iter(f"{S}row"):
            yield [self.value(cell) for cell in row]

    def value(self, cell: ET.Element) -> str | float | None:
        value = cell.find(f"{S}v")
        if value is None or value.text is None:
            return None
        shared = cell.get("t") == "s"
        return self.strings[int(value.text)] if shared else float(value.text)


def only_cell(kind: Kind, cell: Cell) -> str | float | None:
    table = Table("held", "Det", (Column("it", "Det", kind),), ((cell,),))
    *_, (value,) = Book(report_of(table)).rows(2)
    return value


def test_the_first_sheet_states_what_the_report_is() -> None:
    # when
    rows = list(Book(whole_report()).rows(1))

    # then
    assert rows[0] == ["Lägesrapport VT 2026"]
    assert ["Vad som gällde den", "2026-06-30"] in rows
    assert ["Den tidpunkten i UTC", "2026-07-01T06:30:15.123456Z"] in rows
    assert ["Loggens position", "4\u00a0213"] in rows
    assert ["Händelser i loggen då", "4\u00a0211"] in rows
    assert ["Helheten (observera)", "En saknar beslut."] in rows
    assert any(
        str(label).startswith("Liggarens rot") for label, *_ in rows[1:] if label
    )


def test_each_table_and_chart_has_a_sheet() -> None:
    assert Book(whole_report()).names() == [
        "Om rapporten",
        "Läge per skola",
        "Träffar per termin",
        "Andel personal som nåtts",
        "Kapacitet",
        "Insatser",
    ]


def test_numbers_are_numbers_and_a_share_of_hundred_is_one() -> None:
    # when
    header, first, *_ = Book(report_of(status_table())).rows(2)

    # then
    assert header[5] == "Kostnad (kr)"
    assert first == [
        "Ängby skola 1",
        "nominerad",
        None,
        0,
        0.875,
        -1234567.8,
        "2026-01-04 00:30:00 +01:00",
    ]


@pytest.mark.parametrize("percent", [Decimal("33.3"), Decimal("0.1"), 7])
def test_a_share_is_not_rounded_on_the_way(percent: Decimal | int) -> None:
    assert only_cell("percent", percent) == float(Decimal(percent) / 100)


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "https://example.org/", "12", "{=1}"]
)
def test_a_text_is_never_a_formula_a_link_or_a_number(text: str) -> None:
    # given
    table = Table("held", "Det", (Column("it", "Det"),), ((text,),))

    # when
    book = Book(report_of(table, Paragraph(text)))

    # then
    sheet = book.zip.read("xl/worksheets/sheet2.xml")
    assert list(book.rows(2)) == [["Det"], [text]]
    assert b"<f" not in sheet.replace(b"<formula", b"")
    assert b"hyperlink" not in sheet


def test_the_header_stays_and_repeats_and_the_foot_says_when() -> None:
    # when
    book = Book(report_of(status_table()))
    sheet = book.zip.read("xl/worksheets/sheet2.xml").decode()

    # then
    assert 'state="frozen"' in sheet
    assert "_xlnm.Print_Titles" in book.zip.read("xl/workbook.xml").decode()
    assert "Vad som gällde den 2026-06-30" in sheet
    assert "sida &amp;P av &amp;N" in sheet


def test_nothing_of_the_machine_is_in_the_packing() -> None:
    # when
    parts = Book(report_of(status_table())).zip.infolist()

    # then
    assert {part.compress_type for part in parts} == {ZIP_STORED}
    assert {part.date_time for part in parts} == {(1980, 1, 1, 0, 0, 0)}
    assert {part.create_system for part in parts} == {0}


def test_it_was_made_when_the_report_was_known() -> None:
    # when
    core = Book(report_of()).zip.read("docProps/core.xml").decode()

    # then
    assert core.count("2026-07-01T06:30:15Z") == 2
    assert "<dc:title>Lägesrapport VT 2026</dc:title>" in core


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("Lika", "lika"), ["Lika", "lika 2"]),
        (("x" * 40, "x" * 40), ["x" * 31, "x" * 29 + " 2"]),
        (("A/B: [c]*?", "'"), ["A B c", "–"]),
        (("Om rapporten", "History"), ["Om rapporten 2", "History 2"]),
    ],
)
def test_sheets_have_names_that_a_workbook_takes(
    titles: tuple[str, ...], names: list[str]
) -> None:
    # given
    tables = (Table(f"t{n}", t, (Column("a", "A"),), ()) for n, t in enumerate(titles))

    # when
    book = Book(report_of(*tables))

    # then
    assert book.names() == ["Om rapporten", *names]


def test_a_row_is_as_high_as_its_texts_when_they_wrap() -> None:
    # given
    columns = (Column("a", "A"), Column("b", "B"))
    rows = (("Kort", "Lång text. " * 20), ("Kort", "x" * 57), ("a\nb\nc", None))

    # when
    book = Book(report_of(Table("held", "Det", columns, rows)))
    found = [
        row.get("ht") for row in book.xml("xl/worksheets/sheet2.xml").iter(f"{S}row")
    ]

    # then the heading and what fits on a line are left as they are
    assert found == [None, "75", None, "45"]


def test_a_cut_name_of_a_sheet_ends_in_a_word_and_the_page_has_the_whole_title() -> (
    None
):
    # given
    title = "Behov anmälda till huvudmannen, inte åtgärdade & kvar"

    # when
    book = Book(report_of(Table("held", title, (Column("a", "A"),), ())))

    # then
    assert book.names()[1] == "Behov anmälda till huvudmannen"
    header = book.xml("xl/worksheets/sheet2.xml").find(f".//{S}oddHeader")
    assert header is not None
    assert header.text == "&L&B" + title.replace("&", "&&")
