from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.causes import (
    AssessCause,
    CauseAlreadyProposed,
    CauseAssessed,
    CauseProposed,
    CauseUnknown,
    IdentifyProblem,
    ProblemAlreadyIdentified,
    ProblemUnknown,
    ProposeCause,
    VerdictUnchanged,
)
from ksbs.domain.analysis.evidence import EvidenceUnknown
from ksbs.domain.kinds import CauseLevel, Verdict
from tests.support.cast import CAUSE, DAY, EVIDENCE, PROBLEM, STRANGER
from tests.support.given import (
    analysing,
    cause_proposed,
    evidence_added,
    problem_identified,
)
from tests.support.telling import refused, then, when

UNKNOWN = STRANGER


def problem(**said: Any) -> IdentifyProblem:
    fields: dict[str, Any] = {
        "text": "Frånvaron ökar i årskurs 8.",
        "evidence_refs": (EVIDENCE,),
        "link_to_results": "De frånvarande saknar betyg i fler ämnen.",
    }
    return IdentifyProblem(**(fields | said))


def cause(**said: Any) -> ProposeCause:
    fields: dict[str, Any] = {
        "problem_ref": PROBLEM,
        "level": CauseLevel.ORGANIZER,
        "text": "Skolan har bytt rektor varje år.",
    }
    return ProposeCause(**(fields | said))


def verdict(verdict: Verdict) -> AssessCause:
    return AssessCause(
        cause_ref=CAUSE, verdict=verdict, reasons="Prövat i alla klasser."
    )


def test_a_problem_is_seen_in_evidence() -> None:
    # when
    programme = then(evidence_added(), problem())
    # then
    (found,) = programme.problems
    assert (found.text, found.evidence_refs) == (
        "Frånvaron ökar i årskurs 8.",
        (EVIDENCE,),
    )


def test_a_problem_in_evidence_that_does_not_exist_is_refused() -> None:
    with refused(EvidenceUnknown, UNKNOWN, DAY):
        when(evidence_added(), problem(evidence_refs=(EVIDENCE, UNKNOWN)))


def test_a_problem_without_evidence_is_not_a_body() -> None:
    with pytest.raises(ValidationError, match="evidence_refs"):
        problem(evidence_refs=())


def test_the_same_problem_twice_is_refused() -> None:
    # given
    programme = then(evidence_added(), problem())
    (known,) = programme.problems
    # when, then
    with refused(ProblemAlreadyIdentified, known.problem_id):
        when(programme, problem())


def test_a_cause_is_proposed_for_a_problem() -> None:
    # when
    programme = then(problem_identified(), cause())
    # then
    (proposed,) = programme.causes
    assert (proposed.problem_ref, proposed.level, proposed.verdict) == (
        PROBLEM,
        CauseLevel.ORGANIZER,
        None,
    )


def test_a_cause_of_no_problem_is_refused() -> None:
    with refused(ProblemUnknown, UNKNOWN, DAY):
        when(problem_identified(), cause(problem_ref=UNKNOWN))


def test_the_same_cause_of_a_problem_twice_is_refused() -> None:
    with refused(CauseAlreadyProposed, CAUSE):
        when(cause_proposed(), cause(text=cause_proposed().causes[CAUSE].text))


def test_the_same_cause_of_another_problem_is_another_cause() -> None:
    # given
    programme = then(cause_proposed(), problem())
    (other,) = (p.problem_id for p in programme.problems if p.problem_id != PROBLEM)
    # when
    programme = then(
        programme,
        cause(problem_ref=other, text=programme.causes[CAUSE].text),
    )
    # then
    assert len(programme.causes) == 2


@pytest.mark.parametrize("showed", Verdict)
def test_a_cause_is_tested(showed: Verdict) -> None:
    assert then(cause_proposed(), verdict(showed)).causes[CAUSE].verdict is showed


def test_a_cause_that_was_never_proposed_is_not_tested() -> None:
    with refused(CauseUnknown, CAUSE, DAY):
        when(problem_identified(), verdict(Verdict.SUPPORTED))


def test_the_same_verdict_twice_is_refused() -> None:
    # given
    programme = then(cause_proposed(), verdict(Verdict.SUPPORTED))
    # when, then
    with refused(VerdictUnchanged, CAUSE):
        when(programme, verdict(Verdict.SUPPORTED))


def test_a_new_test_may_show_something_else() -> None:
    # given
    programme = then(cause_proposed(), verdict(Verdict.UNCLEAR))
    # when
    programme = then(programme, verdict(Verdict.NOT_SUPPORTED))
    # then
    assert programme.causes[CAUSE].verdict is Verdict.NOT_SUPPORTED


def test_a_verdict_folded_before_its_cause_shows_when_the_cause_is_proposed() -> None:
    # given
    (assessed,) = when(cause_proposed(), verdict(Verdict.SUPPORTED))
    assert isinstance(assessed, CauseAssessed)
    early = assessed.evolve(analysing())
    assert CAUSE not in early.causes
    # when
    proposed = CauseProposed(
        occurred_on=DAY,
        cause_id=CAUSE,
        problem_ref=PROBLEM,
        level=CauseLevel.TEACHING,
        text="Få tillfällen att resonera.",
    )
    programme = proposed.evolve(early)
    # then
    assert programme.causes[CAUSE].verdict is Verdict.SUPPORTED
