"""The shapes of the responses: strict in what is read, lenient about all else.

Source: the services' specifications and stored responses. Persons and ways to reach
them (`headMaster`, `contactInfo`, `email`, `addresses` …) are in no shape and are
therefore never read.
"""

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic.alias_generators import to_camel

from ksbs.domain.words import Line, OrganizerNumber, SchoolUnitCode


def _empty_is_unsaid(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _without_hyphen(value: object) -> object:
    if not isinstance(value, str):
        return value
    return value.strip().replace("-", "") or None


Municipality = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
Unsaid = BeforeValidator(_empty_is_unsaid)
Pieces = Annotated[int, Field(ge=0)]


class Shape(BaseModel):
    """A part of a response; keys that are not named are left unread."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="ignore",
        alias_generator=to_camel,
        populate_by_name=True,
    )


class Schooling(Shape):
    """One school form of a unit in planned educations."""

    code: Line


class PlannedUnit(Shape):
    """A unit in planned educations v4, from a list or on its own."""

    code: SchoolUnitCode
    name: Line
    geographical_area_code: Annotated[Municipality | None, Unsaid] = None
    type_of_schooling: list[Schooling] | None = None
    principal_organizer_type: Annotated[Line | None, Unsaid] = None
    organisation_registry_number: Annotated[
        OrganizerNumber | None, BeforeValidator(_without_hyphen)
    ] = None
    corporation_name: Annotated[Line | None, Unsaid] = None


class PlannedPage(Shape):
    """Which part of a list a response holds; pages are counted from 0."""

    number: Pieces
    size: Annotated[int, Field(ge=1)]
    total_elements: Pieces
    total_pages: Pieces


class RegisterListedUnit(Shape):
    """A unit in a list of Skolenhetsregistret v2: three fields."""

    school_unit_code: SchoolUnitCode
    name: Line
    status: Annotated[Line | None, Unsaid] = None


class RegisterAttributes(Shape):
    """What Skolenhetsregistret v2 says of one unit."""

    display_name: Line
    status: Annotated[Line | None, Unsaid] = None
    municipality_code: Annotated[Municipality | None, Unsaid] = None
    school_types: list[Line] | None = None


class RegisterUnit(Shape):
    """The `data` of a single response of Skolenhetsregistret v2."""

    school_unit_code: SchoolUnitCode
    attributes: RegisterAttributes


class OrganizerAttributes(Shape):
    """Name and kind of an organizer."""

    display_name: Annotated[Line | None, Unsaid] = None
    organizer_type: Annotated[Line | None, Unsaid] = None


class RegisterOrganizer(Shape):
    """The `included` organizer of a single response."""

    organization_number: Annotated[
        OrganizerNumber | None, BeforeValidator(_without_hyphen)
    ] = None
    attributes: OrganizerAttributes = OrganizerAttributes()


_PIECES = "a whole number, not negative,"
_WANTED = {
    "code": "eight digits in quotes",
    "schoolUnitCode": "eight digits in quotes",
    "geographicalAreaCode": "four digits in quotes",
    "municipalityCode": "four digits in quotes",
    "organisationRegistryNumber": "ten digits in quotes",
    "organizationNumber": "ten digits in quotes",
    "typeOfSchooling": "a list of objects with a code",
    "schoolTypes": "a list of words",
    "attributes": "an object",
    **dict.fromkeys(("number", "size", "totalElements", "totalPages"), _PIECES),
}
_QUOTED_AT_MOST = 40


def problems(error: ValidationError, *, key: str) -> str:
    """Say in words what the value of `key` lacks: what stands there, what is wanted."""
    told = "; ".join(_problem(dict(each), key=key) for each in error.errors()[:5])
    return f"{told}; correct it or fetch the response again"


def _problem(error: dict[str, Any], *, key: str) -> str:
    path = [key, *(str(part) for part in error["loc"])]
    name = next(part for part in reversed(path) if not part.isdigit())
    wanted = _WANTED.get(name, "a line of text of 1 to 200 characters")
    if "typeOfSchooling" in path[:-1]:
        wanted = _WANTED["typeOfSchooling"]
    match error["type"]:
        case "missing":
            return f"`{'.'.join(path)}` is missing, {wanted} wanted"
        case "value_error":
            return f"`{'.'.join(path)}` {error['ctx']['error']}"
        case "model_type":
            wanted = "an object"
    return f"`{'.'.join(path)}` is {_quoted(error['input'])}, {wanted} wanted"


def _quoted(value: object) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = repr(value)
    return text if len(text) <= _QUOTED_AT_MOST else f"{text[:_QUOTED_AT_MOST]}…"
