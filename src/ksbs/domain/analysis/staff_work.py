"""Collegial work carries a session on to all pedagogical staff."""

from typing import Annotated

from pydantic import Field

from ksbs.domain.analysis.session import Persons
from ksbs.domain.analysis.session_plan import SessionNumber
from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import StaffWork
from ksbs.domain.words import Count, Line, Model, Role


class SessionUnknown(RuleBroken):
    """There is no session {number} on {on}, neither planned nor held; record it first."""

    sv = "Tillfälle {number} är varken planerat eller genomfört den {on}; registrera det."


class MorePresentThanEligible(RuleBroken):
    """{present} cannot have been present where only {eligible} were concerned."""

    sv = "{present} kan inte ha deltagit där bara {eligible} var berörda."


class StaffWorkAlreadyHeld(RuleBroken):
    """The work of {group} on session {number} is already recorded for {on}."""

    sv = "Arbetet i {group} kring tillfälle {number} är redan registrerat för {on}."


class _HoldingStaffWork(Model):
    session_number: SessionNumber
    """The session that the work carries on. / Tillfället som arbetet för vidare."""
    group: Line
    """The group of staff, for example "arbetslag 7–9". / Personalgruppen, till exempel
    ”arbetslag 7–9”.
    """
    present: Count
    """How many of the pedagogical staff took part. / Hur många av den pedagogiska
    personalen som deltog.
    """
    eligible: Annotated[int, Field(ge=1, le=1_000_000)]
    """How many of the pedagogical staff belong to the group. / Hur många av den
    pedagogiska personalen som hör till gruppen.
    """
    led_by: Persons = ()
    """Who led the work, by person id. / Vilka som ledde arbetet, med person-id."""


class StaffWorkHeld(_HoldingStaffWork, AnalysisEvent):
    """The working group led its colleagues in work on a session."""

    stored_as = "analysis.staff-work-held.v1"
    sv = "Kollegialt arbete genomfört"
    en = "Staff work held"

    def rules(self, programme: Programme) -> None:
        """Carry on a session that exists, once a day and group, with possible counts."""
        super().rules(programme)
        if self.present > self.eligible:
            raise MorePresentThanEligible(present=self.present, eligible=self.eligible)
        if self.session_number not in programme.sessions:
            raise SessionUnknown(number=self.session_number, on=self.occurred_on)
        named = (self.occurred_on, self.session_number, self.group)
        if any(
            (w.on, w.session_number, w.group) == named for w in programme.staff_work
        ):
            raise StaffWorkAlreadyHeld(
                group=self.group, number=self.session_number, on=self.occurred_on
            )

    def evolve(self, state: Programme) -> Programme:
        """Add the work."""
        work = StaffWork(
            on=self.occurred_on,
            session_number=self.session_number,
            group=self.group,
            present=self.present,
            eligible=self.eligible,
        )
        return replace(state, staff_work=(*state.staff_work, work))


class HoldStaffWork(_HoldingStaffWork, ProgrammeCommand):
    """Record collegial work on a session."""

    noun = "staff-work"
    records = StaffWorkHeld
    by = (Role.WORKING_GROUP, Role.PRINCIPAL)
    sv = "Registrera kollegialt arbete kring ett tillfälle."
    example = {
        "sessionNumber": 1,
        "group": "arbetslag 7–9",
        "present": 21,
        "eligible": 24,
        "ledBy": ["0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c22"],
    }
