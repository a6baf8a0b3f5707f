"""The causes proposed for the problems."""

from ksbs.domain.analysis.causes import AssessCause, CauseAssessed
from ksbs.domain.kinds import Verdict
from ksbs.domain.programme import Programme
from projections.causes import rows
from tests.support.cast import CAUSE, DAY, IDENTIFIED, PROBLEM
from tests.support.given import cause_proposed
from tests.support.telling import then


def assess(verdict: Verdict, reasons: str) -> AssessCause:
    return AssessCause(cause_ref=CAUSE, verdict=verdict, reasons=reasons)


def test_a_cause_that_is_not_tested_has_no_verdict() -> None:
    # given
    programme = cause_proposed()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "cause_id": CAUSE,
        "problem_id": PROBLEM,
        "proposed_on": IDENTIFIED,
        "level": "teaching",
        "cause": "Få tillfällen att resonera.",
        "verdict": None,
        "assessed_on": None,
        "reasons": None,
    }


def test_a_cause_shows_its_latest_test() -> None:
    # given
    programme = then(cause_proposed(), assess(Verdict.UNCLEAR, "För få besök."))
    programme = then(programme, assess(Verdict.SUPPORTED, "Tolv besök."))
    # when
    (row,) = rows(programme)
    # then
    said = (row["verdict"], row["assessed_on"], row["reasons"])
    assert said == ("supported", DAY, "Tolv besök.")


def test_a_test_of_a_cause_that_nobody_proposed_shows_nothing() -> None:
    # given
    said = assess(Verdict.SUPPORTED, "Tolv besök.").said()
    programme = CauseAssessed(**said, occurred_on=DAY).evolve(Programme())
    # when, then
    assert list(rows(programme)) == []
