"""What the analysis builds on."""

from ksbs.domain.programme import Programme
from projections.evidence import rows
from tests.support.cast import ANALYSING, EVIDENCE
from tests.support.given import analysing, evidence_added


def test_an_analysis_without_evidence_has_no_rows() -> None:
    assert list(rows(Programme())) == list(rows(analysing())) == []


def test_evidence_shows_what_it_is_and_where_it_can_be_read() -> None:
    # given
    programme = evidence_added()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "evidence_id": EVIDENCE,
        "added_on": ANALYSING,
        "kind": "grades",
        "period": "2023/24",
        "source": "Skolverket",
        "uri": "https://example.org/betyg",
        "sha256": None,
        "summary": "Meritvärdet har sjunkit.",
    }
