"""The programme starts, and its three years are counted."""

from typing import Annotated

from pydantic import Field

from ksbs.domain.calendar import Term, terms_from
from ksbs.domain.command import Occasion, ProgrammeCommand
from ksbs.domain.event import Derived, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Day, Role


class NotDecided(RuleBroken):
    """A programme starts only after the joint decision, and there is none on {on}."""

    sv = "En omgång börjar först efter det gemensamma beslutet, och inget finns den {on}."


class AlreadyStarted(RuleBroken):
    """The programme already started on {on}."""

    sv = "Omgången påbörjades redan den {on}."


class ProgrammeStarted(ProgrammeEvent):
    """The three years begin."""

    stored_as = "enrolment.programme-started.v1"
    sv = "KSBS påbörjad"
    en = "Programme started"

    planned_end: Annotated[Day, Derived()]
    """The last day of the last term. / Den sista terminens sista dag."""
    terms: Annotated[tuple[Term, ...], Derived(), Field(min_length=1)]
    """The terms of the programme, the first of which begins on the day of the start. /
    Omgångens terminer; den första börjar den dag omgången startar.
    """

    def rules(self, programme: Programme) -> None:
        """Start once, and only what has been decided."""
        if programme.decision is None:
            raise NotDecided(on=self.occurred_on)
        if programme.started_on is not None:
            raise AlreadyStarted(on=programme.started_on)

    def evolve(self, state: Programme) -> Programme:
        """Start; a corrected day moves the planned end with it."""
        terms = terms_from(self.occurred_on, count=len(self.terms))
        return replace(
            state, started_on=self.occurred_on, planned_end=terms[-1].ends_on
        )


class StartProgramme(ProgrammeCommand):
    """Start the programme; its six terms are counted from that day."""

    noun = "starts"
    records = ProgrammeStarted
    by = (Role.PROGRAMME_OFFICE,)
    sv = "Påbörja omgången; de sex terminerna räknas från den dagen."
    example = {"occurredOn": "2026-08-17", "lateReason": "Uppgiften kom in sent."}

    def decide(self, programme: Programme, *, occasion: Occasion) -> ProgrammeStarted:
        """Derive the terms and the planned end from the day of the start."""
        terms = terms_from(occasion.occurred_on)
        return self.event(
            ProgrammeStarted,
            occasion=occasion,
            terms=terms,
            planned_end=terms[-1].ends_on,
        )
