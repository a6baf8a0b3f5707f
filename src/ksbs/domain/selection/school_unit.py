"""A school unit as the national register describes it, import by import."""

from typing import Literal

from ksbs.domain.event import Event
from ksbs.domain.rule import RuleBroken
from ksbs.domain.units import SchoolUnit
from ksbs.domain.words import Day, Line, SchoolUnitCode


class NothingNewAboutUnit(RuleBroken):
    """The register says nothing about {unit} that is not recorded already."""

    sv = "Registret säger inget om {unit} som inte redan är registrerat."


class SchoolUnitDescribed(Event):
    """The register describes a school unit anew: everything that is now known of it."""

    stored_as = "selection.school-unit-described.v1"
    sv = "Skolenhet beskriven i registret"
    en = "School unit described"

    code: SchoolUnitCode
    """The school unit's code in the register of school units. / Skolenhetens kod i
    skolenhetsregistret.
    """
    unit_name: Line
    """The school unit's name. / Skolenhetens namn."""
    status: Line | None = None
    """The unit's status, as the register writes it. / Enhetens status, som registret
    skriver den.
    """
    school_forms: tuple[Line, ...] = ()
    """The school forms of the unit, as the register writes them. / Enhetens skolformer,
    som registret skriver dem.
    """
    municipality_code: Line | None = None
    """The code of the municipality that the unit lies in. / Koden för kommunen som
    enheten ligger i.
    """
    organizer_number: Line | None = None
    """The organisation number of the organizer. / Huvudmannens organisationsnummer."""
    organizer_type: Line | None = None
    """The kind of organizer, as the register writes it. / Huvudmannens typ, som
    registret skriver den.
    """
    organizer_name: Line | None = None
    """The organizer's name. / Huvudmannens namn."""
    observed_on: Day | None = None
    """The day the source describes. / Dagen källan beskriver."""
    origin: Literal["planned-educations-v4", "school-unit-register-v2"]
    """The kind of file it was read from. / Sorten av fil som det lästes ur."""

    def check(self, state: SchoolUnit | None) -> None:
        """Refuse to record again what is known."""
        if state is not None and self.described() == state:
            raise NothingNewAboutUnit(unit=self.code)

    def described(self) -> SchoolUnit:
        """Give the unit as described."""
        return SchoolUnit(
            code=self.code,
            name=self.unit_name,
            status=self.status,
            school_forms=self.school_forms,
            municipality_code=self.municipality_code,
            organizer_number=self.organizer_number,
            organizer_type=self.organizer_type,
            organizer_name=self.organizer_name,
            observed_on=self.observed_on,
        )

    def evolve(self, state: SchoolUnit | None) -> SchoolUnit:
        """Stand as the latest description."""
        return self.described()
