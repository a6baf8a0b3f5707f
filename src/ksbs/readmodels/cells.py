"""The values of rows as PostgreSQL takes them, and nothing that it would refuse.

A value of another type than its column's is a fault of the read model. It is found
here, where the stream at fault is known; the database would refuse the whole batch.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from operator import call
from typing import Any
from uuid import UUID

from ksbs.application.projection import Column, Kind, Projection
from ksbs.readmodels.segments import Values

_INTEGER, _BIGINT = 2**31, 2**63

Cell = Callable[[Any], Any]
Fit = Callable[[Values], Values]


class UnfitValue(ValueError):
    """A row holds what its column cannot; the text names the column, not the value."""


def fitting(projection: Projection) -> Fit:
    """Give the function that gives a row's values as their columns take them.

    It raises UnfitValue if they cannot.
    """
    cells = [_cell_of(column) for column in projection.columns]

    def fit(values: Values) -> Values:
        return tuple(map(call, cells, values))

    return fit


def _cell_of(column: Column) -> Cell:
    check = _CHECKS[column.kind]

    def cell(value: Any) -> Any:
        if value is None:
            if not column.nullable:
                raise UnfitValue(f"{column.name} is required, and a row has none")
            return None
        try:
            return check(value)
        except (TypeError, ValueError):
            raise UnfitValue(
                f"{column.name} is {column.kind}, and a row has {type(value).__name__}"
            ) from None

    return cell


def _text(value: Any) -> str:
    if isinstance(value, Enum):
        value = value.value
    if type(value) is not str or "\0" in value:
        raise TypeError
    return value


def _exactly(kind: type) -> Cell:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError
        return value

    return check


def _whole(limit: int) -> Cell:
    def check(value: Any) -> Any:
        if type(value) is not int or not -limit <= value < limit:
            raise TypeError
        return value

    return check


def _number(value: Any) -> Decimal | int:
    if type(value) is int or (type(value) is Decimal and value.is_finite()):
        return value
    raise TypeError


def _uuid(value: Any) -> UUID:
    # Ids made by other libraries are subclasses.
    if not isinstance(value, UUID):
        raise TypeError
    return value


def _instant(value: Any) -> datetime:
    if type(value) is not datetime or value.tzinfo is None:
        raise TypeError
    return value


def _list_of(check: Cell) -> Cell:
    def checked(value: Any) -> tuple[Any, ...]:
        if isinstance(value, str | set | frozenset):
            raise TypeError
        return tuple([check(item) for item in value])

    return checked


_CHECKS: dict[Kind, Cell] = {
    "text": _text,
    "date": _exactly(date),
    "integer": _whole(_INTEGER),
    "bigint": _whole(_BIGINT),
    "numeric": _number,
    "uuid": _uuid,
    "boolean": _exactly(bool),
    "timestamptz": _instant,
    "text[]": _list_of(_text),
    "uuid[]": _list_of(_uuid),
    "date[]": _list_of(_exactly(date)),
}
