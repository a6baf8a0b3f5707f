"""School units in the responses of planned educations v4."""

from collections.abc import Iterator

from ksbs.application.intake import vocabulary
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.application.intake.records import SchoolUnitRecord
from ksbs.application.intake.shapes import PlannedPage, PlannedUnit


def listed_units(document: Located, *, place: Place) -> Iterator[SchoolUnitRecord]:
    """Give the units of one page; the body of `/v4/school-units`."""
    units = _listed(document)
    if units is None:
        place.fault(
            "`_embedded` has no list `listedSchoolUnits`; "
            "fetch /v4/school-units rather than another list"
        )
        return
    page = place.shaped(document.get("page"), into=PlannedPage, key="page")
    if page is not None:
        codes = [unit.get("code") for unit in units if isinstance(unit, dict)]
        address = _own_address(document)
        place.pages.note(page, address=address, codes=codes, line=place.line)
    for unit in units:
        yield from unit_of(unit, place=place.within(unit))


def unit_of(document: object, *, place: Place) -> Iterator[SchoolUnitRecord]:
    """Give the unit of a list entry or of the body of `/v4/school-units/{code}`."""
    unit = place.shaped(document, into=PlannedUnit, key="unit")
    if unit is None:
        return
    personal = vocabulary.is_personal(unit.organisation_registry_number)
    yield SchoolUnitRecord(
        code=unit.code,
        name=unit.name,
        status=None,
        school_forms=vocabulary.school_forms(
            form.code for form in unit.type_of_schooling or ()
        ),
        municipality_code=unit.geographical_area_code,
        organizer_number=None if personal else unit.organisation_registry_number,
        organizer_type=vocabulary.organizer_type(unit.principal_organizer_type),
        organizer_name=None if personal else unit.corporation_name,
        source="planned-educations-v4",
        observed_on=place.day,
        line=place.line,
    )


def _listed(document: Located) -> list[object] | None:
    # A list without hits comes without `_embedded`; its page then says 0.
    embedded = document.get("_embedded", {"listedSchoolUnits": []})
    units = embedded.get("listedSchoolUnits") if isinstance(embedded, dict) else None
    return units if isinstance(units, list) else None


def _own_address(document: Located) -> str:
    links = document.get("_links")
    own = links.get("self") if isinstance(links, dict) else None
    return str(own.get("href", "")) if isinstance(own, dict) else ""
