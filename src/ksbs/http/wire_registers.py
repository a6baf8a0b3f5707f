"""What the API answers about the registers: school units, persons and their roles."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from ksbs.domain.words import Model, Role, SchoolUnitCode
from ksbs.http.wire_lists import Page


class SchoolUnitView(Model):
    """A school unit as the register described it last.

    / En skolenhet som registret senast beskrev den.
    """

    school_unit_code: SchoolUnitCode
    """The code in the register of school units. / Koden i skolenhetsregistret."""
    school_name: str
    """The name of the school unit. / Skolenhetens namn."""
    status: str | None
    """Its status, as the register writes it; null where it says nothing. / Dess status,
    som registret skriver den; null där det inget säger.
    """
    school_forms: tuple[str, ...]
    """The school forms it offers, as codes of the register. / Skolformerna den
    erbjuder, som registrets koder.
    """
    municipality_code: str | None
    """The four digits of the municipality it lies in; null where the register says
    nothing. / De fyra siffrorna för kommunen den ligger i; null där registret inget
    säger.
    """
    organizer_number: str | None
    """The organizer's organisation number; null where the register says nothing. /
    Huvudmannens organisationsnummer; null där registret inget säger.
    """
    organizer_type: str | None
    """What kind of organizer it is; null where the register says nothing. / Vilken typ
    av huvudman det är; null där registret inget säger.
    """
    organizer_name: str | None
    """The organizer's name; null where the register says nothing. / Huvudmannens namn;
    null där registret inget säger.
    """
    observed_on: date | None
    """The day that the source describes. / Dagen som källan beskriver."""


class SchoolUnitList(Page[SchoolUnitView]):
    """School units by name, in Swedish order.

    / Skolenheter efter namn, i svensk ordning.
    """


class RegisteredPerson(Model):
    """A person that the directory knows, by an opaque id; names stand elsewhere.

    / En person som katalogen känner, genom ett id som inget avslöjar; namn finns någon
    annanstans.
    """

    person_id: UUID
    """The person's id, which tells nothing of the person. / Personens id, som inget
    säger om personen.
    """
    registered_on: date
    """The day the person was registered. / Dagen då personen registrerades."""
    roles: tuple[Role, ...]
    """The roles held on the day asked for. / Rollerna som innehas den efterfrågade
    dagen.
    """


class PersonList(Page[RegisteredPerson]):
    """Persons by id. / Personer efter id."""


class RoleAssignment(Model):
    """A role held by a person, from its first day to its last, both included.

    / En roll som en person har, från första till sista dagen, båda inräknade.
    """

    person_id: UUID
    """The person who has the role. / Personen som har rollen."""
    role: Role
    """The role. / Rollen."""
    school_unit_code: SchoolUnitCode | None
    """The school unit that it is held for; null for a role that is not held for one. /
    Skolenheten som den innehas för; null för en roll som inte innehas för en enhet.
    """
    area: str | None
    """The area that it is held for; null for a role that is not held for one. / Området
    som den innehas för; null för en roll som inte innehas för ett område.
    """
    first_day: Annotated[date, Field(alias="from")]
    """The first day in the role. / Första dagen i rollen."""
    last_day: Annotated[date | None, Field(alias="to")]
    """Null while the role lasts. / Null medan rollen varar."""


class RoleAssignmentList(Page[RoleAssignment]):
    """Roles held, by person and first day.

    / Roller som innehas, efter person och första dag.
    """
