r"""Rows of read models as lines of PostgreSQL's COPY, so that any process can make them.

The text format of COPY: columns between tabs, a line a row, `\\N` for null, and a
backslash before what would read as anything else.
Source: PostgreSQL's documentation, COPY, "Text Format"; array values, "Array Input".
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from ksbs.application.projection import Kind, Projection
from ksbs.readmodels.segments import Rows, Segment

_NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})

Write = Callable[[Any], str]


class Lines:
    """Makes lines of what fits the tables of one read model."""

    def __init__(self, projection: Projection) -> None:
        columns = {column.name: column for column in projection.columns}
        self._every = [_WRITES[column.kind] for column in projection.columns]
        self._key = [_WRITES[columns[name].kind] for name in projection.key]
        self._rest = [
            (number, _WRITES[column.kind])
            for number, column in enumerate(projection.columns)
            if column.name not in projection.key
        ]
        self._nothing = f"\t{_NULL}" * len(self._rest) + "\n"

    def history(self, stream_id: UUID, segments: Iterable[Segment]) -> list[str]:
        """Give the lines of fitted segments, in the order of a history's columns."""
        stream, lines = str(stream_id), []
        for key, valid_from, sys_from, sys_to, values, born in segments:
            begin = "".join([stream, *self._key_of(key)]) if key else stream
            gone, first = ("t" if values is None else "f"), ("t" if born else "f")
            rest = self._nothing if values is None else self._rest_of(values)
            lines.append(
                f"{begin}\t{valid_from.isoformat()}\t{sys_from}\t{sys_to}\t{gone}\t{first}{rest}"
            )
        return lines

    def current(self, stream_id: UUID, rows: Rows) -> list[str]:
        """Give the lines of fitted rows, the stream's id first."""
        stream = str(stream_id)
        return [
            "\t".join([stream, *map(_written, self._every, values)]) + "\n"
            for values in rows.values()
        ]

    def _key_of(self, key: tuple[Any, ...]) -> list[str]:
        return [
            f"\t{write(value)}" for write, value in zip(self._key, key, strict=True)
        ]

    def _rest_of(self, values: tuple[Any, ...]) -> str:
        rest = ""
        for number, write in self._rest:
            value = values[number]
            rest += f"\t{_NULL if value is None else write(value)}"
        return rest + "\n"


def _written(write: Write, value: Any) -> str:
    return _NULL if value is None else write(value)


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _boolean(value: bool) -> str:
    return "t" if value else "f"


def _plain_list(value: Iterable[Any]) -> str:
    """Write a list of what needs no quotes: ids and days."""
    return "{" + ",".join(map(str, value)) + "}"


def _text_list(value: Iterable[str]) -> str:
    quoted = ",".join(f'"{item.translate(_QUOTED)}"' for item in value)
    return _text("{" + quoted + "}")


_WRITES: dict[Kind, Write] = {
    "text": _text,
    "date": str,
    "integer": str,
    "bigint": str,
    "numeric": str,
    "uuid": str,
    "boolean": _boolean,
    "timestamptz": str,
    "text[]": _text_list,
    "uuid[]": _plain_list,
    "date[]": _plain_list,
}
