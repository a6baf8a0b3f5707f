"""Follow-ups: planned, and recorded with what came of them."""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.calendar import TERMS_OF_A_PROGRAMME
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.standing import require_started
from ksbs.domain.state import FollowUp, FollowUpPlanned
from ksbs.domain.told import Told
from ksbs.domain.words import Day, Line, Model, Role, Text

_SUPPORT = (Role.PROCESS_SUPPORTER, Role.ANALYST)


class FollowUpPlannedBackwards(RuleBroken):
    """A follow-up scheduled on {on} cannot be planned for {planned_on}, which lies
    before it.
    """

    sv = "En uppföljning som planeras {on} kan inte läggas {planned_on}, som är tidigare."


class FollowUpAlreadyScheduled(RuleBroken):
    """The follow-up {occasion} of term {term} is already planned, for {planned_on}."""

    sv = (
        "Uppföljningen {occasion} i termin {term} är redan planerad, till {planned_on}."
    )


class FollowUpAlreadyRecorded(RuleBroken):
    """The follow-up {occasion} of {on} is already recorded."""

    sv = "Uppföljningen {occasion} den {on} är redan registrerad."


class NoSupportInFollowUp(Advisory):
    """No process supporter or analyst of the programme took part in the follow-up."""

    sv = "Ingen av omgångens processtödjare eller analytiker deltog i uppföljningen."


class _SchedulingFollowUp(Model):
    occasion: Line
    """What the follow-up is called. / Vad uppföljningen kallas."""
    term: Annotated[int, Field(ge=1, le=TERMS_OF_A_PROGRAMME)]
    """The term of the programme that it is for. / Den termin i omgången som det gäller.
    """
    planned_on: Day
    """The day it is planned for. / Dagen som uppföljningen är planerad till."""


class FollowUpScheduled(_SchedulingFollowUp, ProgrammeEvent):
    """A follow-up is planned."""

    stored_as = "followup.follow-up-scheduled.v1"
    sv = "Uppföljning planerad"
    en = "Follow-up scheduled"

    def rules(self, programme: Programme) -> None:
        """Plan ahead, once, in a started programme."""
        require_started(programme, on=self.occurred_on)
        if self.planned_on < self.occurred_on:
            raise FollowUpPlannedBackwards(
                planned_on=self.planned_on, on=self.occurred_on
            )
        for planned in programme.follow_ups_planned:
            if (planned.occasion, planned.term) == (self.occasion, self.term):
                raise FollowUpAlreadyScheduled(
                    occasion=planned.occasion,
                    term=planned.term,
                    planned_on=planned.planned_on,
                )

    def evolve(self, state: Programme) -> Programme:
        """Add the plan."""
        planned = FollowUpPlanned(self.occasion, self.term, self.planned_on)
        return replace(state, follow_ups_planned=(*state.follow_ups_planned, planned))


class ScheduleFollowUp(_SchedulingFollowUp, ProgrammeCommand):
    """Plan a follow-up."""

    noun = "follow-up-schedules"
    records = FollowUpScheduled
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Planera en uppföljning."
    example = {
        "occasion": "Uppföljning efter vårterminen",
        "term": 6,
        "plannedOn": "2029-06-12",
    }


class _RecordingFollowUp(Model):
    occasion: Line
    """What the follow-up is called. / Vad uppföljningen kallas."""
    participants: tuple[UUID, ...] = ()
    """Who took part, process supporters and analysts included. / Vilka som deltog,
    processtödjare och analytiker inräknade.
    """
    analysis: Text
    """What was seen, and how it is understood. / Vad som sågs, och hur det förstås."""
    decisions: Text
    """What was decided. / Vad som beslutades."""
    next_step: Text
    """What is to be done next. / Nästa steg."""


class FollowUpRecorded(_RecordingFollowUp, ProgrammeEvent):
    """A follow-up has been held, with its analysis and decisions."""

    stored_as = "followup.follow-up-recorded.v1"
    sv = "Uppföljning genomförd"
    en = "Follow-up recorded"

    def rules(self, programme: Programme) -> None:
        """Record once what was held in a started programme."""
        require_started(programme, on=self.occurred_on)
        if FollowUp(self.occurred_on, self.occasion) in programme.follow_ups:
            raise FollowUpAlreadyRecorded(occasion=self.occasion, on=self.occurred_on)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Ask for the support that stays on through the follow-up."""
        present = set(self.participants)
        if not any(
            a.person_id in present
            and a.role in _SUPPORT
            and (a.last_day is None or self.occurred_on <= a.last_day)
            for a in state.assignments
        ):
            yield NoSupportInFollowUp()

    def evolve(self, state: Programme) -> Programme:
        """Add the follow-up."""
        held = FollowUp(self.occurred_on, self.occasion)
        told = state.facet(FollowUpsTold).adding(held, self)
        return state.keeping(told, follow_ups=(*state.follow_ups, held))


class FollowUpsTold(Told[FollowUp, FollowUpRecorded]):
    """What came of each follow-up."""


class RecordFollowUp(_RecordingFollowUp, ProgrammeCommand):
    """Record a follow-up that has been held."""

    noun = "follow-ups"
    records = FollowUpRecorded
    by = (Role.PROCESS_SUPPORTER, Role.ANALYST, Role.PRINCIPAL)
    sv = "Registrera en genomförd uppföljning."
    example = {
        "occasion": "Uppföljning efter vårterminen",
        "participants": [
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c07",
            "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c08",
        ],
        "analysis": "Tecknen syns i två av tre arbetslag; matematik ligger efter.",
        "decisions": "Handledningen förlängs till matematiklärarna.",
        "nextStep": "Nya lektionsbesök i oktober.",
    }
