"""Who is what to a programme, from which day to which, both included."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import UUID

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.programme_parts import PersonView
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.enrolment.decision import EnrolmentDecided
from ksbs.domain.kinds import MemberKind
from ksbs.domain.people.heads import ChiefChanged, PrincipalChanged
from ksbs.domain.people.support_team import (
    AnalystAssigned,
    ProcessSupporterAssigned,
    SupportMemberReleased,
)
from ksbs.domain.people.working_group import (
    Membership,
    Memberships,
    WorkingGroupFormed,
    WorkingGroupMemberAdded,
    WorkingGroupMemberLeft,
)
from ksbs.domain.programme import Programme
from ksbs.domain.words import Role


class _Time(NamedTuple):
    role: Role
    person_id: UUID
    first_day: date
    last_day: date | None
    kind: MemberKind | None = None
    function: str | None = None


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each time that somebody was in a role."""
    times = _times(programme)
    for number, time in numbered(times, alike=lambda t: t[:3]):
        yield {**time._asdict(), "number": number}


def _times(programme: Programme) -> Iterator[_Time]:
    for seat in programme.assignments:
        yield _Time(seat.role, seat.person_id, seat.first_day, seat.last_day)
    for held in programme.facet(Memberships).held:
        member = held.member
        yield _Time(
            Role.WORKING_GROUP,
            member.person_id,
            held.first_day,
            held.last_day,
            member.kind,
            member.function,
        )


PROJECTION = Projection(
    name="people",
    title="People and roles over time / Personer och roller över tid",
    version=1,
    on=frozenset(
        {
            EnrolmentDecided,
            PrincipalChanged,
            ChiefChanged,
            ProcessSupporterAssigned,
            AnalystAssigned,
            SupportMemberReleased,
            WorkingGroupFormed,
            WorkingGroupMemberAdded,
            WorkingGroupMemberLeft,
        }
    ),
    columns=(
        Column("role", "text", PersonView),
        Column("person_id", "uuid", PersonView),
        Column("first_day", "date", PersonView),
        Column("number", "integer", column_words.NUMBER),
        Column("last_day", "date", PersonView, nullable=True),
        Column("kind", "text", Membership, nullable=True),
        Column("function", "text", Membership, nullable=True),
    ),
    rows=rows,
    key=("role", "person_id", "first_day", "number"),
)
