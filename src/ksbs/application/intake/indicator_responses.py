"""Tells by content which response a document is, and gives the figures in it."""

import re
from collections.abc import Iterator

from ksbs.application.intake import statistics
from ksbs.application.intake.envelope import keys_of, opened
from ksbs.application.intake.indicator_records import IndicatorRecord
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.application.intake.survey import is_survey, survey

_SCHOOL_UNIT_KEYS = frozenset({"_embedded", "page", "data", "code"})
_STATISTICS_OF = re.compile(r"/statistics/([a-z]+)")
_READ_STATISTICS = frozenset({"gr", "gy", "all"})


def figures_in(
    document: object, *, place: Place, address: object = None
) -> Iterator[IndicatorRecord]:
    """Give the figures of a response, of a list of responses, or of a wrapped one.

    `address` is where the response was fetched, if known. What is no such response is
    noted as a fault of the place.
    """
    here = place.within(document)
    if isinstance(document, list):
        for each in document:
            yield from figures_in(each, place=here)
    elif not isinstance(document, Located):
        _unknown("a bare value", place=here)
    elif "body" in document:
        yield from _unwrapped(document, place=here)
    elif statistics.SALSA_LIST in document:
        yield from statistics.salsa(document, place=here)
    elif is_survey(document):
        yield from survey(document, address=address, place=here)
    elif "programMetrics" in document:
        yield from statistics.upper_secondary(document, place=here)
    elif "schoolUnit" in document and not _is_of_another_form(address):
        yield from statistics.compulsory(document, place=here)
    else:
        _refused(document, place=here)


def _unwrapped(document: Located, *, place: Place) -> Iterator[IndicatorRecord]:
    # A survey that nobody answered has an empty text for its body.
    found = None if document["body"] == "" else opened(document, place=place)
    if found is not None:
        body, dated = found
        yield from figures_in(body, place=dated, address=document.get("url"))


def _is_of_another_form(address: object) -> bool:
    named = _STATISTICS_OF.search(address) if isinstance(address, str) else None
    return named is not None and named[1] not in _READ_STATISTICS


def _refused(document: Located, *, place: Place) -> None:
    if _SCHOOL_UNIT_KEYS & document.keys():
        place.stop(
            f"{keys_of(document)} holds school units, not indicators; import the file "
            "with “ksbs import school-units”"
        )
    else:
        _unknown(keys_of(document), place=place)


def _unknown(found: str, *, place: Place) -> None:
    place.fault(
        f"{found} stands where indicators should (planned educations v4: statistics "
        "of gr or gy, SALSA, surveys); give such files only"
    )
