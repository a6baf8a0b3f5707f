"""Asks the policy about a request: the role first, then how it stands to the stream."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ksbs.application import policy, streams
from ksbs.application.deciding import Stream
from ksbs.application.request import Request
from ksbs.domain.command import Command
from ksbs.domain.enrolment.nomination import NominateSchool
from ksbs.domain.event import Entry, Event
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import AmendmentCommand
from ksbs.domain.roles import Directory
from ksbs.domain.selection.national_programme import NoteNationalProgramme

_BY_ROLE_ALONE = frozenset({policy.Relation.NONE})
_CITY_WIDE = frozenset({policy.Relation.NONE, policy.Relation.OWN_AREA})
"""Selection rounds concern every area, so each chief's own."""


def refuse_role(request: Request) -> None:
    """Refuse a role that may not do this in any relation.

    Raises:
        Forbidden: whoever may amend an entry depends on the entry, so an amendment is
            not refused here.
    """
    command = request.command
    if isinstance(command, AmendmentCommand):
        return
    everything = frozenset(policy.Relation)
    verdict = policy.may_command(request.actor, command, relations=everything)
    policy.require(verdict, action=command.noun, role=request.actor.role)


@dataclass(frozen=True, slots=True)
class Permission:
    """What the policy has to know to judge a request on a stream."""

    request: Request
    stream: Stream
    directory: Directory
    today: date

    def require(self) -> None:
        """Refuse an actor who does not stand to the stream as the role must.

        Raises:
            Forbidden: with the id of the policy's rule.
        """
        actor, command = self.request.actor, self.request.command
        subject = _subject(self.stream.entries, command)
        relations = self._relations(subject)
        if isinstance(command, AmendmentCommand):
            target = type(subject) if isinstance(subject, Event) else command.records
            verdict = policy.may_amend(
                actor, command, target=target, relations=relations
            )
        else:
            verdict = policy.may_command(actor, command, relations=relations)
        policy.require(verdict, action=command.noun, role=actor.role)

    def _relations(self, subject: Command | Event) -> frozenset[policy.Relation]:
        command = self.request.command
        category = streams.category_of(command.records.stored_as)
        if category == streams.PROGRAMME:
            return self._to_programme(subject)
        if isinstance(command, NoteNationalProgramme):
            nothing_yet = Programme(directory=self.directory)
            return self._to(nothing_yet, unit=command.school_unit_code)
        return _CITY_WIDE if category == streams.SELECTION_ROUNDS else _BY_ROLE_ALONE

    def _to_programme(self, subject: Command | Event) -> frozenset[policy.Relation]:
        command, programme = self.request.command, self.stream.head
        unit = programme.unit
        if isinstance(command, NominateSchool):
            unit = command.school_unit_code
        return self._to(programme, unit=unit, subject=subject) | _asked_of_a_department(
            programme, subject
        )

    def _to(
        self, programme: Programme, *, unit: str, subject: Command | Event | None = None
    ) -> frozenset[policy.Relation]:
        return policy.relations_to(
            self.request.actor,
            programme,
            unit=unit,
            today=self.today,
            intervention_id=getattr(subject, "intervention_id", None),
        )


def _asked_of_a_department(
    programme: Programme, subject: Command | Event
) -> frozenset[policy.Relation]:
    """Let whoever holds the role answer: a request names a department, not a person."""
    request_id = getattr(subject, "request_id", None)
    if request_id is None or request_id not in programme.support_requests:
        return frozenset()
    return frozenset({policy.Relation.ASSIGNED_INTERVENTION})


def _subject(entries: Sequence[Entry], command: Command) -> Command | Event:
    """Give what a command is about: for an amendment the event that it names."""
    if not isinstance(command, AmendmentCommand):
        return command
    named = (e.event for e in entries if e.event_id == command.target_event_id)
    return next(named, command)
