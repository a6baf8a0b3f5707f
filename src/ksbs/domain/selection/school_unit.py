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
    unit_name: Line
    status: Line | None = None
    school_forms: tuple[Line, ...] = ()
    municipality_code: Line | None = None
    organizer_number: Line | None = None
    organizer_type: Line | None = None
    organizer_name: Line | None = None
    observed_on: Day | None = None
    """The day the source describes. / Dagen källan beskriver."""
    origin: Literal["planned-educations-v4", "school-unit-register-v2"]

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
