"""School units in the responses of Skolenhetsregistret v2."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ksbs.application.intake import vocabulary
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.application.intake.records import SchoolUnitRecord
from ksbs.application.intake.shapes import (
    RegisterListedUnit,
    RegisterOrganizer,
    RegisterUnit,
)

_AS_OF = re.compile(r"[?&]search_date=([^&#]*)")


def units_of(document: Located, *, place: Place) -> Iterator[SchoolUnitRecord]:
    """Give the units of a list (`data.attributes` a list) or of a single response."""
    dated = _dated(document, place=place)
    data = document["data"]
    attributes = data.get("attributes") if isinstance(data, dict) else None
    if isinstance(attributes, list):
        for unit in attributes:
            yield from _listed(unit, place=dated.within(unit))
    else:
        organizer = document.get("included")
        yield from _single(data, organizer=organizer, place=dated.within(data))


def asked_for_day(address: object) -> str | None:
    """Give the past day an address asks the register for, as it stands there."""
    asked = _AS_OF.search(address) if isinstance(address, str) else None
    return asked[1] if asked else None


def _dated(document: Located, *, place: Place) -> Place:
    meta, links = document.get("meta"), document.get("links")
    extracted = meta.get("extractDate") if isinstance(meta, dict) else None
    href = links.get("href") if isinstance(links, dict) else None
    dated = place.on_day_of(extracted, key="meta.extractDate")
    return dated.on_day_of(asked_for_day(href), key="search_date")


def _listed(document: object, *, place: Place) -> Iterator[SchoolUnitRecord]:
    unit = place.shaped(document, into=RegisterListedUnit, key="unit")
    if unit is not None:
        yield _record(unit.school_unit_code, unit.name, unit.status, place=place)


def _single(
    data: object, *, organizer: object, place: Place
) -> Iterator[SchoolUnitRecord]:
    unit = place.shaped(data, into=RegisterUnit, key="data")
    runs_it = place.shaped(organizer or {}, into=RegisterOrganizer, key="included")
    if unit is None or runs_it is None:
        return
    said = unit.attributes
    personal = vocabulary.is_personal(runs_it.organization_number)
    named = _record(unit.school_unit_code, said.display_name, said.status, place=place)
    yield replace(
        named,
        school_forms=vocabulary.school_forms(said.school_types or ()),
        municipality_code=said.municipality_code,
        organizer_number=None if personal else runs_it.organization_number,
        organizer_type=vocabulary.organizer_type(runs_it.attributes.organizer_type),
        organizer_name=None if personal else runs_it.attributes.display_name,
    )


def _record(
    code: str, name: str, status: str | None, *, place: Place
) -> SchoolUnitRecord:
    return SchoolUnitRecord(
        code=code,
        name=name,
        status=vocabulary.status(status),
        school_forms=(),
        municipality_code=None,
        organizer_number=None,
        organizer_type=None,
        organizer_name=None,
        source="school-unit-register-v2",
        observed_on=place.day,
        line=place.line,
    )
