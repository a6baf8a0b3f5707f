"""A programme is ended before its time, by both together."""

from ksbs.domain.joint import JointCommand, JointDecision
from ksbs.domain.kinds import Matter, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.state import Ending
from ksbs.domain.words import Model, Role, Text


class _Terminating(Model):
    lessons: Text
    """What others can learn from it. / Vad andra kan lära av det."""


class ProgrammeTerminated(_Terminating, JointDecision):
    """Chief and principal decide together to end the programme before its time."""

    stored_as = "closing.programme-terminated.v1"
    sv = "KSBS avslutad i förtid"
    en = "Programme terminated"
    matter = Matter.TERMINATION

    def evolve(self, state: Programme) -> Programme:
        """End the programme, paused or not."""
        ending = Ending(self.occurred_on, Status.TERMINATED)
        return replace(super().evolve(state), ending=ending)


class TerminateProgramme(_Terminating, JointCommand):
    """Record the joint decision to end the programme before its time."""

    noun = "terminations"
    records = ProgrammeTerminated
    by = (Role.PROGRAMME_OFFICE, Role.REGISTRAR)
    sv = "Registrera det gemensamma beslutet att avsluta omgången i förtid."
    example = {
        "content": "Skolans deltagande i KSBS avslutas i förtid.",
        "decisiveCircumstances": "Skolan slås samman med en annan skolenhet.",
        "decisionBasis": "delegation",
        "lessons": "Sammanslagningar bör vara kända innan en skola nomineras.",
    }
