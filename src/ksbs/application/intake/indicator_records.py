"""One figure of one unit as one source published it, and where in the file it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from pydantic import TypeAdapter, ValidationError

from ksbs.application.intake.figures import Figure, NoFigure, typed_figure
from ksbs.application.intake.place import Place
from ksbs.domain.selection.indicators import UNKNOWN_PERIOD, IndicatorValue, Source
from ksbs.domain.words import SchoolUnitCode

_CODE: TypeAdapter[str] = TypeAdapter(SchoolUnitCode)


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """A published figure.

    `code` has eight digits; `day` is the day the source spoke for, in Sweden, None where
    the file bears no date; `line` is where it stands in the file, 1-based.
    """

    code: str
    source: Source
    day: date | None
    line: int
    value: IndicatorValue


@dataclass(frozen=True, slots=True)
class Teller:
    """What is said of one unit by one source at one place in a file."""

    code: str
    source: Source
    place: Place

    @classmethod
    def of(cls, code: object, *, source: Source, place: Place) -> Self | None:
        """Give the teller of a unit, or note as a fault that the code is none."""
        try:
            return cls(_CODE.validate_python(code, strict=True), source, place)
        except ValidationError:
            place.fault(
                f"the unit's code is {repr(code)[:40]}, eight digits in quotes wanted; "
                "correct it or fetch the response again"
            )
            return None

    def at(self, value: object) -> Self:
        """Step to a value, which has a line of its own if it is an object."""
        return replace(self, place=self.place.within(value))

    def say(
        self, indicator: str, *, period: str | None, figure: Figure
    ) -> Iterator[IndicatorRecord]:
        """Give the record of a figure, or note as a fault why there can be none."""
        try:
            value = IndicatorValue(
                indicator=indicator,
                period=(period or "").strip() or UNKNOWN_PERIOD,
                raw=figure.raw,
                kind=figure.kind,
                number=figure.number,
                reason=figure.reason,
            )
        except ValidationError as error:
            first = error.errors()[0]
            self.place.fault(
                f"`{indicator[:80]}` cannot be kept: {first['loc'][0]}: "
                f"{first['msg'].removeprefix('Value error, ')}; correct it or fetch "
                "the file again"
            )
            return
        yield IndicatorRecord(
            self.code, self.source, self.place.day, self.place.line, value
        )

    def typed(
        self, indicator: str, *, period: str | None, said: object
    ) -> Iterator[IndicatorRecord]:
        """Give the record of `{value, valueType}`, or note what is wrong with it.

        A `timePeriod` of its own goes before `period`.
        """
        here = self.at(said)
        raw, value_type, own = _parts(said)
        period = own if isinstance(own, str) else period
        if not isinstance(value_type, str) or not isinstance(raw, str | None):
            here.refuse(
                indicator, "an object with the texts value and valueType wanted"
            )
            return
        try:
            figure = typed_figure(raw, value_type=value_type)
        except NoFigure as refused:
            here.refuse(indicator, str(refused))
        else:
            yield from here.say(indicator, period=period, figure=figure)

    def refuse(self, indicator: str, reason: str) -> None:
        """Note as a fault what is wrong with an indicator of the unit."""
        self.place.fault(
            f"`{indicator[:80]}` of unit {self.code} {reason}; correct it or fetch the "
            "file again"
        )


def _parts(said: object) -> tuple[object, object, object]:
    if not isinstance(said, dict) or "value" not in said:
        return None, None, None
    return said["value"], said.get("valueType"), said.get("timePeriod")
