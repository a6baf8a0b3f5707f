"""A report as PDF, read back object by object."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from ksbs.domain.words import Bilingual
from ksbs.reports.as_pdf import _payload, to_pdf
from ksbs.reports.cell import Column
from ksbs.reports.chart import Timeline
from ksbs.reports.glyphs import lacking, spelled, unsure
from ksbs.reports.model import Block, Paragraph, Table
from tests.unit.reports.pdf_reading import Pdf
from tests.unit.reports.sample import (
    AS_OF,
    bar_chart,
    line_chart,
    report_of,
    status_table,
    timeline,
    whole_report,
)


def pdf_of(*blocks: Block) -> Pdf:
    return Pdf(to_pdf(report_of(*blocks)))


def text_of(pdf: Pdf) -> str:
    return "\n".join(pdf.pages())


def test_it_claims_both_standards_with_title_language_and_day() -> None:
    # when
    pdf = Pdf(to_pdf(whole_report()))

    # then
    assert "<pdfaid:part>2</pdfaid:part>" in pdf.metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in pdf.metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.metadata
    assert ">Lägesrapport VT 2026</rdf:li>" in pdf.metadata
    assert "<xmp:CreateDate>2026-07-01T06:30:15Z</xmp:CreateDate>" in pdf.metadata
    assert b"/Lang(sv)" in pdf.catalog
    assert b"/DisplayDocTitle true" in pdf.catalog
    assert b"/Marked true" in pdf.catalog


def test_english_reports_are_english_throughout() -> None:
    # when
    pdf = Pdf(to_pdf(whole_report("en")))

    # then
    assert b"/Lang(en)" in pdf.catalog
    assert "What was true on\n2026-06-30" in text_of(pdf)
    assert "page 1 of" in text_of(pdf)


def test_it_states_the_pair_the_position_the_root_and_the_events() -> None:
    # when
    first, *_ = pdf_of().pages()

    # then
    assert "Vad som gällde den\n2026-06-30" in first
    assert "Som det var känt\n2026-07-01 08:30:15 +02:00 (svensk tid)" in first
    assert "Den tidpunkten i UTC\n2026-07-01T06:30:15.123456Z" in first
    assert "Loggens position\n4\u00a0213" in first
    assert "Händelser i loggen då\n4\u00a0211" in first
    assert AS_OF.root in first


def test_each_page_has_its_number_and_says_when_the_report_holds() -> None:
    # when
    pages = pdf_of(status_table(100)).pages()

    # then
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert f"sida {number} av 3" in page
        assert "Vad som gällde den 2026-06-30 · Som det var känt 2026-07-01" in page


def test_the_header_of_a_table_is_repeated_on_every_page_and_tagged_once() -> None:
    # when
    pdf = pdf_of(status_table(100))

    # then
    assert all("Kostnad (kr)" in page for page in pdf.pages())
    assert len(pdf.tags("TH")) == 7
    assert len(pdf.tags("TD")) == 700
    assert all(b"/Scope/Column" in head for head in pdf.tags("TH"))


def test_cells_are_written_for_people() -> None:
    # when
    text = text_of(pdf_of(status_table()))

    # then
    assert "Åsö skola 2\nerbjuden\n2025-02-15\n1\n86,5\u00a0%" in text
    assert "\u22121\u00a0234\u00a0566,80\n2026-02-04 00:30:00 +01:00" in text


def test_a_table_without_rows_says_so() -> None:
    assert "Inga rader." in text_of(pdf_of(status_table(0)))


def test_every_drawing_has_a_caption_and_words_that_stand_for_it() -> None:
    # when
    pdf = Pdf(to_pdf(whole_report()))

    # then
    alternatives = pdf.alternatives()
    assert len(alternatives) == len(pdf.tags("Figure")) == 4
    assert alternatives[0].startswith(
        "Fler varje termin. Genomförda (antal): VT 2025 3"
    )
    assert len(pdf.tags("Caption")) == 5


def test_a_high_chart_runs_over_pages_with_its_key_on_each() -> None:
    # when
    pdf = pdf_of(bar_chart(45))

    # then
    assert pdf.repeated_pictures() == [0, 1, 1]
    (alternative,) = pdf.alternatives()
    assert "Åsö 45 84" in alternative


@pytest.mark.parametrize("schools", range(1, 12))
def test_no_page_but_the_last_is_left_half_blank_for_a_chart(schools: int) -> None:
    # given a table that leaves less room than the chart needs, and text after it
    rows = status_table(20 + schools)
    text = Paragraph("Detta är text. " * 200)

    # when
    first, *_ = pdf_of(rows, bar_chart(4), text).pages()

    # then the chart stands on the first page, or the text went on there
    assert "Andel personal som nåtts" in first or "Detta är text" in first


def test_a_caption_is_on_the_page_of_its_table() -> None:
    # given tables that begin at every height of a page
    for lines in range(30, 50):
        # when
        pages = pdf_of(Paragraph("Rad.\n" * lines), status_table(20)).pages()

        # then
        (page,) = (page for page in pages if "Läge per skola" in page)
        assert "Ängby skola 1" in page


@pytest.mark.parametrize("lines", range(6))
def test_a_row_goes_whole_to_the_next_page(lines: int) -> None:
    # given rows of several lines that end at every height of a page
    text = " ".join(f"ord{n}" for n in range(80))
    table = Table("held", "Det", (Column("a", "A"),), ((text,),) * 12)

    # when
    pages = pdf_of(Paragraph("Rad.\n" * lines + "Slut."), table).pages()

    # then
    assert len(pages) > 1
    counts = [
        [len(re.findall(rf"\bord{n}\b", page)) for n in (0, 79)] for page in pages
    ]
    assert all(begun == ended for begun, ended in counts)


def test_a_table_that_has_room_is_no_wider_than_it_needs_to_be() -> None:
    # given
    few = status_table(3)
    (section,) = _payload(report_of(replace(few, columns=few.columns[:3], rows=())))[
        "sections"
    ]

    # then
    assert section["blocks"][0]["shares"] == [0, 0, 0]


def test_a_row_that_no_page_might_hold_is_divided_and_nothing_of_it_is_lost() -> None:
    # given
    long = " ".join(f"ord{n}" for n in range(3000))
    columns = tuple(Column(name, name.title()) for name in ("short", "long"))

    # when
    pages = pdf_of(Table("held", "Det", columns, (("Kort", long),))).pages()

    # then
    told = " ".join(pages)
    assert all(re.search(rf"\bord{n}\b", told) for n in range(3000))


def test_many_columns_of_names_share_the_page_and_leave_prose_some_of_it() -> None:
    # given names that would fill the page, and a column that has to wrap
    columns = (*(Column(f"c{n}", "Namn") for n in range(9)), Column("long", "Lång"))
    row = (*["Ängby skola i Norra staden"] * 9, "Detta är en längre text. " * 8)

    # when
    pdf = pdf_of(Table("held", "Det", columns, (row,)))

    # then it is not a word above the other
    assert len(pdf.pages()) == 1


def test_where_prose_has_to_wrap_identifiers_do_not() -> None:
    # given
    columns = tuple(Column(name, name.title()) for name in ("id", "said", "long"))
    rows = ((UUID(int=7), "Kort sagt på en rad till", "Detta är längre. " * 20),) * 3

    # when
    (section,) = _payload(report_of(Table("held", "Det", columns, rows)))["sections"]

    # then
    identifier, short, prose = section["blocks"][0]["shares"]
    assert identifier == short == 0
    assert prose > 0


def test_a_wide_table_lies_down() -> None:
    # given
    def wide(columns: int) -> Table:
        heads = tuple(Column(f"c{n}", "Registrerat", "instant") for n in range(columns))
        return Table("held", "Det", heads, ((AS_OF.known_at,) * columns,))

    # then
    assert b"/MediaBox[0 0 595" in pdf_of(wide(3)).content
    assert b"/MediaBox[0 0 841" in pdf_of(wide(5)).content


def test_flags_and_notes_say_what_they_are() -> None:
    # when
    text = text_of(Pdf(to_pdf(whole_report())))

    # then
    assert "Observera:\n En saknar beslut." in text
    assert "Läs så här:\n Rapporten beskriver" in text


def test_sections_are_headings_and_bookmarks() -> None:
    # when
    pdf = pdf_of()

    # then
    assert b"/T(Helheten)" in pdf.tags("H1")[0]
    assert b"/Outlines" in pdf.catalog
    assert b"/Title(Helheten)" in pdf.content


def test_it_brings_its_fonts_and_runs_nothing() -> None:
    # when
    content = to_pdf(whole_report())

    # then
    fonts = re.findall(rb"/Type/FontDescriptor.*?endobj", content, re.DOTALL)
    assert fonts
    assert all(b"/FontFile3" in font for font in fonts)
    assert not re.findall(rb"/(JavaScript|JS|OpenAction|AA|EmbeddedFiles)\b", content)


@pytest.mark.parametrize(
    "text", ["#let x = 1", "*ett* _två_ `tre`", '"] + [', "// nej", "<a>", "= Rubrik"]
)
def test_no_text_is_taken_for_markup(text: str) -> None:
    assert text in text_of(pdf_of(Paragraph(text)))


def test_a_long_word_breaks_and_can_still_be_copied() -> None:
    # given
    root = AS_OF.root * 3

    # when
    text = text_of(pdf_of(Paragraph(root)))

    # then
    assert root in text.replace("\n", "")
    assert root not in text


def test_what_the_fonts_lack_is_written_by_number_and_said() -> None:
    # when
    text = text_of(pdf_of(Paragraph("Bra \N{GRINNING FACE} \u4e2d på Жд"))).replace(
        "\n", ""
    )

    # then
    assert "Bra [U+1F600] [U+4E2D] på Жд" in text
    assert "skrivna med sina nummer i Unicode" in text


def test_nothing_is_said_of_missing_characters_where_none_are() -> None:
    assert "Unicode" not in text_of(pdf_of(Paragraph("Åäö – “ja” … 5 % 1\u00a0000 €")))


def test_missing_characters_in_a_chart_do_not_stop_it() -> None:
    # given
    chart = replace(line_chart(), title="\N{GRINNING FACE}", at=("\u4e2d", "b", "c"))

    # when
    pdf = pdf_of(chart)

    # then
    assert "[U+1F600]" in text_of(pdf)
    assert "[U+4E2D] 3" in pdf.alternatives()[0]


def test_a_timeline_without_lanes_is_still_a_figure() -> None:
    # given
    empty: Timeline = replace(timeline(), lanes=())

    # then
    assert pdf_of(empty).alternatives() == ["Tre områden."]


@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=40),
    st.text("aé\u0301\u05d0\u0627\u200d\u0f71\ufe0f😀", max_size=8),
)
def test_whatever_people_write_becomes_a_pdf(first: str, second: str) -> None:
    # when
    table = Table("held", first or "-", (Column("a", "A"),), ((first,), (second,)))
    pdf = pdf_of(Paragraph(first), table)

    # then
    assert pdf.pages()


def test_a_mark_that_no_font_can_set_on_its_letter_is_written_by_number() -> None:
    # given a mark that has a glyph, but not in a font that has the letter
    text = "a\u20e3"

    # when
    told = text_of(pdf_of(Paragraph(text), Paragraph("Жд"))).replace("\n", "")

    # then all that is foreign is written so
    assert "a[U+20E3]" in told
    assert "[U+0416][U+0434]" in told


def test_only_what_is_not_plainly_latin_can_be_missing() -> None:
    assert not unsure("Åäö, 87,5 % – “ja” … \u2212 1\u00a0000")
    assert unsure("Жa\u4e2d") == {"Ж", "\u4e2d"}


def test_the_missing_are_found_among_many_by_halving() -> None:
    # given
    characters = frozenset(map(chr, range(0x400, 0x480)))

    # when
    missing = lacking(characters, displayable=lambda some: "\u0416" not in some)

    # then
    assert missing == {"\u0416"}
    assert spelled("a \u0416 b", missing) == "a [U+0416] b"


def test_typst_itself_refuses_what_the_standards_forbid() -> None:
    """Both are checked when the file is written: this is what the promise rests on."""
    source = b'#set document(title: "t")\n#image(bytes(sys.inputs.svg), format: "svg")'
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

    with pytest.raises(typst.TypstError, match="PDF/UA-1 error: missing alt text"):
        typst.compile(source, sys_inputs={"svg": svg}, pdf_standards=["ua-1", "a-2a"])


def test_the_second_is_that_of_the_knowledge_not_of_the_machine() -> None:
    # given
    later = AS_OF.model_copy(
        update={"known_at": datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC)}
    )

    # when
    pdf = Pdf(to_pdf(replace(report_of(), as_of=later)))

    # then
    assert "<xmp:CreateDate>2027-01-02T03:04:05Z</xmp:CreateDate>" in pdf.metadata
    assert Bilingual(en="", sv="2027-01-02 04:04:05 +01:00").sv in text_of(pdf)
