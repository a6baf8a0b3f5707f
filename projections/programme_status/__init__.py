"""Where every programme stands: the portfolio's read model."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.application.view import ProgrammeView
from ksbs.domain.analysis.start import AnalysisStarted
from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.closing.extension import ProgrammeExtended
from ksbs.domain.closing.pause import ProgrammePaused, ProgrammeResumed
from ksbs.domain.closing.termination import ProgrammeTerminated
from ksbs.domain.enrolment.decision import EnrolmentDecided, EnrolmentRejected
from ksbs.domain.enrolment.nomination import NominationWithdrawn, SchoolNominated
from ksbs.domain.enrolment.offer import ParticipationDeclined, ParticipationOffered
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.followup.meeting import FollowUpRecorded
from ksbs.domain.plan.establishment import ActionPlanEstablished
from ksbs.domain.plan.start import ActionPlanStarted
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give the one row of a nominated programme."""
    nomination = programme.nomination
    if nomination is None:
        return
    yield {
        "school_unit_code": nomination.school_unit_code,
        "school_name": nomination.school_name,
        "school_form": nomination.school_form.value,
        "status": programme.status,
        "nominated_on": nomination.on,
        "decided_on": programme.decision.on if programme.decision else None,
        "started_on": programme.started_on,
        "planned_end": programme.planned_end,
        "ended_on": programme.ending.on if programme.ending else None,
    }


PROJECTION = Projection(
    name="programme_status",
    title="Programme status / Omgångarnas läge",
    version=1,
    on=frozenset(
        {
            SchoolNominated,
            NominationWithdrawn,
            ParticipationOffered,
            ParticipationDeclined,
            EnrolmentDecided,
            EnrolmentRejected,
            ProgrammeStarted,
            AnalysisStarted,
            ActionPlanStarted,
            ActionPlanEstablished,
            FollowUpRecorded,
            ProgrammePaused,
            ProgrammeResumed,
            ProgrammeExtended,
            ProgrammeTerminated,
            ProgrammeCompleted,
        }
    ),
    columns=(
        Column("school_unit_code", "text", SchoolNominated),
        Column("school_name", "text", SchoolNominated),
        Column("school_form", "text", SchoolNominated),
        Column("status", "text", ProgrammeView),
        Column(
            "nominated_on",
            "date",
            "The day of the nomination. / Dagen för nomineringen.",
        ),
        Column(
            "decided_on",
            "date",
            "The day it was decided that the school takes part; null unless it was. / "
            "Dagen då det beslutades att skolan deltar; null om det inte beslutats.",
            nullable=True,
        ),
        Column("started_on", "date", ProgrammeView, nullable=True),
        Column("planned_end", "date", ProgrammeView, nullable=True),
        Column(
            "ended_on",
            "date",
            "The day it ended, in whichever way; null while it goes on. / Dagen då den "
            "tog slut, hur det än skedde; null medan den pågår.",
            nullable=True,
        ),
    ),
    rows=rows,
)
