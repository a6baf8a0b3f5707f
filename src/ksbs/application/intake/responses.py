"""Tells by content which response a document is, and gives the units in it."""

from collections.abc import Iterator
from typing import NoReturn

from ksbs.application.intake import planned_educations, school_unit_register
from ksbs.application.intake.envelope import keys_of, opened
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.application.intake.records import SchoolUnitRecord

INDICATOR_KEYS = frozenset(
    {
        "schoolUnit",
        "programMetrics",
        "compulsorySchoolUnitSalsaMetricList",
        "schoolYearMetrics",
        "noOfAnswers",
    }
)
"""Keys by which a response is known to hold indicators."""


def units_in(document: object, *, place: Place) -> Iterator[SchoolUnitRecord]:
    """Give the units of a response, of a list of responses, or of a wrapped one.

    What is no such response is noted as a fault of the place.
    """
    here = place.within(document)
    if isinstance(document, list):
        for each in document:
            yield from units_in(each, place=here)
    elif not isinstance(document, Located):
        _unknown("a bare value", place=here)
    elif "body" in document:
        yield from _unwrapped(document, place=here)
    elif "_embedded" in document or "page" in document:
        yield from planned_educations.listed_units(document, place=here)
    elif "data" in document:
        yield from school_unit_register.units_of(document, place=here)
    elif "code" in document or "name" in document:
        yield from planned_educations.unit_of(document, place=here)
    elif INDICATOR_KEYS & document.keys():
        _indicators(document, place=here)
    else:
        _unknown(keys_of(document), place=here)


def _unwrapped(document: Located, *, place: Place) -> Iterator[SchoolUnitRecord]:
    """Open the service's envelope, or what a fetcher put around a response."""
    found = opened(document, place=place)
    if found is not None:
        body, dated = found
        asked = school_unit_register.asked_for_day(document.get("url"))
        yield from units_in(body, place=dated.on_day_of(asked, key="search_date"))


def _indicators(document: Located, *, place: Place) -> NoReturn:
    place.stop(
        f"{keys_of(document)} holds indicators, not school units; import the file with "
        "“ksbs import indicators”"
    )


def _unknown(found: str, *, place: Place) -> None:
    place.fault(
        f"{found} stands where a response about school units should "
        "(planned educations v4 or Skolenhetsregistret v2); give such files only"
    )
