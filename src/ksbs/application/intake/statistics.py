"""Figures in the statistics of planned educations v4: compulsory, upper-secondary, SALSA.

Source: the publisher's specification, and stored responses. An upper-secondary response
may name its unit in its programmes only. After a colon in an indicator's name stands the
part of the unit it is about: `gy`, or the code of a programme.
"""

from collections.abc import Iterator

from ksbs.application.intake.indicator_records import IndicatorRecord, Teller
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.domain.selection.indicators import Source

SALSA_LIST = "compulsorySchoolUnitSalsaMetricList"
_NO_FIGURES = frozenset({"docLinks", "programMetrics", "_links"})


def compulsory(document: Located, *, place: Place) -> Iterator[IndicatorRecord]:
    """Give the figures of `/v4/school-units/{code}/statistics/gr`."""
    code = document.get("schoolUnit")
    teller = Teller.of(code, source=Source.STATISTICS_GR, place=place)
    if teller is not None:
        yield from _series(document, teller=teller, about="")


def upper_secondary(document: Located, *, place: Place) -> Iterator[IndicatorRecord]:
    """Give the figures of `/v4/school-units/{code}/statistics/gy`."""
    programmes = document.get("programMetrics")
    if not isinstance(programmes, list):
        place.fault("`programMetrics` is no list; fetch the response again")
        return
    code = _code_of(document, *programmes)
    teller = Teller.of(code, source=Source.STATISTICS_GY, place=place)
    if teller is not None:
        yield from _series(document, teller=teller, about=":gy")
        for programme in programmes:
            yield from _programme(programme, teller=teller.at(programme))


def salsa(document: Located, *, place: Place) -> Iterator[IndicatorRecord]:
    """Give the figures of `/v4/statistics/all-schools/salsa[/{code}]`.

    A unit without SALSA is null in the list, and so says nothing.
    """
    listed, period = document[SALSA_LIST], document.get("timePeriod")
    if not isinstance(listed, list) or not isinstance(period, str | None):
        place.fault(
            f"`{SALSA_LIST}` is no list, or `timePeriod` no text; "
            "fetch the response again"
        )
        return
    for unit in filter(lambda each: each is not None, listed):
        yield from _salsa_of(unit, period=period, place=place.within(unit))


def _salsa_of(
    unit: object, *, period: str | None, place: Place
) -> Iterator[IndicatorRecord]:
    if not isinstance(unit, Located):
        place.fault(f"`{SALSA_LIST}` holds {unit!r:.40}, an object wanted")
        return
    code = unit.get("schoolUnitCode")
    teller = Teller.of(code, source=Source.SALSA, place=place)
    if teller is not None:
        for key, said in unit.items():
            if isinstance(said, dict) and key not in _NO_FIGURES:
                yield from teller.typed(key, period=period, said=said)


def _programme(programme: object, *, teller: Teller) -> Iterator[IndicatorRecord]:
    code = programme.get("programCode") if isinstance(programme, dict) else None
    if not isinstance(programme, Located) or not isinstance(code, str):
        teller.refuse("programMetrics", "has an entry without `programCode`")
        return
    yield from _series(programme, teller=teller, about=f":{code.strip()}")


def _series(
    document: Located, *, teller: Teller, about: str
) -> Iterator[IndicatorRecord]:
    for key, series in document.items():
        if isinstance(series, list) and key not in _NO_FIGURES:
            for said in series:
                yield from teller.typed(f"{key}{about}", period=None, said=said)


def _code_of(*candidates: object) -> object:
    named = (c.get("schoolUnit") for c in candidates if isinstance(c, dict))
    return next((code for code in named if code is not None), None)
