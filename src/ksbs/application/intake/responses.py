"""Tells by content which response a document is, and gives the units in it."""

import re
from collections.abc import Iterator

from ksbs.application.intake import planned_educations, school_unit_register
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.application.intake.records import SchoolUnitRecord

_NOT_FOUND = re.compile(r"\b404\b|not[ _]?found", re.IGNORECASE)
_KEYS_NAMED = 5
_LONGEST_QUOTE = 60


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
    else:
        keys = ", ".join(document.keys())[:_LONGEST_QUOTE]
        _unknown(f"an object with the keys {keys!r}", place=here)


def _unwrapped(document: Located, *, place: Place) -> Iterator[SchoolUnitRecord]:
    """Open the service's envelope, or what a fetcher put around a response."""
    body = document["body"]
    answer = " ".join(str(document.get(key, "")) for key in ("status", "message"))
    if body is not None:
        dated = place.on_day_of(document.get("fetched_at"), key="fetched_at")
        asked = school_unit_register.asked_for_day(document.get("url"))
        yield from units_in(body, place=dated.on_day_of(asked, key="search_date"))
    elif answer.strip() and not _NOT_FOUND.search(answer):
        place.fault(
            f"the service answered {answer[:_LONGEST_QUOTE].strip()!r} and sent "
            "nothing; fetch it again"
        )


def _unknown(found: str, *, place: Place) -> None:
    place.fault(
        f"{found} stands where a response about school units should "
        "(planned educations v4 or Skolenhetsregistret v2); give such files only"
    )
