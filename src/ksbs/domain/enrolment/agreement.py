"""School and administration agree on who does what."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, Text


class AgreementBeforeDecision(RuleBroken):
    """An agreement rests on the joint decision to take part, and there is none on {on};
    record the decision first.
    """

    sv = (
        "En överenskommelse vilar på det gemensamma beslutet att delta, och inget finns "
        "den {on}; registrera beslutet först."
    )


class AgreementUnchanged(RuleBroken):
    """The agreement signed on {on} already says just that; a new one changes something."""

    sv = "Överenskommelsen från den {on} säger redan detta; en ny ändrar något."


@dataclass(frozen=True)
class Agreement:
    """The agreement that stands; `on` is None while there is none."""

    on: date | None = None
    parties: tuple[str, ...] = ()
    undertakings_school: str = ""
    undertakings_administration: str = ""
    resources: str = ""


class _Agreeing(Model):
    parties: Annotated[tuple[Line, ...], Field(min_length=2, max_length=20)]
    """The parties: at least two functions or units; never a person's name. / Parterna:
    minst två funktioner eller enheter; aldrig ett personnamn.
    """
    undertakings_school: Text
    """What the school undertakes to do. / Vad skolan åtar sig att göra."""
    undertakings_administration: Text
    """What the administration undertakes to do. / Vad förvaltningen åtar sig att göra."""
    resources: Text
    """The time, people and money set aside. / Den tid, de personer och de medel som
    avsätts.
    """

    @model_validator(mode="after")
    def _no_party_twice(self) -> Self:
        if len(set(self.parties)) < len(self.parties):
            message = "parties names the same party twice"
            raise ValueError(message)
        return self


class AgreementSigned(_Agreeing, ProgrammeEvent):
    """School and administration sign what each undertakes; a new one replaces it."""

    stored_as = "enrolment.agreement-signed.v1"
    sv = "Överenskommelse undertecknad"
    en = "Agreement signed"

    def rules(self, programme: Programme) -> None:
        """Agree on what has been decided, and on something new each time."""
        if programme.decision is None:
            raise AgreementBeforeDecision(on=self.occurred_on)
        stands = programme.facet(Agreement)
        if replace(self._agreed(), on=stands.on) == stands:
            raise AgreementUnchanged(on=stands.on)

    def evolve(self, state: Programme) -> Programme:
        """Let the agreement stand in place of any former."""
        return state.keeping(self._agreed())

    def _agreed(self) -> Agreement:
        return Agreement(
            self.occurred_on,
            self.parties,
            self.undertakings_school,
            self.undertakings_administration,
            self.resources,
        )


class SignAgreement(_Agreeing, ProgrammeCommand):
    """Record the agreement between the school and the administration."""

    noun = "agreements"
    records = AgreementSigned
    by = (Role.CHIEF, Role.PRINCIPAL)
    sv = "Registrera överenskommelsen mellan skolan och förvaltningen."
    example = {
        "parties": ["Skolan genom rektor", "Grundskoleavdelningen genom chefen"],
        "undertakingsSchool": "Skolan frigör arbetsgruppens tid vid sex tillfällen.",
        "undertakingsAdministration": "Förvaltningen ger processtöd i tre år.",
        "resources": "Två timmar i veckan för arbetsgruppens medlemmar.",
    }
