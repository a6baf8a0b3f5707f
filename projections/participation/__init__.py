"""How many of the pedagogical staff each session reached, group by group.

A share is the sum of `present` over the sum of `eligible`, never a mean of shares.
"""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.analysis.staff_work import StaffWorkHeld
from ksbs.domain.enrolment.start import ProgrammeStarted
from ksbs.domain.followup.terms import programme_term
from ksbs.domain.programme import Programme
from ksbs.domain.state import StaffWork


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each session's work in each group on each day."""
    works = {(w.session_number, w.group, w.on): w for w in programme.staff_work}
    for work in works.values():
        yield _row(programme, work)


def _row(programme: Programme, work: StaffWork) -> Row:
    term = programme_term(programme, day=work.on)
    return {
        "session_number": work.session_number,
        "staff_group": work.group,
        "held_on": work.on,
        "present": work.present,
        "eligible": work.eligible,
        "term": term.number if term else None,
        "term_name": term.name if term else None,
    }


PROJECTION = Projection(
    name="participation",
    title="Pedagogical staff reached / Pedagogisk personal som nåtts",
    version=1,
    on=frozenset({ProgrammeStarted, StaffWorkHeld}),
    columns=(
        Column("session_number", "integer", StaffWorkHeld),
        Column("staff_group", "text", FieldOf(StaffWorkHeld, "group")),
        Column("held_on", "date", "The day of the work. / Dagen för arbetet."),
        Column("present", "integer", StaffWorkHeld),
        Column("eligible", "integer", StaffWorkHeld),
        Column("term", "integer", column_words.TERM, nullable=True),
        Column("term_name", "text", column_words.TERM_NAME, nullable=True),
    ),
    rows=rows,
    key=("session_number", "staff_group", "held_on"),
)
