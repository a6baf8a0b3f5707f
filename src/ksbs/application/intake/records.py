"""What a file says about a school unit, and how two sayings become one."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Source = Literal["planned-educations-v4", "school-unit-register-v2"]

FACTS = (
    "name",
    "status",
    "school_forms",
    "municipality_code",
    "organizer_number",
    "organizer_type",
    "organizer_name",
)
"""The fields that say something of the unit, as opposed to where that was read."""

_TRUST: dict[Source, int] = {"planned-educations-v4": 0, "school-unit-register-v2": 1}


@dataclass(frozen=True, slots=True)
class SchoolUnitRecord:
    """One unit as one source described it on one day.

    None, and for `school_forms` the empty tuple, means that the source does not say.
    Words of a closed list are Skolenhetsregistret's (`AKTIV`, `GR`, `KOMMUN`); a word
    that list does not have is kept as it stood.
    """

    code: str
    """Eight digits."""
    name: str
    status: str | None
    """AKTIV, VILANDE, UPPHORT or PLANERAD."""
    school_forms: tuple[str, ...]
    """Sorted, none twice: FKLASS, GR, GY …"""
    municipality_code: str | None
    """Four digits."""
    organizer_number: str | None
    """Ten digits; None too where the number would be that of a private person."""
    organizer_type: str | None
    """KOMMUN, REGION, STAT, ENSKILD …"""
    organizer_name: str | None
    source: Source
    observed_on: date | None
    """The day the source spoke for, in Sweden; None where the file bears no date."""
    line: int | None
    """Where in the file the unit begins, 1-based."""

    def facts(self) -> dict[str, object]:
        """Give what is said of the unit, without source, day and line."""
        return {name: getattr(self, name) for name in FACTS}


def merge(known: SchoolUnitRecord | None, new: SchoolUnitRecord) -> SchoolUnitRecord:
    """Give what is known once `new` has been read as well.

    The later day decides where both speak, and the other fills what it leaves open.
    On the same day the register decides over planned educations, else the record read
    last. A record without a day counts as older than every day. Reading the same
    record again changes nothing. ValueError if the two are of different units.
    """
    if known is None:
        return new
    if known.code != new.code:
        message = f"cannot merge unit {new.code} into unit {known.code}"
        raise ValueError(message)
    if _weight(new) >= _weight(known):
        return _filled(new, gaps_from=known)
    return _filled(known, gaps_from=new)


def contradictions(one: SchoolUnitRecord, *, other: SchoolUnitRecord) -> list[str]:
    """Name the facts that both records state, each differently."""
    theirs = other.facts()
    return [
        name
        for name, value in one.facts().items()
        if value and theirs[name] and value != theirs[name]
    ]


def _weight(record: SchoolUnitRecord) -> tuple[date, int]:
    return record.observed_on or date.min, _TRUST[record.source]


def _filled(
    record: SchoolUnitRecord, *, gaps_from: SchoolUnitRecord
) -> SchoolUnitRecord:
    spare = gaps_from.facts()
    gaps = {name: spare[name] for name, said in record.facts().items() if not said}
    return replace(record, **gaps)  # type: ignore[arg-type]  # names and types are FACTS'
