"""The versions of the action plan."""

from datetime import timedelta

from ksbs.domain.plan.establishment import EstablishActionPlan, ReviseActionPlan
from projections.plan_versions import rows
from tests.support.cast import DAY, PROCESS_SUPPORTER
from tests.support.given_plan import plan_established, whole_plan
from tests.support.telling import then

LATER = DAY + timedelta(days=60)
DIGEST = "ab" * 32


def test_a_plan_that_is_not_established_has_no_version() -> None:
    assert list(rows(whole_plan())) == []


def test_the_first_version_shows_its_digest_and_its_process_supporters() -> None:
    # given
    programme = then(whole_plan(), EstablishActionPlan(content_hash=DIGEST))
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "plan_version": 1,
        "established_on": DAY,
        "content_hash": DIGEST,
        "process_supporters": (PROCESS_SUPPORTER,),
        "changes": None,
        "reason": None,
    }


def test_a_later_version_says_what_is_new_and_why_beside_the_first() -> None:
    # given
    revise = ReviseActionPlan(changes="Ett mål är höjt.", reason="Uppföljningen.")
    # when
    first, second = rows(then(plan_established(), revise, on=LATER))
    # then
    assert (first["plan_version"], first["established_on"]) == (1, DAY)
    assert second == {
        "plan_version": 2,
        "established_on": LATER,
        "content_hash": None,
        "process_supporters": None,
        "changes": "Ett mål är höjt.",
        "reason": "Uppföljningen.",
    }
