"""The register of decisions shows who decided what, and what the committee was told."""

from datetime import timedelta
from typing import Any

from ksbs.domain.analysis.establishment import AnalysisEstablished
from ksbs.domain.enrolment.decision import EnrolmentRejected
from ksbs.domain.enrolment.reporting import DecisionReported
from ksbs.domain.kinds import DecisionBasis, ExceptionRule
from ksbs.domain.programme import Programme
from ksbs.domain.record.disclosure import DisclosureOutcome, DisclosureRequested
from ksbs.domain.record.disclosure_decision import DisclosureDecided
from projections.decisions import rows
from tests.support.cast import (
    CHIEF,
    DAY,
    DECIDED,
    DECISION,
    OFFICER,
    PRINCIPAL,
    an_id,
)
from tests.support.given import (
    area_prioritised,
    decided,
    exempt,
    nominated,
    offered,
    staff_work,
    started,
    with_sessions,
)
from tests.support.given_closing import (
    decided_together,
    extend,
    pause,
    resume,
    terminate,
)
from tests.support.telling import given


def kinds(programme: Programme) -> list[Any]:
    return [row["kind"] for row in rows(programme)]


def test_before_any_decision_the_register_is_empty() -> None:
    assert list(rows(offered())) == []


def test_the_decision_to_take_part_shows_who_decided_and_on_what_grounds() -> None:
    # given
    programme = decided()
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "reference": str(DECISION),
        "kind": "EnrolmentDecided",
        "decision_id": DECISION,
        "decided_on": DECIDED,
        "joint": True,
        "rule": None,
        "content": "Skolan deltar i KSBS under tre år.",
        "reason": None,
        "deciders": (CHIEF, PRINCIPAL),
        "chief": CHIEF,
        "chief_stance": "for",
        "principal": PRINCIPAL,
        "principal_stance": "for",
        "rapporteur": None,
        "participants": (),
        "legal_basis": (),
        "decisive_circumstances": "Båda står bakom arbetet.",
        "decision_basis": "delegation",
        "reported_on": None,
        "paragraph": None,
    }


def test_a_rejection_shows_that_one_of_the_two_took_no_stance() -> None:
    # given
    rejection = EnrolmentRejected(
        occurred_on=DECIDED,
        decision_id=DECISION,
        content="Skolan deltar inte.",
        decisive_circumstances="De är inte överens.",
        decision_basis=DecisionBasis.DELEGATION,
        reason="Rektor slutar.",
    )
    # when
    (row,) = rows(given(nominated(), rejection))
    # then
    assert (row["kind"], row["reason"]) == ("EnrolmentRejected", "Rektor slutar.")
    assert (row["joint"], row["chief"], row["principal"]) == (False, None, None)


def test_every_joint_decision_has_a_row_of_its_own() -> None:
    # given
    programme = started()
    # when
    for command in (pause(), resume(), pause(), resume(), extend(), terminate()):
        programme = decided_together(programme, command)
    # then
    assert kinds(programme) == [
        "EnrolmentDecided",
        "ProgrammePaused",
        "ProgrammeResumed",
        "ProgrammePaused",
        "ProgrammeResumed",
        "ProgrammeExtended",
        "ProgrammeTerminated",
    ]
    assert all(row["chief_stance"] == "for" for row in rows(programme))


def test_a_report_to_the_committee_stands_on_the_decision_it_is_about() -> None:
    # given
    programme = decided_together(started(), pause())
    report = DecisionReported(
        occurred_on=DAY,
        decision_event_id=an_id(90),
        decision_id=DECISION,
        paragraph="§ 14",
    )
    # when
    enrolment, paused = rows(given(programme, report))
    # then
    assert (enrolment["reported_on"], enrolment["paragraph"]) == (DAY, "§ 14")
    assert (paused["reported_on"], paused["paragraph"]) == (None, None)


def test_a_report_of_what_is_not_decided_yet_shows_nothing() -> None:
    # given
    report = DecisionReported(
        occurred_on=DAY,
        decision_event_id=an_id(90),
        decision_id=an_id(91),
        paragraph="§ 14",
    )
    # when
    (row,) = rows(given(decided(), report))
    # then
    assert row["reported_on"] is None


def test_an_exception_is_in_the_register_from_its_use() -> None:
    # given
    rule = ExceptionRule.FEWER_THAN_SIX_SESSIONS
    programme = with_sessions(2, programme=area_prioritised())
    agreed = exempt(given(programme, staff_work(1)), rule)
    established = AnalysisEstablished(
        occurred_on=DAY + timedelta(days=1),
        summary="Två tillfällen räckte.",
        document_ref="Nulägesanalys",
        established_by=PRINCIPAL,
    )
    assert kinds(agreed) == ["EnrolmentDecided"]
    # when
    _, row = rows(given(agreed, established))
    # then
    assert row["reference"] == "fewer_than_six_sessions/2025-01-28/1"
    assert (row["kind"], row["rule"]) == ("exception", "fewer_than_six_sessions")
    assert (row["decided_on"], row["decision_id"]) == (DAY + timedelta(days=1), None)
    assert row["deciders"] == (CHIEF, PRINCIPAL)
    assert (row["chief_stance"], row["principal_stance"]) == ("for", "for")


def test_a_decision_on_disclosure_is_no_joint_one() -> None:
    # given
    request, decision = an_id(81), an_id(82)
    asked = DisclosureRequested(
        occurred_on=DAY,
        request_id=request,
        requested_scope="Åtgärdsplanen.",
        requester_kind="allmänheten",
    )
    refused = DisclosureDecided(
        occurred_on=DAY,
        decision_id=decision,
        request_id=request,
        scope="Hela planen.",
        outcome=DisclosureOutcome.REFUSED,
        legal_reference="OSL 23 kap. 2 §",
        decided_by=OFFICER,
    )
    # when
    (row,) = rows(given(nominated(), asked, refused))
    # then
    assert (row["kind"], row["decision_id"]) == ("DisclosureDecided", decision)
    assert (row["content"], row["deciders"]) == ("Hela planen.", (OFFICER,))
    assert row["legal_basis"] == ("OSL 23 kap. 2 §",)
    assert row["joint"] is False
