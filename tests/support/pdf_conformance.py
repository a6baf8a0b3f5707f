"""Holds a PDF against PDF/UA-1 and PDF/A-2a, by a validator that typst knows nothing of."""

import re

import page

PROFILES = ("ua1", "2a")
_LENGTH_RULE = "PDFA2A-STREAM-LENGTH-001"


def broken_rules(pdf: bytes) -> set[str]:
    """Give the rules of both standards that a PDF breaks.

    Each begins with the standard's name, as in `PDFUA1-TAGGED-DOCUMENT-001`.
    """
    reports = (page.validate_pdf_bytes(pdf, profile=name) for name in PROFILES)
    return {
        failure.rule_id
        for report in reports
        for failure in report.failures
        if not _is_misread(pdf, failure)
    }


def _is_misread(pdf: bytes, failure: page.ValidationFailure) -> bool:
    """Tell a stream of the right length whose data ends in a carriage return.

    The validator takes that byte and the line feed after it for one end of a line.
    """
    held = failure.object_id
    if failure.rule_id != _LENGTH_RULE or held is None:
        return False
    head = rb"\n%d 0 obj\s<<.*?/Length (\d+)\b(?! \d+ R).*?>>\s*stream\n"
    found = re.search(head % held.object_number, pdf, re.DOTALL)
    if found is None:
        return False
    end = found.end() + int(found[1])
    return pdf[end - 1 : end] == b"\r" and pdf[end:].startswith(b"\nendstream")
