"""A report as PDF, held against PDF/UA-1 and PDF/A-2a by a validator of its own."""

import re

import page
import pytest

from ksbs.reports.as_pdf import to_pdf
from ksbs.reports.model import Paragraph
from tests.support.pdf_conformance import broken_rules
from tests.unit.reports.sample import report_of, status_table, whole_report


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A report with everything in it."""
    return to_pdf(whole_report())


def test_a_whole_report_keeps_every_rule_of_both_standards(whole: bytes) -> None:
    assert broken_rules(whole) == set()


def test_an_english_report_that_runs_over_many_pages_keeps_them_too() -> None:
    assert broken_rules(to_pdf(whole_report("en", size=45))) == set()


def test_a_report_without_rows_keeps_them_too() -> None:
    assert broken_rules(to_pdf(report_of(status_table(0)))) == set()


def test_a_report_with_characters_that_the_fonts_lack_keeps_them_too() -> None:
    assert broken_rules(to_pdf(report_of(Paragraph("\N{GRINNING FACE} Жд")))) == set()


@pytest.mark.parametrize(
    ("held", "damaged", "rule"),
    [
        (b"/Alt<", b"/Alu<", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        (b"/Lang(sv)", b"/Lagn(sv)", "PDFUA1-OUTLINE-LANGUAGE-001"),
        (b"DocTitle true", b"DocTitle null", "PDFUA1-VIEWER-PREFERENCES-001"),
        (b"/Marked true", b"/Marked null", "PDFA2A-TAGGED-DOCUMENT-001"),
        (b"/StructTreeRoot", b"/StructTreeRoof", "PDFUA1-STRUCT-TREE-ROOT-001"),
        (b"/S/TH", b"/S/TX", "PDFUA1-STRUCT-TREE-ROLE-MAP-001"),
        (b"/S/H1", b"/S/H3", "PDFUA1-HEADING-NESTING-001"),
        (b"/FontFile3", b"/FontFile4", "PDFA2A-FONT-EMBEDDING-001"),
        (b"/ToUnicode", b"/ToUnicodf", "PDFA2A-UNICODE-MAPPING-001"),
        (b"<pdfuaid:part>1", b"<pdfuaid:part>2", "PDFUA1-ID-PART-001"),
        (b"conformance>A<", b"conformance>B<", "PDFA2A-ID-CONFORMANCE-001"),
        (b"/OutputIntents", b"/OutputIntentz", "PDFA2A-TRANSPARENCY-GROUP-CS-001"),
    ],
)
def test_the_validator_finds_what_is_damaged(
    whole: bytes, held: bytes, damaged: bytes, rule: str
) -> None:
    # given
    assert held in whole

    # then
    assert rule in broken_rules(whole.replace(held, damaged))


def test_a_stream_of_a_wrong_length_is_found(whole: bytes) -> None:
    # given
    wrong = re.sub(rb"/Length (\d+)", _one_less, whole, count=1)

    # then
    assert "PDFA2A-STREAM-LENGTH-001" in broken_rules(wrong)


def test_data_that_ends_in_a_carriage_return_is_of_the_right_length(
    whole: bytes,
) -> None:
    # given the end of the metadata, which nobody reads, as a carriage return
    end = b"?>\nendstream"
    assert whole.count(end) == 1

    # when
    pdf = whole.replace(end, b"?\r\nendstream")

    # then
    assert "PDFA2A-STREAM-LENGTH-001" not in broken_rules(pdf)
    # and where the validator has learnt that, what sets this aside is idle
    failures = page.validate_pdf_bytes(pdf, profile="2a").failures
    assert "PDFA2A-STREAM-LENGTH-001" in {failure.rule_id for failure in failures}


def _one_less(found: re.Match[bytes]) -> bytes:
    return b"/Length %0*d" % (len(found[1]), int(found[1]) - 1)
