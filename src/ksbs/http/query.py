"""Reading a query string strictly, by the parameters that the operation declares."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused, Wrong
from ksbs.http.routes.table import Operation, Parameter
from ksbs.http.said import Said
from ksbs.http.times import Ago, Unreadable

_MOST = 50
_LONGEST = 4_000

Pairs = Sequence[tuple[str, str]]


def query_pairs(raw: bytes) -> Pairs:
    """Split a query string into names and values.

    Raises:
        Refused: `invalid-query`, if it is too long or no UTF-8.
    """
    if not raw:
        return ()
    if len(raw) > _LONGEST:
        raise _unreadable()
    try:
        return parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST,
        )
    except ValueError:
        raise _unreadable() from None


def read_query(pairs: Pairs, *, operation: Operation, today: date) -> dict[str, Any]:
    """Read the values of the declared parameters; how long ago becomes a day.

    Raises:
        Refused: `invalid-query`, naming every parameter that is unknown, repeated or
            cannot be read, and how to write it.
    """
    known = operation.query()
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for name, text in pairs:
        said = _about_name(name, known=known, seen=values)
        if said is None:
            try:
                values[name] = _value(known[name], text, today)
                continue
            except Unreadable as error:
                values[name], said = None, error.how
        wrong.append(Wrong(said, parameter=name))
    if wrong:
        raise Refused(kinds.INVALID_QUERY, _summary(wrong), errors=tuple(wrong))
    return values


def _about_name(
    name: str, *, known: Mapping[str, Parameter], seen: Mapping[str, Any]
) -> Said | None:
    if name in seen:
        return Said("Parametern får stå en gång.", "The parameter may stand once.")
    if name in known:
        return None
    if not known:
        return Said(
            "Denna operation tar inga frågeparametrar.",
            "This operation takes no query parameters.",
        )
    names = ", ".join(known)
    return Said(
        f"Parametern finns inte; de som finns är: {names}.",
        f"There is no such parameter; there are: {names}.",
    )


def _value(parameter: Parameter, text: str, today: date) -> Any:
    if parameter.read is None:
        raise TypeError(f"the query parameter {parameter.name} has no reader")
    value = parameter.read(text)
    if not isinstance(value, Ago):
        return value
    try:
        return value.before(today)
    except OverflowError:
        raise Unreadable(
            Said(
                "Så långt tillbaka finns inga dagar.",
                "There are no days that far back.",
            )
        ) from None


def _summary(wrong: Sequence[Wrong]) -> Said:
    names = ", ".join(dict.fromkeys(w.parameter or "" for w in wrong))
    return Said(f"Fel i frågan: {names}.", f"Wrong in the query: {names}.")


def _unreadable() -> Refused:
    return Refused(
        kinds.INVALID_QUERY,
        Said(
            f"Frågan är inte UTF-8, eller längre än {_LONGEST} tecken eller {_MOST} "
            "parametrar.",
            f"The query is not UTF-8, or longer than {_LONGEST} characters or {_MOST} "
            "parameters.",
        ),
    )
