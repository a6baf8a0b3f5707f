"""A session is held, and its minutes are approved."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator

from ksbs.domain.analysis.session_plan import SessionNumber, require_not_held
from ksbs.domain.analysis.start import TEAM, AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import Decider
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.told import Told
from ksbs.domain.words import Line, Model, Role, Text


def _each_once(persons: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if len(set(persons)) < len(persons):
        message = "names the same person twice"
        raise ValueError(message)
    return persons


Persons = Annotated[tuple[UUID, ...], AfterValidator(_each_once)]
"""Person ids, each named once."""


class NobodyOfTheTeamLeads(RuleBroken):
    """A session is led by at least one process supporter or analyst of the programme;
    on {on} those are {team}.
    """

    sv = (
        "Ett tillfälle leds av minst en av omgångens processtödjare eller analytiker; "
        "den {on} är de {team}."
    )


class NobodyFromSchool(RuleBroken):
    """At least one from the school attends a session; only process supporters and
    analysts are named for session {number}.
    """

    sv = (
        "Minst en från skolan deltar i ett tillfälle; för tillfälle {number} anges bara "
        "processtödjare och analytiker."
    )


class BothPresentAndAbsent(RuleBroken):
    """The person {person} is named both among those present and among the absent."""

    sv = "Personen {person} anges både som närvarande och som frånvarande."


class SessionNotHeld(RuleBroken):
    """Session {number} has not been held on {on}; record the session first."""

    sv = "Tillfälle {number} är inte genomfört den {on}; registrera tillfället först."


class MinutesAlreadyApproved(RuleBroken):
    """The minutes of session {number} are already approved, as {document}."""

    sv = "Anteckningarna från tillfälle {number} är redan fastställda, som {document}."


class SessionOutOfOrder(Advisory):
    """Session {number} is held out of order: session {expected} was next."""

    sv = "Tillfälle {number} genomförs i annan ordning: tillfälle {expected} stod på tur."


class _HoldingSession(Model):
    number: SessionNumber
    """The number of the session that was held: 1 to 6, extra ones from 7. / Numret på
    tillfället som genomfördes: 1 till 6, extra från 7.
    """
    led_by: Persons
    """Who led; at least one process supporter or analyst of the programme. / Vilka som
    ledde; minst en processtödjare eller analytiker i omgången.
    """
    attendees: Persons
    """Who attended; at least one from the school. / Vilka som var med; minst en från
    skolan.
    """
    absentees: Persons = ()
    """Members who were missing. / Medlemmar som saknades."""
    purpose: Text
    """What the session was for. / Vad tillfället var till för."""


class SessionHeld(_HoldingSession, AnalysisEvent):
    """A session of the analysis took place."""

    stored_as = "analysis.session-held.v1"
    sv = "Tillfälle genomfört"
    en = "Session held"

    def rules(self, programme: Programme) -> None:
        """Hold a number once, led by the team, with the school."""
        super().rules(programme)
        require_not_held(programme, number=self.number)
        for person in (*self.led_by, *self.attendees):
            if person in self.absentees:
                raise BothPresentAndAbsent(person=person)
        team = self._team(programme)
        if team.isdisjoint(self.led_by):
            named = ", ".join(sorted(map(str, team))) or "–"
            raise NobodyOfTheTeamLeads(on=self.occurred_on, team=named)
        members = {member.person_id for member in programme.group}
        if all(p in team and p not in members for p in self.attendees):
            raise NobodyFromSchool(number=self.number)

    def _team(self, programme: Programme) -> set[UUID]:
        # Whoever is released on this day has it as the last one, so still counts.
        return {
            a.person_id
            for a in programme.assignments
            if a.role in TEAM and (a.last_day is None or self.occurred_on <= a.last_day)
        }

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Warn when another number was next."""
        held = {session.number for session in state.sessions_held()}
        expected = max(held, default=0) + 1
        if self.number != expected:
            yield SessionOutOfOrder(number=self.number, expected=expected)

    def evolve(self, state: Programme) -> Programme:
        """Let the session have been held, planned or not."""
        sessions = state.sessions.change(
            self.number,
            lambda s: replace(
                s,
                held_on=self.occurred_on,
                led_by=self.led_by,
                attendees=self.attendees,
                absentees=self.absentees,
            ),
        )
        told = state.facet(SessionsTold).adding(self.number, self)
        return state.keeping(told, sessions=sessions)


class SessionsTold(Told[int, SessionHeld]):
    """How each session was held, by its number."""


class HoldSession(_HoldingSession, ProgrammeCommand):
    """Record that a session has been held."""

    noun = "sessions"
    records = SessionHeld
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST)
    sv = "Registrera ett genomfört tillfälle."
    example = {
        "number": 1,
        "ledBy": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c11"],
        "attendees": [
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c21",
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c22",
        ],
        "absentees": [],
        "purpose": "Gå igenom resultaten och enas om vad som behöver förklaras.",
    }


class _ApprovingMinutes(Model):
    session_number: SessionNumber
    """The number of the session that the minutes are of. / Numret på tillfället som
    minnesanteckningarna gäller.
    """
    document_ref: Line
    """The document that holds the minutes, as the diary or the archive names it. /
    Handlingen som innehåller minnesanteckningarna, som diariet eller arkivet benämner
    den.
    """
    approved_by: Decider
    """The person who approved them. / Personen som fastställde dem."""


class MinutesApproved(_ApprovingMinutes, AnalysisEvent):
    """The minutes of a session are approved."""

    stored_as = "analysis.minutes-approved.v1"
    sv = "Minnesanteckningar fastställda"
    en = "Minutes approved"

    def rules(self, programme: Programme) -> None:
        """Approve the minutes of a held session, once."""
        super().rules(programme)
        require_held(self, programme, number=self.session_number)
        document = programme.sessions[self.session_number].minutes
        if document is not None:
            raise MinutesAlreadyApproved(number=self.session_number, document=document)

    def evolve(self, state: Programme) -> Programme:
        """Note the minutes on the session."""
        sessions = state.sessions.change(
            self.session_number, lambda s: replace(s, minutes=self.document_ref)
        )
        told = state.facet(MinutesTold).adding(self.session_number, self)
        return state.keeping(told, sessions=sessions)


class MinutesTold(Told[int, MinutesApproved]):
    """How the minutes of each session were approved, by its number."""


class ApproveMinutes(_ApprovingMinutes, ProgrammeCommand):
    """Record that the minutes of a session are approved."""

    noun = "minutes-approvals"
    records = MinutesApproved
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL)
    sv = "Registrera att minnesanteckningarna är fastställda."
    example = {
        "sessionNumber": 1,
        "documentRef": "Anteckningar tillfälle 1",
        "approvedBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c11",
    }


def require_held(event: AnalysisEvent, programme: Programme, *, number: int) -> None:
    """Raise SessionNotHeld unless the session of that number has been held."""
    if programme.sessions[number].held_on is None:
        raise SessionNotHeld(number=number, on=event.occurred_on)
