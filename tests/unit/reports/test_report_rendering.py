"""The same report gives the same bytes, in whatever process."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest

from ksbs.reports.as_csv import SWEDISH_EXCEL
from ksbs.reports.cell import Column
from ksbs.reports.model import Paragraph, Report, Table
from ksbs.reports.rendering import MEDIA_TYPES, Format, render
from tests.support.elsewhere import printed
from tests.unit.reports.sample import (
    AS_OF,
    line_chart,
    report_of,
    timeline,
    whole_report,
)

PERMANENT: dict[Format, str] = {
    "json": "35b201a93741c6ea57df32215cb4106dd33ae9c52ddc0c483e9714a77cd8a5e1",
    "csv": "2df594371d6ece88393d0af4eaf3598ce2611d8a6f03a82b46a1c949175bb44b",
    "xlsx": "e4f22df98bff901328adbc16b1c287912a91fdbf655a68072546a341396f41eb",
    "pdf": "8164628865022927a32fb5e8b9e36955172e2063776a67dde3ab63fc2d38978d",
    "svg": "68c7f329cf90e9a71bb447f698738e1509019702ea7291b574d9e2e145472cb1",
}
"""SHA-256 of what `sent()` gives in each format.

A new value here means that a report sent earlier can no longer be made byte for byte by
this version: say so in CHANGELOG.md. A newer typst changes the PDF, if only because the
file names it.
"""

DIGESTS = """
from hashlib import sha256
from ksbs.reports.rendering import MEDIA_TYPES, render
from tests.unit.reports.sample import whole_report
for language in ("sv", "en"):
    for wanted in MEDIA_TYPES:
        print(sha256(render(whole_report(language), wanted).content).hexdigest())
"""


def digests_in(zone: str, *, seed: int) -> list[str]:
    """Render everything in a process of another zone and hash seed."""
    return printed("-c", DIGESTS, zone=zone, seed=seed).split()


def test_two_zones_and_two_hash_seeds_give_the_same_bytes() -> None:
    # given
    here = [
        sha256(render(whole_report(language), wanted).content).hexdigest()
        for language in ("sv", "en")
        for wanted in MEDIA_TYPES
    ]

    # then
    assert digests_in("Asia/Tokyo", seed=1) == here
    assert digests_in("America/New_York", seed=2) == here


def sent() -> Report:
    """A report in words of its own, which no change of the domain's words touches."""
    columns = (Column("school", "Skola"), Column("share", "Andel", "percent"))
    rows = (("Ängby skola", Decimal("87.5")), ("Åsö skola", None))
    table = Table("shares", "Andelar", columns, rows)
    return report_of(Paragraph("Två skolor."), table, line_chart(), timeline())


@pytest.mark.parametrize("wanted", MEDIA_TYPES)
def test_a_report_once_sent_is_made_again_byte_for_byte(wanted: Format) -> None:
    digest = sha256(render(sent(), wanted).content).hexdigest()

    assert digest == PERMANENT[wanted]


@pytest.mark.parametrize("wanted", MEDIA_TYPES)
def test_another_pair_gives_other_bytes(wanted: Format) -> None:
    # given
    report = whole_report()
    later = AS_OF.known_at + timedelta(microseconds=1)
    other = replace(report, as_of=AS_OF.model_copy(update={"known_at": later}))

    # then
    assert render(report, wanted).content != render(other, wanted).content


@pytest.mark.parametrize("wanted", MEDIA_TYPES)
def test_a_file_has_a_name_and_a_media_type(wanted: Format) -> None:
    # when
    made = render(whole_report(), wanted)

    # then
    assert made.file_name == f"term-status_2026-06-30_4213.sv.{wanted}"
    assert made.media_type == MEDIA_TYPES[wanted]


def test_the_dialect_is_that_of_the_csv() -> None:
    # when
    report = report_of(Paragraph("a"))

    # then
    assert b'"Rapport";"' in render(report, "csv", dialect=SWEDISH_EXCEL).content
    assert b'"Rapport","' in render(report, "csv").content
