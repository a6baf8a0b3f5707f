"""Everything that is to be done by a day, done or not.

No row depends on passing time: what is overdue on a day is what is due before it, not
done and not lapsed. A step lapses when the programme ends, or when what it belongs to is
withdrawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import zip_longest
from typing import NamedTuple

from ksbs.application.days import day_of
from ksbs.application.numbering import numbered
from ksbs.application.projection import Projection, Row
from ksbs.domain.analysis.session import SessionHeld
from ksbs.domain.analysis.session_plan import (
    SessionCancelled,
    SessionRescheduled,
    SessionScheduled,
)
from ksbs.domain.calendar import terms_from
from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.closing.extension import ProgrammeExtended
from ksbs.domain.closing.post_follow_up import (
    PostFollowUpRecorded,
    PostFollowUps,
    twelve_months_after,
)
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.enrolment.decision import EnrolmentDecided, EnrolmentRejected
from ksbs.domain.enrolment.nomination import NominationWithdrawn
from ksbs.domain.enrolment.offer import ParticipationDeclined, ParticipationOffered
from ksbs.domain.enrolment.stance import StancesTaken, StanceTaken
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.followup.annual_review import (
    YEARS_OF_A_PROGRAMME,
    AnnualReviewHeld,
    AnnualReviews,
)
from ksbs.domain.followup.goal_assessment import GoalAssessed
from ksbs.domain.followup.meeting import FollowUpRecorded, FollowUpScheduled
from ksbs.domain.followup.observation import VisibleSignObserved
from ksbs.domain.interventions.run import (
    InterventionCompleted,
    InterventionDiscontinued,
    InterventionStarted,
)
from ksbs.domain.kinds import GoalAssessment, Matter, Status
from ksbs.domain.plan.goal import GoalRevised, GoalSet, GoalWithdrawn
from ksbs.domain.plan.intervention import InterventionPlanned
from ksbs.domain.plan.sign import VisibleSignDefined
from ksbs.domain.plan.sign_revision import VisibleSignRevised
from ksbs.domain.plan.support import (
    SupportCommitted,
    SupportDeclined,
    SupportRequested,
)
from ksbs.domain.programme import Programme
from ksbs.domain.state import FollowUpPlanned, Offer
from projections.due_steps.columns import COLUMNS

TERMS_OF_A_YEAR = 2

POST_FOLLOW_UP = "post_follow_up"
"""The one step that is due because the programme has ended."""


class Step(NamedTuple):
    """Something due: what it is, of what, by when, when it was done or else lapsed."""

    kind: str
    reference: str
    what: str
    due_on: date
    done_on: date | None
    lapsed_on: date | None = None


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each step that has a day."""
    steps = (step for part in _PARTS for step in part(programme))
    for number, step in numbered(steps, alike=lambda s: (s.kind, s.reference)):
        lapsed_on = _lapsed_on(step, programme) if step.done_on is None else None
        yield {**step._asdict(), "number": number, "lapsed_on": lapsed_on}


def _lapsed_on(step: Step, programme: Programme) -> date | None:
    ending = programme.ending
    if ending is None or step.kind == POST_FOLLOW_UP:
        return step.lapsed_on
    return min(step.lapsed_on or ending.on, ending.on)


def _offers(programme: Programme) -> Iterator[Step]:
    for offer in programme.offers:
        asked = offer.offered_to.value
        answered_on = min(_answers(programme, offer), default=None)
        yield Step("offer_answer", asked, asked, offer.answer_by, answered_on)


def _answers(programme: Programme, offer: Offer) -> Iterator[date]:
    """Give the days of what answers an offer: a stance, a decision, a decline."""
    for stance in programme.facet(StancesTaken).taken:
        capacity = stance.held.capacity.value
        if (stance.matter, capacity) == (Matter.ENROLMENT, offer.offered_to.value):
            # Whoever took a stance before the offer had answered when it came.
            yield max(stance.held.on, offer.on)
    if programme.decision:
        yield programme.decision.on
    ending = programme.ending
    if ending and ending.status in (Status.DECLINED, Status.REJECTED):
        yield ending.on


def _programme(programme: Programme) -> Iterator[Step]:
    decision, ending = programme.decision, programme.ending
    if decision:
        yield Step("start", "", "", decision.starts_on, programme.started_on)
    if programme.planned_end:
        ended_on = ending.on if ending else None
        yield Step("completion", "", "", programme.planned_end, ended_on)
    if ending and ending.status is Status.COMPLETED:
        due_on = twelve_months_after(ending.on)
        recorded = (found.on for found in programme.facet(PostFollowUps).recorded)
        yield Step(POST_FOLLOW_UP, "", "", due_on, min(recorded, default=None))


