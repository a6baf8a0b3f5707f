"""Who appears in the story: persons are ids with roles, and nobody has a name."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid5

from ksbs.demo.story.schools import School
from ksbs.demo.story.step import Persona
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.words import Role

_PERSONS = UUID("5c1b6f0e-5d0b-5a55-9a1e-6f1d1c1c0d01")
"""The namespace in which the persons of the demo get their ids."""

AREAS = {
    SchoolForm.COMPULSORY: "Grundskola",
    SchoolForm.UPPER_SECONDARY: "Gymnasieskola",
}
SECOND_CHIEF_FROM = date(2024, 8, 5)
"""From this day another chief answers for the compulsory schools."""

UNDERVISNINGSSTOD = "Avdelningen för undervisningsstöd"
ELEVHALSA = "Avdelningen för elevhälsa"
EXEMPELINSTITUTET = "Exempelinstitutet"
"""A fictional partner outside the administration."""


def person(function: str) -> UUID:
    """Give the person who holds a function in the story: the same id every time."""
    return uuid5(_PERSONS, function)


class Cast:
    """The people of the story.

    `default` gives the person for whom a role's token speaks when none is named, so
    that whoever tries the demo finds schools of their own in it.
    """

    def __init__(self, default: Callable[[Role], UUID]) -> None:
        self._default = default

    def office(self) -> Persona:
        """The programme office."""
        return self._of(Role.PROGRAMME_OFFICE)

    def registrar(self) -> Persona:
        """The registrar."""
        return self._of(Role.REGISTRAR)

    def official(self, role: Role) -> Persona:
        """The one person of a role that there is one of."""
        return self._of(role)

    def chief(self, form: SchoolForm, *, on: date) -> Persona:
        """The chief of a school form on a day."""
        person_id = person(f"chief {form.value}")
        if form is SchoolForm.COMPULSORY and on >= SECOND_CHIEF_FROM:
            person_id = self._default(Role.CHIEF)
        return Persona(Role.CHIEF, person_id, area=AREAS[form])

    def principal(self, school: School, *, on: date) -> Persona:
        """The principal of a school on a day."""
        function = f"principal {school.code}"
        if school.new_principal_from is not None and on >= school.new_principal_from:
            function = f"second principal {school.code}"
        person_id = person(function)
        if school.first:
            person_id = self._default(Role.PRINCIPAL)
        return Persona(Role.PRINCIPAL, person_id, unit=school.code)

    def process_supporter(self, number: int) -> Persona:
        """One of the process supporters; 1 is the default person of the role."""
        return self._one_of(Role.PROCESS_SUPPORTER, number)

    def analyst(self, number: int) -> Persona:
        """One of the analysts; 1 is the default person of the role."""
        return self._one_of(Role.ANALYST, number)

    def supplier(self, name: str) -> Persona:
        """Whoever answers at a support department or a partner."""
        if name == UNDERVISNINGSSTOD:
            return self._of(Role.SUPPORT_DEPARTMENT)
        if name == EXEMPELINSTITUTET:
            return self._of(Role.EXTERNAL_PARTNER)
        return Persona(Role.SUPPORT_DEPARTMENT, person(f"department {name}"))

    def member(self, school: School, number: int) -> Persona:
        """A member of a school's working group: 1 is of its leadership."""
        person_id = person(f"member {number} {school.code}")
        if school.first and number == 2:  # noqa: PLR2004  # the first key person
            person_id = self._default(Role.WORKING_GROUP)
        return Persona(Role.WORKING_GROUP, person_id, unit=school.code)

    def _of(self, role: Role) -> Persona:
        return Persona(role, self._default(role))

    def _one_of(self, role: Role, number: int) -> Persona:
        if number == 1:
            return self._of(role)
        return Persona(role, person(f"{role.value} {number}"))
