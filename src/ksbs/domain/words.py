"""The words of the process as types: roles, codes, short texts, kinds.

Identifiers are English; each enumeration carries Swedish and English labels as data.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.alias_generators import to_camel
from pydantic_core import core_schema

from ksbs.domain.docstrings import field_docstrings
from ksbs.domain.identity_number import refuse_identity_numbers


class Model(BaseModel):
    """A frozen value, strict on the way in, camelCase on the wire."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        # Validators are made when they are first used: a command uses few of the models.
        defer_build=True,
        ser_json_inf_nan="constants",
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe the fields in the words of their docstrings."""
        described = handler(schema)
        properties = handler.resolve_ref_schema(described).get("properties", {})
        for name, text in field_docstrings(cls).items():
            info = cls.model_fields[name]
            for key in {name, info.validation_alias, info.serialization_alias}:
                if key in properties:
                    properties[key].setdefault("description", text)
        return described

    def wire(self) -> dict[str, Any]:
        """Give the value as it stands on the wire: camelCase names, JSON types."""
        return self.model_dump(mode="json", by_alias=True)


class Word(StrEnum):
    """A term with a label in Swedish and in English."""

    sv: str
    en: str

    def __new__(cls, value: str, sv: str = "", en: str = "") -> Self:
        """Make the member from its wire value and its two labels."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.sv = sv
        member.en = en
        return member


class Role(Word):
    """Who acts. / Vem som agerar."""

    CHIEF = "chief", "grundskolechef/områdeschef", "chief"
    PRINCIPAL = "principal", "rektor", "principal"
    PROCESS_SUPPORTER = "process-supporter", "processtödjare", "process supporter"
    ANALYST = "analyst", "analytiker", "analyst"
    WORKING_GROUP = "working-group", "arbetsgrupp", "working group"
    PROGRAMME_OFFICE = "programme-office", "avdelningen US", "programme office"
    REGISTRAR = "registrar", "registrator", "registrar"
    SUPPORT_DEPARTMENT = "support-department", "stödavdelning", "support department"
    EXTERNAL_PARTNER = "external-partner", "extern aktör", "external partner"
    DPO = "dpo", "dataskyddsombud/arkivansvarig", "data protection officer"
    AUDITOR = "auditor", "revisor", "auditor"
    ADMIN = "admin", "systemadministratör", "administrator"


class Bilingual(NamedTuple):
    """Words for a detail of a message, in both languages."""

    en: str
    sv: str


def spoken(text: str) -> Bilingual:
    """Split a description of the form "English. / Svenska." into its languages.

    Both are the same text where no Swedish is given.
    """
    english, _, swedish = " ".join(text.split()).partition(" / ")
    return Bilingual(english, swedish or english)


SchoolUnitCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
"""Eight digits; fictional units begin with 0, which the register never gives out."""

OrganizerNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")]
"""The ten digits of the organizer's organisation number, without a hyphen."""

CaseNumber = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60, pattern=r"^[^\s\x00-\x1f](.*\S)?$"),
]
"""Diarienummer, as the diary writes it."""

Text = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=4000,
        pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$",
    ),
    AfterValidator(refuse_identity_numbers),
]
"""Short factual prose: 1 to 4,000 characters, no control characters."""

Line = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]*$",
    ),
    AfterValidator(refuse_identity_numbers),
]
"""One line of text: 1 to 200 characters."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in lower-case hexadecimal."""

Uri = Annotated[
    str,
    StringConstraints(
        max_length=2000,
        pattern=r"^[a-z][a-z0-9+.-]*:/{0,3}[^/\s\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*$",
    ),
]
"""An absolute address, for example "https://…" or "urn:…"."""

Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A number of people, occasions or pieces."""


class _AsWritten:
    """Reads a date from JSON only as RFC 3339 writes it.

    Pydantic alone, even strict, takes a text of digits for a timestamp: "86400" would
    be the second of January 1970. Built of core schemas, it costs no Python call.
    """

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        written = core_schema.str_schema(pattern=r"^\d{4}-\d{2}-\d{2}$")
        read = core_schema.date_schema(strict=False)
        return core_schema.json_or_python_schema(
            json_schema=core_schema.chain_schema([written, read]),
            python_schema=handler(source),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


Day = Annotated[date, _AsWritten()]
"""A local date in Europe/Stockholm, written YYYY-MM-DD."""
