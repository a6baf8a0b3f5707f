"""The programme office's people around the school: process supporters and analysts."""

from collections.abc import Iterable
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.words import Model, Role, Text

SUPPORT_TEAM = (Role.PROCESS_SUPPORTER, Role.ANALYST)


class AlreadyAssigned(RuleBroken):
    """The person {person} is {role.en} of this programme since {since}; nothing more
    is needed.
    """

    sv = (
        "Personen {person} är {role.sv} i denna omgång sedan {since}; inget mer behövs."
    )


class NotAssigned(RuleBroken):
    """The person {person} is neither process supporter nor analyst of this programme on
    {on}, so there is nothing to release from.
    """

    sv = (
        "Personen {person} är varken processtödjare eller analytiker i denna omgång "
        "den {on}, så det finns inget att lämna."
    )


class SupportTeamIncomplete(Advisory):
    """No {role.en} remains while the work goes on; assign another."""

    sv = "Ingen {role.sv} finns kvar medan arbetet pågår; utse en ny."


class _Assigning(Model):
    person_id: UUID
    """The person assigned. / Personen som utses."""


class ProcessSupporterAssigned(_Assigning, ProgrammeEvent):
    """A process supporter is assigned to the school."""

    stored_as = "people.process-supporter-assigned.v1"
    sv = "Processtödjare utsedd"
    en = "Process supporter assigned"

    def rules(self, programme: Programme) -> None:
        """Assign a person once at a time."""
        _require_unassigned(programme, self.person_id, role=Role.PROCESS_SUPPORTER)

    def evolve(self, state: Programme) -> Programme:
        """Seat the process supporter."""
        role = Role.PROCESS_SUPPORTER
        return state.seat(self.person_id, role=role, on=self.occurred_on)


class AssignProcessSupporter(_Assigning, ProgrammeCommand):
    """Assign a process supporter."""

    noun = "process-supporters"
    records = ProcessSupporterAssigned
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Utse en processtödjare."
    example = {"personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c11"}


class AnalystAssigned(_Assigning, ProgrammeEvent):
    """An analyst is assigned to the school."""

    stored_as = "people.analyst-assigned.v1"
    sv = "Analytiker utsedd"
    en = "Analyst assigned"

    def rules(self, programme: Programme) -> None:
        """Assign a person once at a time."""
        _require_unassigned(programme, self.person_id, role=Role.ANALYST)

    def evolve(self, state: Programme) -> Programme:
        """Seat the analyst."""
        return state.seat(self.person_id, role=Role.ANALYST, on=self.occurred_on)


class AssignAnalyst(_Assigning, ProgrammeCommand):
    """Assign an analyst."""

    noun = "analysts"
    records = AnalystAssigned
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Utse en analytiker."
    example = {"personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c12"}


class _Releasing(Model):
    person_id: UUID
    """The person released, from every assignment as process supporter or analyst. /
    Personen som entledigas, från varje uppdrag som processtödjare eller analytiker.
    """
    reason: Text
    """Why the person is released. / Skälet till att personen entledigas."""


class SupportMemberReleased(_Releasing, ProgrammeEvent):
    """A process supporter or an analyst leaves the programme after this day."""

    stored_as = "people.support-member-released.v1"
    sv = "Processtödjare eller analytiker entledigad"
    en = "Support member released"

    def rules(self, programme: Programme) -> None:
        """Release only who is assigned."""
        if all(
            a.person_id != self.person_id for a in programme.assigned(*SUPPORT_TEAM)
        ):
            raise NotAssigned(person=self.person_id, on=self.occurred_on)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Warn when the analysis or what follows is left without one of the two."""
        if state.analysis_started_on is None and state.plan_started_on is None:
            return
        for role in SUPPORT_TEAM:
            if all(a.person_id == self.person_id for a in state.assigned(role)):
                yield SupportTeamIncomplete(role=role)

    def evolve(self, state: Programme) -> Programme:
        """Let this be the last day of the person's assignments."""
        for role in SUPPORT_TEAM:
            state = state.unseat(self.person_id, role=role, on=self.occurred_on)
        return state


class ReleaseSupportMember(_Releasing, ProgrammeCommand):
    """Release a process supporter or an analyst."""

    noun = "support-member-releases"
    records = SupportMemberReleased
    by = (Role.PROGRAMME_OFFICE, Role.CHIEF)
    sv = "Entlediga en processtödjare eller analytiker."
    example = {
        "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c11",
        "reason": "Tar över stödet till en annan skola.",
    }


def _require_unassigned(programme: Programme, person_id: UUID, *, role: Role) -> None:
    for assignment in programme.assigned(role):
        if assignment.person_id == person_id:
            since = assignment.first_day
            raise AlreadyAssigned(person=person_id, role=role, since=since)
