"""Reports are submitted once to each recipient, named by the digest of their bytes."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.event import NotNominated
from ksbs.domain.followup.report import (
    ReportAheadOfItself,
    ReportAlreadySubmitted,
    Submission,
    Submissions,
    SubmitReport,
)
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.state import Ending
from tests.support.cast import DAY, NOMINATED
from tests.support.given import nominated, started
from tests.support.telling import advice, refused, then

COMMITTEE = "Utbildningsnämnden"
DIGEST = hashlib.sha256(b"en rapport").hexdigest()
OTHER_DIGEST = hashlib.sha256(b"en annan rapport").hexdigest()
TOMORROW = DAY + timedelta(days=1)
LAST_OF_DAY = datetime.combine(DAY, datetime.max.time(), tzinfo=UTC)


def submit(**other: Any) -> SubmitReport:
    usual: dict[str, Any] = {
        "recipient": COMMITTEE,
        "title": "Lägesrapport",
        "sha256": DIGEST,
    }
    return SubmitReport(**(usual | other))


def of_the_system(**other: Any) -> SubmitReport:
    """A report that the system made, as known at the last instant of DAY."""
    usual: dict[str, Any] = {
        "report_name": "term-status",
        "valid_at": date(2024, 12, 31),
        "known_at": LAST_OF_DAY,
    }
    return submit(**(usual | other))


def as_json(**other: str) -> str:
    return json.dumps(
        {
            "recipient": COMMITTEE,
            "title": "Lägesrapport",
            "sha256": DIGEST,
            "reportName": "term-status",
            "validAt": "2024-12-31",
            "knownAt": "2025-01-15T09:00:00+01:00",
        }
        | other
    )


def test_a_report_is_submitted() -> None:
    # given, when
    programme = then(started(), submit())
    # then
    assert programme.facet(Submissions).made == (
        Submission(DAY, COMMITTEE, "Lägesrapport", DIGEST),
    )


def test_a_report_of_the_system_keeps_what_it_takes_to_make_it_again() -> None:
    # given, when
    (made,) = then(started(), of_the_system()).facet(Submissions).made
    # then
    pair = (made.report_name, made.valid_at, made.known_at)
    assert pair == ("term-status", date(2024, 12, 31), LAST_OF_DAY)


def test_a_report_needs_no_second_look() -> None:
    assert advice(started(), submit()) == []


def test_the_same_content_is_submitted_once_to_a_recipient() -> None:
    # given
    programme = then(started(), submit())
    # when, then
    with refused(ReportAlreadySubmitted, COMMITTEE, DAY):
        then(programme, submit(title="En annan rubrik"), on=TOMORROW)


@pytest.mark.parametrize(
    "other", [{"recipient": "Kommunstyrelsen"}, {"sha256": OTHER_DIGEST}]
)
def test_another_recipient_or_other_content_is_another_submission(
    other: dict[str, str],
) -> None:
    # given
    programme = then(started(), submit())
    # when
    programme = then(programme, submit(**other))
    # then
    assert len(programme.facet(Submissions).made) == 2


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.TERMINATED])
def test_reports_go_on_when_the_programme_has_ended(status: Status) -> None:
    # given
    programme = replace(started(), ending=Ending(DAY, status))
    # when
    programme = then(programme, submit(), on=TOMORROW)
    # then
    assert [s.on for s in programme.facet(Submissions).made] == [TOMORROW]


def test_no_report_precedes_the_nomination() -> None:
    with refused(NotNominated, NOMINATED):
        then(Programme(), submit(), on=NOMINATED)


def test_a_report_may_be_submitted_on_the_day_of_the_nomination() -> None:
    programme = then(nominated(), submit(), on=NOMINATED)
    assert programme.facet(Submissions).made[0].on == NOMINATED


def test_a_report_may_show_what_was_known_up_to_the_end_of_its_day() -> None:
    programme = then(started(), of_the_system(), on=DAY)
    assert programme.facet(Submissions).made[0].known_at == LAST_OF_DAY


def test_a_report_does_not_show_what_was_known_later() -> None:
    later = LAST_OF_DAY + timedelta(microseconds=1)
    with refused(ReportAheadOfItself, DAY, later.isoformat()):
        then(started(), of_the_system(known_at=later), on=DAY)


def test_a_report_may_look_ahead_of_the_day_on_which_it_is_submitted() -> None:
    programme = then(started(), of_the_system(valid_at=TOMORROW), on=DAY)
    assert programme.facet(Submissions).made[0].valid_at == TOMORROW


@pytest.mark.parametrize("missing", ["valid_at", "known_at"])
def test_a_report_gives_both_of_the_pair_or_neither(missing: str) -> None:
    assert of_the_system(valid_at=None, known_at=None).report_name == "term-status"
    with pytest.raises(ValidationError, match="together or not at all"):
        of_the_system(**{missing: None})


def test_the_pair_belongs_to_a_named_report() -> None:
    with pytest.raises(ValidationError, match="give its reportName"):
        of_the_system(report_name=None)


def test_the_instant_is_written_with_its_offset() -> None:
    read = SubmitReport.model_validate_json(as_json())
    assert read.known_at == datetime(2025, 1, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    ["2025-01-15T09:00:00", "20250115T090000+01:00", "1736928000", "2025-01-15", "nu"],
)
def test_an_instant_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="knownAt"):
        SubmitReport.model_validate_json(as_json(knownAt=written))


@pytest.mark.parametrize("digest", ["", DIGEST.upper(), DIGEST[:-1]])
def test_content_is_named_by_a_whole_digest_in_lower_case(digest: str) -> None:
    with pytest.raises(ValidationError, match="sha256"):
        submit(sha256=digest)
