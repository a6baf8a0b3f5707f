"""The sessions of the analysis: planned, held, who led and who attended."""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.analysis.session import (
    MinutesApproved,
    MinutesTold,
    SessionHeld,
    SessionsTold,
)
from ksbs.domain.analysis.session_plan import (
    SessionCancelled,
    SessionRescheduled,
    SessionScheduled,
)
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.followup.terms import programme_term
from ksbs.domain.programme import Programme
from ksbs.domain.state import Session


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each session that is planned or held."""
    for session in programme.sessions:
        held_on = session.held_on
        term = programme_term(programme, day=held_on) if held_on else None
        yield {
            "session_number": session.number,
            "scheduled_at": session.scheduled_at,
            "place": session.place or None,
            "held_on": held_on,
            "term": term.number if term else None,
            "term_name": term.name if term else None,
            **_held(programme, session),
        }


def _held(programme: Programme, session: Session) -> Row:
    held = programme.facet(SessionsTold).latest(session.number)
    approved = programme.facet(MinutesTold).latest(session.number)
    return {
        "purpose": held.purpose if held else None,
        "led_by": session.led_by,
        "attendees": session.attendees,
        "absentees": session.absentees,
        "attended": len(session.attendees) if held else None,
        "absent": len(session.absentees) if held else None,
        "minutes": session.minutes,
        "minutes_approved_on": approved.occurred_on if approved else None,
        "minutes_approved_by": approved.approved_by if approved else None,
    }


PROJECTION = Projection(
    name="sessions",
    title="Sessions of the analysis / Nulägesanalysens tillfällen",
    version=1,
    on=frozenset(
        {
            ProgrammeStarted,
            SessionScheduled,
            SessionRescheduled,
            SessionCancelled,
            SessionHeld,
            MinutesApproved,
        }
    ),
    columns=(
        Column("session_number", "integer", FieldOf(SessionScheduled, "number")),
        Column(
            "scheduled_at",
            "timestamptz",
            FieldOf(SessionScheduled, "at"),
            nullable=True,
        ),
        Column("place", "text", SessionScheduled, nullable=True),
        Column(
            "held_on",
            "date",
            "The day it was held; null until it is. / Dagen då det genomfördes; null "
            "tills det sker.",
            nullable=True,
        ),
        Column("term", "integer", column_words.TERM, nullable=True),
        Column("term_name", "text", column_words.TERM_NAME, nullable=True),
        Column("purpose", "text", SessionHeld, nullable=True),
        Column("led_by", "uuid[]", SessionHeld),
        Column("attendees", "uuid[]", SessionHeld),
        Column("absentees", "uuid[]", SessionHeld),
        Column(
            "attended",
            "integer",
            "How many attended; null until it is held. / Hur många som var med; null "
            "tills det genomförts.",
            nullable=True,
        ),
        Column(
            "absent",
            "integer",
            "How many members were missing; null until it is held. / Hur många "
            "medlemmar som saknades; null tills det genomförts.",
            nullable=True,
        ),
        Column(
            "minutes",
            "text",
            FieldOf(MinutesApproved, "document_ref"),
            nullable=True,
        ),
        Column(
            "minutes_approved_on",
            "date",
            "The day the minutes were approved; null until they are. / Dagen då "
            "minnesanteckningarna fastställdes; null tills det sker.",
            nullable=True,
        ),
        Column(
            "minutes_approved_by",
            "uuid",
            FieldOf(MinutesApproved, "approved_by"),
            nullable=True,
        ),
    ),
    rows=rows,
    key=("session_number",),
)
