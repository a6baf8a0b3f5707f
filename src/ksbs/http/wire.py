"""What the API answers, beyond the views of the application: envelopes and lists."""

from datetime import date
from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import Field

from ksbs.application.view import AsOf, EventView, ProgrammeView
from ksbs.domain.words import Model, Role, SchoolUnitCode

T = TypeVar("T")


class ReceiptView(Model):
    """Proof of what was recorded: where it stands in the ledger."""

    position: int
    """The entry's position in the log, counted from 1; not an id."""
    leaf: str
    """The ledger's leaf of the main event: SHA-256 in hexadecimal."""
    tree_size: int
    """The number of leaves as the command left the ledger."""
    root: str
    """The ledger's root hash at that size, in hexadecimal."""


class AdvisoryView(Model):
    """Something worth a second look; the entry is recorded all the same."""

    name: str
    message: str
    """In English."""
    message_sv: str
    """In Swedish."""


class Recorded(Model):
    """What an action led to."""

    event: EventView
    """The event that the action is about."""
    events: tuple[EventView, ...]
    """Further events of the same action."""
    receipt: ReceiptView
    advisories: tuple[AdvisoryView, ...]


class Link(Model):
    """A link to a related resource."""

    href: str
    rel: str
    method: Literal["GET"] = "GET"


def _is_none(value: object) -> bool:
    return value is None


OptionalLink = Annotated[Link | None, Field(exclude_if=_is_none)]
"""A link that is left out where there is nothing to link to."""


class PageLinks(Model):
    """Links of a list by pages; each keeps all parameters of the request."""

    own: Annotated[Link, Field(alias="self")]
    first: Link
    last: Link
    next: OptionalLink = None
    prev: OptionalLink = None


class PageMeta(Model):
    """Which page of a list this is."""

    total_records: int
    page: int
    limit: int
    count: int
    """The number of items on this page."""


class CursorLinks(Model):
    """Links of a list by cursor, which can only be walked forwards."""

    own: Annotated[Link, Field(alias="self")]
    first: Link
    next: OptionalLink = None


class CursorMeta(Model):
    """How much of a list by cursor this is."""

    limit: int
    count: int
    """The number of items in this answer."""


class Page(Model, Generic[T]):
    """A list by pages."""

    items: tuple[T, ...]
    meta: Annotated[PageMeta, Field(alias="_meta")]
    links: Annotated[PageLinks, Field(alias="_links")]


class ProgrammeList(Page[ProgrammeView]):
    """Programmes as they were on a day, as known at an instant."""

    as_of: AsOf


class EventList(Model):
    """Entries of the record, the latest first."""

    items: tuple[EventView, ...]
    meta: Annotated[CursorMeta, Field(alias="_meta")]
    links: Annotated[CursorLinks, Field(alias="_links")]


class SchoolUnitView(Model):
    """A school unit as the register described it last."""

    school_unit_code: SchoolUnitCode
    school_name: str
    status: str | None
    school_forms: tuple[str, ...]
    municipality_code: str | None
    organizer_number: str | None
    organizer_type: str | None
    organizer_name: str | None
    observed_on: date | None
    """The day that the source describes."""


class SchoolUnitList(Page[SchoolUnitView]):
    """School units by name, in Swedish order."""


class RegisteredPerson(Model):
    """A person that the directory knows, by an opaque id; names stand elsewhere."""

    person_id: UUID
    registered_on: date
    roles: tuple[Role, ...]
    """The roles held on the day asked for."""


class PersonList(Page[RegisteredPerson]):
    """Persons by id."""


class RoleAssignment(Model):
    """A role held by a person, from its first day to its last, both included."""

    person_id: UUID
    role: Role
    school_unit_code: SchoolUnitCode | None
    area: str | None
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date | None, Field(alias="to")]
    """Null while the role lasts."""


class RoleAssignmentList(Page[RoleAssignment]):
    """Roles held, by person and first day."""


class ApiInfo(Model):
    """What DIGG's profile asks every API to tell about itself."""

    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: Literal[
        "alpha", "beta", "active", "deprecated", "retired", "decommissioned"
    ]


class Health(Model):
    """Whether the service can work, check by check."""

    status: Literal["ok", "unavailable", "unsound"]
    checks: dict[str, Literal["ok", "failed"]]


class FieldError(Model):
    """One thing that is wrong with the request."""

    pointer: str | None = None
    """JSON pointer (RFC 6901) to the place in the body."""
    parameter: str | None = None
    """The name of the query parameter."""
    detail: str


class EntryNamed(Model):
    """The entry that a refusal is about."""

    event_id: UUID
    name: str
    occurred_on: date


class Problem(Model):
    """A problem (RFC 9457)."""

    type: str
    """The address of a page that explains this kind of problem."""
    title: str
    status: int
    detail: str
    instance: str
    """The address that was asked."""
    trace_id: str
    """The trace (W3C) under which the request is logged."""
    rule: str | None = None
    """The rule of the process (409) or of the policy (403)."""
    breaks: str | None = None
    """The rule that another entry would break."""
    entry: EntryNamed | None = None
    """The entry that would break it."""
    errors: tuple[FieldError, ...] | None = None


class ProblemPage(Model):
    """What a kind of problem or a rule means, in both languages."""

    type: str
    name: str
    status: int
    title: str
    title_sv: str
    detail: str
    """In English; words in braces stand for what differs from case to case."""
    detail_sv: str
