"""The follow-ups that have been held, with what came of each."""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.followup.meeting import FollowUpRecorded, FollowUpsTold
from ksbs.domain.followup.terms import programme_term
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each follow-up held."""
    for held in programme.facet(FollowUpsTold).latest_of_each():
        term = programme_term(programme, day=held.occurred_on)
        yield {
            "occasion": held.occasion,
            "held_on": held.occurred_on,
            "term": term.number if term else None,
            "term_name": term.name if term else None,
            "participants": held.participants,
            "analysis": held.analysis,
            "decisions": held.decisions,
            "next_step": held.next_step,
        }


PROJECTION = Projection(
    name="follow_ups",
    title="Follow-ups held / Hållna uppföljningar",
    version=1,
    on=frozenset({ProgrammeStarted, FollowUpRecorded}),
    columns=(
        Column("occasion", "text", FollowUpRecorded),
        Column("held_on", "date", "The day it was held. / Dagen då den hölls."),
        Column("term", "integer", column_words.TERM, nullable=True),
        Column("term_name", "text", column_words.TERM_NAME, nullable=True),
        Column("participants", "uuid[]", FollowUpRecorded),
        Column("analysis", "text", FollowUpRecorded),
        Column("decisions", "text", FollowUpRecorded),
        Column("next_step", "text", FollowUpRecorded),
    ),
    rows=rows,
    key=("occasion", "held_on"),
)
