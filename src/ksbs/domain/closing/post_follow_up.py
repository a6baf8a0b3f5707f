"""A year after its end, a completed programme is looked back on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from ksbs.domain.rule import Advisory, RuleBroken
from ksbs.domain.words import Model, Role, Text


class ProgrammeNotCompleted(RuleBroken):
    """Only a completed programme is followed up afterwards; on {on} this one is:
    {status.en}.
    """

    sv = (
        "Bara en slutförd omgång följs upp i efterhand; den {on} är denna: {status.sv}."
    )


class PostFollowUpAlreadyRecorded(RuleBroken):
    """The same follow-up after the end is already recorded for {on}."""

    sv = "Samma uppföljning efter avslutet är redan registrerad för den {on}."


class SoonerThanAYear(Advisory):
    """The programme ended on {ended}; what lasts shows after twelve months, from
    {a_year_after} on.
    """

    sv = (
        "Omgången slutade den {ended}; vad som består visar sig efter tolv månader, från "
        "och med den {a_year_after}."
    )


@dataclass(frozen=True)
class PostFollowUp:
    """What was found after the end."""

    on: date
    findings: str
    what_lasts: str
    participants: tuple[UUID, ...]


@dataclass(frozen=True)
class PostFollowUps:
    """The follow-ups after the end, in the order of their days."""

    recorded: tuple[PostFollowUp, ...] = ()


class _FollowingUpAfterwards(Model):
    findings: Text
    """What was found. / Vad som framkom."""
    what_lasts: Text
    """What of the work lasts in the school's everyday. / Vad av arbetet som består i
    skolans vardag.
    """
    participants: tuple[UUID, ...] = ()
    """Who took part. / Vilka som deltog."""


class PostFollowUpRecorded(_FollowingUpAfterwards, ProgrammeEvent):
    """It is looked into what lasts when the programme has ended."""

    stored_as = "closing.post-follow-up-recorded.v1"
    sv = "Uppföljning efter avslut"
    en = "Post follow-up recorded"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Follow up what has been completed, and tell it once."""
        if programme.ending is None or programme.ending.status is not Status.COMPLETED:
            raise ProgrammeNotCompleted(on=self.occurred_on, status=programme.status)
        if self._found() in programme.facet(PostFollowUps).recorded:
            raise PostFollowUpAlreadyRecorded(on=self.occurred_on)

    def advise(self, state: Programme) -> Iterable[Advisory]:
        """Point out that a year has not gone by."""
        if state.ending is None:
            return
        a_year_after = twelve_months_after(state.ending.on)
        if self.occurred_on < a_year_after:
            yield SoonerThanAYear(ended=state.ending.on, a_year_after=a_year_after)

    def evolve(self, state: Programme) -> Programme:
        """Add what was found."""
        earlier = state.facet(PostFollowUps).recorded
        return state.keeping(PostFollowUps((*earlier, self._found())))

    def _found(self) -> PostFollowUp:
        return PostFollowUp(
            self.occurred_on, self.findings, self.what_lasts, self.participants
        )


class RecordPostFollowUp(_FollowingUpAfterwards, ProgrammeCommand):
    """Record the follow-up twelve months after the end."""

    noun = "post-follow-ups"
    records = PostFollowUpRecorded
    by = (
        Role.PROCESS_SUPPORTER,
        Role.ANALYST,
        Role.PRINCIPAL,
        Role.PROGRAMME_OFFICE,
    )
    sv = "Registrera uppföljningen tolv månader efter avslutet."
    example = {
        "findings": "Resultaten i matematik ligger kvar på den högre nivån.",
        "whatLasts": "Lektionsbesöken och det gemensamma sättet att planera består.",
        "participants": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c07"],
    }


def twelve_months_after(day: date) -> date:
    """Give the same day of the next year; the 28th for the 29th of February."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)
