"""A programme is paused and later resumed, each time by both together."""

from ksbs.domain.joint import JointCommand, JointDecision
from ksbs.domain.kinds import Matter
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.words import Role


class ProgrammePaused(JointDecision):
    """Chief and principal decide together that the programme pauses from this day."""

    stored_as = "closing.programme-paused.v1"
    sv = "KSBS gör uppehåll"
    en = "Programme paused"
    matter = Matter.PAUSE

    def evolve(self, state: Programme) -> Programme:
        """Pause."""
        return replace(super().evolve(state), paused_on=self.occurred_on)


class PauseProgramme(JointCommand):
    """Record the joint decision that the programme pauses."""

    noun = "pauses"
    records = ProgrammePaused
    by = (Role.PROGRAMME_OFFICE, Role.REGISTRAR)
    sv = "Registrera det gemensamma beslutet om uppehåll."
    example = {
        "content": "Arbetet i KSBS gör uppehåll från och med i dag.",
        "legalBasis": ["Skollagen 4 kap. 3–7 §§"],
        "decisiveCircumstances": "Skolan flyttar till tillfälliga lokaler under våren.",
        "decisionBasis": "delegation",
    }


class ProgrammeResumed(JointDecision):
    """Chief and principal decide together that the programme goes on from this day."""

    stored_as = "closing.programme-resumed.v1"
    sv = "KSBS återupptagen"
    en = "Programme resumed"
    matter = Matter.RESUMPTION

    def evolve(self, state: Programme) -> Programme:
        """End the pause; the planned end stays, and may be extended on its own."""
        return replace(super().evolve(state), paused_on=None)


class ResumeProgramme(JointCommand):
    """Record the joint decision that a paused programme goes on."""

    noun = "resumptions"
    records = ProgrammeResumed
    by = (Role.PROGRAMME_OFFICE, Role.REGISTRAR)
    sv = "Registrera det gemensamma beslutet att återuppta omgången."
    example = {
        "content": "Arbetet i KSBS återupptas från och med i dag.",
        "decisiveCircumstances": "Skolan är tillbaka i sina ordinarie lokaler.",
        "decisionBasis": "delegation",
    }
