"""The planned end of a programme is moved to a later day, by both together."""

from ksbs.domain.joint import JointCommand, JointDecision
from ksbs.domain.kinds import Matter
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Day, Model, Role, Text


class ExtensionNotLater(RuleBroken):
    """An extension moves the end to a later day; {new_end} is not later than the planned
    end, {planned_end}.
    """

    sv = (
        "En förlängning flyttar slutet till en senare dag; {new_end} är inte senare än "
        "det planerade slutet, {planned_end}."
    )


class ExtensionAlreadyOver(RuleBroken):
    """The new end {new_end} lies before the decision of {on}: name a day that is still
    to come.
    """

    sv = (
        "Det nya slutet {new_end} ligger före beslutet den {on}: ange en dag som "
        "återstår."
    )


class _Extending(Model):
    new_end: Day
    """The planned last day from now on. / Den planerade sista dagen från och med nu."""
    reason: Text
    """Why the school needs more time. / Varför skolan behöver mer tid."""


class ProgrammeExtended(_Extending, JointDecision):
    """Chief and principal decide together that the programme goes on for longer."""

    stored_as = "closing.programme-extended.v1"
    sv = "KSBS förlängd"
    en = "Programme extended"
    matter = Matter.EXTENSION

    def rules(self, programme: Programme) -> None:
        """Extend together, to a day later than the planned end."""
        super().rules(programme)
        planned_end = programme.planned_end
        if planned_end is not None and self.new_end <= planned_end:
            raise ExtensionNotLater(new_end=self.new_end, planned_end=planned_end)
        if self.new_end < self.occurred_on:
            raise ExtensionAlreadyOver(new_end=self.new_end, on=self.occurred_on)

    @property
    def stated_reason(self) -> str:
        """The reason."""
        return self.reason

    def evolve(self, state: Programme) -> Programme:
        """Move the planned end."""
        return replace(super().evolve(state), planned_end=self.new_end)


class ExtendProgramme(_Extending, JointCommand):
    """Record the joint decision that the programme goes on for longer."""

    noun = "extensions"
    records = ProgrammeExtended
    by = (Role.PROGRAMME_OFFICE, Role.REGISTRAR)
    sv = "Registrera det gemensamma beslutet att förlänga omgången."
    example = {
        "content": "Omgången förlängs med en termin.",
        "decisiveCircumstances": "Två mål behöver ytterligare en termin.",
        "decisionBasis": "delegation",
        "newEnd": "2031-12-31",
        "reason": "Uppehållet under våren tog en termin av arbetet.",
    }
