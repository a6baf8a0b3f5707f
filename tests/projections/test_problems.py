"""The problems seen in the evidence."""

from projections.problems import rows
from tests.support.cast import EVIDENCE, IDENTIFIED, PROBLEM
from tests.support.given import evidence_added, problem_identified


def test_evidence_alone_is_no_problem() -> None:
    assert list(rows(evidence_added())) == []


def test_a_problem_names_the_evidence_in_which_it_is_seen() -> None:
    # given
    programme = problem_identified()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "problem_id": PROBLEM,
        "identified_on": IDENTIFIED,
        "problem": "Många når inte kunskapskraven i matematik.",
        "link_to_results": "Andelen godkända har sjunkit.",
        "evidence_ids": (EVIDENCE,),
    }