def _sessions(programme: Programme) -> Iterator[Step]:
    for session in programme.sessions:
        if session.scheduled_at is not None:
            due_on, number = _local_day(session.scheduled_at), str(session.number)
            yield Step("session", number, session.place, due_on, session.held_on)


def _local_day(at: datetime) -> date:
    try:
        return day_of(at)
    except OverflowError:  # At either end of the calendar there is no other zone.
        return at.date()


def _follow_ups(programme: Programme) -> Iterator[Step]:
    """Match planned and held follow-ups of one name in the order of their days."""
    planned: dict[str, list[FollowUpPlanned]] = defaultdict(list)
    held: dict[str, list[date]] = defaultdict(list)
    for plan in programme.follow_ups_planned:
        planned[plan.occasion].append(plan)
    for follow_up in programme.follow_ups:
        held[follow_up.occasion].append(follow_up.on)
    for occasion, plans in planned.items():
        in_order = sorted(plans, key=lambda plan: (plan.planned_on, plan.term))
        for plan, day in zip_longest(in_order, sorted(held[occasion])):
            if plan is not None:
                reference = f"{occasion}/{plan.term}"
                yield Step("follow_up", reference, occasion, plan.planned_on, day)


def _annual_reviews(programme: Programme) -> Iterator[Step]:
    if programme.started_on is None:
        return
    terms = terms_from(programme.started_on)
    held = {review.year: review.on for review in programme.facet(AnnualReviews).held}
    for year in range(1, YEARS_OF_A_PROGRAMME + 1):
        due_on = terms[TERMS_OF_A_YEAR * year - 1].ends_on
        yield Step("annual_review", str(year), "", due_on, held.get(year))


def _goals(programme: Programme) -> Iterator[Step]:
    for goal in programme.goals:
        if goal.target_date is not None:
            early = goal.assessment is GoalAssessment.TOO_EARLY
            yield Step(
                "goal_assessment",
                str(goal.goal_id),
                goal.text,
                goal.target_date,
                None if early else goal.assessed_on,
                goal.withdrawn_on,
            )


def _signs(programme: Programme) -> Iterator[Step]:
    for sign in programme.signs:
        goal = programme.goals[sign.goal_id] if sign.goal_id else None
        if sign.by_when is not None:
            yield Step(
                "sign_observation",
                str(sign.sign_id),
                sign.text,
                sign.by_when,
                min((seen.on for seen in sign.observations), default=None),
                goal.withdrawn_on if goal else None,
            )


def _support(programme: Programme) -> Iterator[Step]:
    for request in programme.support_requests:
        if request.needed_by is not None:
            yield Step(
                "support_answer",
                str(request.request_id),
                request.of_whom,
                request.needed_by,
                request.answered_on,
            )


def _interventions(programme: Programme) -> Iterator[Step]:
    for planned in programme.interventions:
        reference, what = str(planned.intervention_id), planned.title
        if planned.planned_start is not None:
            due_on, done_on = planned.planned_start, planned.started_on
            yield Step("intervention_start", reference, what, due_on, done_on)
        if planned.planned_end is not None:
            due_on, done_on = planned.planned_end, planned.ended_on
            yield Step("intervention_end", reference, what, due_on, done_on)


_PARTS = (
    _offers,
    _programme,
    _sessions,
    _follow_ups,
    _annual_reviews,
    _goals,
    _signs,
    _support,
    _interventions,
)

PROJECTION = Projection(
    name="due_steps",
    title="What is due / Vad som ska göras, och när",
    version=1,
    on=frozenset(
        {
            ParticipationOffered,
            ParticipationDeclined,
            NominationWithdrawn,
            StanceTaken,
            EnrolmentDecided,
            EnrolmentRejected,
            ProgrammeStarted,
            ProgrammeExtended,
            ProgrammeTerminated,
            ProgrammeCompleted,
            PostFollowUpRecorded,
            SessionScheduled,
            SessionRescheduled,
            SessionCancelled,
            SessionHeld,
            FollowUpScheduled,
            FollowUpRecorded,
            AnnualReviewHeld,
            GoalSet,
            GoalRevised,
            GoalWithdrawn,
            GoalAssessed,
            VisibleSignDefined,
            VisibleSignRevised,
            VisibleSignObserved,
            SupportRequested,
            SupportCommitted,
            SupportDeclined,
            InterventionPlanned,
            InterventionStarted,
            InterventionCompleted,
            InterventionDiscontinued,
        }
    ),
    columns=COLUMNS,
    rows=rows,
    key=("kind", "reference", "number"),
)
