"""A submitted report is shown with what it takes to make it again."""

import json
from datetime import UTC, date, datetime
from typing import Any

from ksbs.domain.followup.report import SubmitReport
from projections.reports_submitted import rows
from tests.support.cast import DAY
from tests.support.given import started
from tests.support.telling import then

KNOWN_AT = datetime(2025, 1, 15, 8, tzinfo=UTC)
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def submit(**other: Any) -> SubmitReport:
    usual = {"recipient": "Utbildningsnämnden", "title": "Läge", "sha256": SHA256}
    return SubmitReport.model_validate_json(json.dumps(usual | other))


def test_a_report_made_here_shows_the_pair_that_makes_it_again() -> None:
    # given
    command = submit(
        reportName="term-status",
        validAt="2024-12-31",
        knownAt="2025-01-15T08:00:00+00:00",
    )
    # when
    (row,) = rows(then(started(), command))
    # then
    assert row == {
        "recipient": "Utbildningsnämnden",
        "sha256": SHA256,
        "number": 1,
        "submitted_on": DAY,
        "report_title": "Läge",
        "report_name": "term-status",
        "valid_at": date(2024, 12, 31),
        "known_at": KNOWN_AT,
    }


def test_the_same_report_to_another_recipient_is_another_row() -> None:
    # given
    programme = then(started(), submit())
    # when
    programme = then(programme, submit(recipient="Skolverket"))
    # then
    assert [(row["recipient"], row["number"]) for row in rows(programme)] == [
        ("Utbildningsnämnden", 1),
        ("Skolverket", 1),
    ]
    assert all(row["valid_at"] is row["known_at"] is None for row in rows(programme))
