"""The days on which a programme reached what every programme aims for.

Days of the sessions are counted as the analysis counts them: the sixth is the day by
which six had been held, whatever their numbers.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.analysis.establishment import AnalysisEstablished
from ksbs.domain.analysis.reopening import AnalysisReopened
from ksbs.domain.analysis.session import SessionHeld
from ksbs.domain.analysis.start import AnalysisStarted
from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.enrolment.decision import EnrolmentDecided, EnrolmentRejected
from ksbs.domain.enrolment.nomination import NominationWithdrawn, SchoolNominated
from ksbs.domain.enrolment.offer import ParticipationDeclined, ParticipationOffered
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.followup.meeting import FollowUpRecorded
from ksbs.domain.plan.establishment import ActionPlanEstablished
from ksbs.domain.plan.start import ActionPlanStarted
from ksbs.domain.programme import SESSIONS_OF_AN_ANALYSIS, Programme

NOMINATED, OFFERED, DECIDED, STARTED = "nominated", "offered", "decided", "started"
ANALYSIS_STARTED, ANALYSIS_ESTABLISHED = "analysis_started", "analysis_established"
PLAN_STARTED, PLAN_ESTABLISHED = "plan_started", "plan_established"
FIRST_FOLLOW_UP = "first_follow_up"

SESSIONS = tuple(f"session_{n}" for n in range(1, SESSIONS_OF_AN_ANALYSIS + 1))


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each milestone reached; the last is the status it ended with."""
    for ordinal, (milestone, day) in enumerate(_milestones(programme), start=1):
        if day is not None:
            yield {"milestone": milestone, "reached_on": day, "ordinal": ordinal}


def _milestones(programme: Programme) -> Iterator[tuple[str, date | None]]:
    """Go through all milestones in their usual order, those not reached too."""
    nomination, decision = programme.nomination, programme.decision
    yield NOMINATED, nomination.on if nomination else None
    yield OFFERED, programme.offers[0].on if programme.offers else None
    yield DECIDED, decision.on if decision else None
    yield STARTED, programme.started_on
    yield ANALYSIS_STARTED, programme.analysis_started_on
    yield from zip(SESSIONS, _session_days(programme), strict=True)
    yield ANALYSIS_ESTABLISHED, programme.analysis_established_on
    yield PLAN_STARTED, programme.plan_started_on
    yield PLAN_ESTABLISHED, programme.plan_established_on
    followed_up = programme.follow_ups
    yield FIRST_FOLLOW_UP, followed_up[0].on if followed_up else None
    if programme.ending is not None:
        yield programme.ending.status.value, programme.ending.on


def _session_days(programme: Programme) -> list[date | None]:
    held = sorted(s.held_on for s in programme.sessions if s.held_on is not None)
    missing = max(0, len(SESSIONS) - len(held))
    return [*held[: len(SESSIONS)], *([None] * missing)]


PROJECTION = Projection(
    name="milestones",
    title="Milestones / Milstolpar",
    version=1,
    on=frozenset(
        {
            SchoolNominated,
            ParticipationOffered,
            ParticipationDeclined,
            NominationWithdrawn,
            EnrolmentDecided,
            EnrolmentRejected,
            ProgrammeStarted,
            AnalysisStarted,
            SessionHeld,
            AnalysisEstablished,
            AnalysisReopened,
            ActionPlanStarted,
            ActionPlanEstablished,
            FollowUpRecorded,
            ProgrammeCompleted,
            ProgrammeTerminated,
        }
    ),
    columns=(
        Column(
            "milestone",
            "text",
            "What was reached, such as `decided`, `session_6` or `plan_established`. / "
            "Vad som nåddes, som `decided` (beslutad), `session_6` (sjätte tillfället) "
            "eller `plan_established` (plan fastställd).",
        ),
        Column("reached_on", "date", "The day it was reached. / Dagen då det nåddes."),
        Column(
            "ordinal",
            "integer",
            "Its place in the usual order of the milestones, counted from 1. / Dess "
            "plats i milstolparnas vanliga ordning, räknat från 1.",
        ),
    ),
    rows=rows,
    key=("milestone",),
)
