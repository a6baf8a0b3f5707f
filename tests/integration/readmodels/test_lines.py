"""What is written as lines of COPY is read back from the table as it was."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import get_args
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from ksbs.application.projection import Column, Kind, Projection
from ksbs.readmodels.lines import Lines
from ksbs.readmodels.segments import FOREVER, Segment

STREAM, DAY = UUID(int=1), date(2026, 3, 2)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
awkward = st.sampled_from(["", "\\N", "\\.", "\t", "a\r\nb", '"', "{", "NULL", "\\"])
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
instants = st.integers(-(2**31), 2**34).map(lambda s: datetime.fromtimestamp(s, UTC))
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3)
VALUES: Mapping[Kind, st.SearchStrategy[object]] = {
    "text": texts | awkward,
    "date": days,
    "integer": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "numeric": numbers | st.just(Decimal("1E+3")),
    "uuid": st.uuids(),
    "boolean": st.booleans(),
    "timestamptz": instants,
    "text[]": st.lists(texts | awkward, max_size=4),
    "uuid[]": st.lists(st.uuids(), max_size=3),
    "date[]": st.lists(days, max_size=3),
}


def read_model(kind: Kind, key: bool) -> Projection:
    return Projection(
        name="one_cell",
        title="One cell",
        version=1,
        on=frozenset(),
        columns=(Column("cell", kind, "A value. / Ett värde.", nullable=not key),),
        rows=lambda _: (),
        key=("cell",) if key else (),
    )


def test_every_kind_of_column_is_tried() -> None:
    assert set(VALUES) == set(get_args(Kind))


@pytest.mark.parametrize("kind", VALUES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_value_is_read_back_as_it_was(
    kind: Kind, data: st.DataObject, empty_database: str
) -> None:
    # given
    key = data.draw(st.booleans()) and not kind.endswith("[]")
    value = data.draw(VALUES[kind] if key else VALUES[kind] | st.none())
    lines = Lines(read_model(kind, key))
    keys = (value,) if key else ()
    segment = Segment(keys, DAY, 7, FOREVER, (value,), born=True)
    gone = segment._replace(values=None, born=False, sys_from=8)
    # when
    with psycopg.connect(empty_database) as connection:
        connection.execute("SET timezone = 'UTC'")
        current = copied(connection, kind, lines.current(STREAM, {keys: (value,)}))
        columns = (
            "stream uuid, {} d date, f bigint, t bigint, gone boolean, born boolean"
        )
        cell = sql.SQL("cell {},").format(sql.SQL(kind))
        history = _copied(
            connection,
            sql.SQL(columns).format(cell if key else sql.SQL("")),
            kind if not key else None,
            lines.history(STREAM, [segment, gone]),
        )
        connection.rollback()
    # then
    assert current == [(STREAM, value)]
    span = (DAY, 7, FOREVER, False, True)
    rest = () if key else (value,)
    nothing = () if key else (None,)
    assert history == [
        (STREAM, *keys, *span, *rest),
        (STREAM, *keys, DAY, 8, FOREVER, True, False, *nothing),
    ]


def copied(
    connection: "psycopg.Connection[tuple[object, ...]]", kind: Kind, lines: list[str]
) -> list[tuple[object, ...]]:
    return _copied(connection, sql.SQL("stream uuid"), kind, lines)


def _copied(
    connection: "psycopg.Connection[tuple[object, ...]]",
    columns: sql.Composable,
    kind: Kind | None,
    lines: list[str],
) -> list[tuple[object, ...]]:
    cell = sql.SQL(", cell {}").format(sql.SQL(kind)) if kind else sql.SQL("")
    connection.execute(
        sql.SQL("CREATE TEMPORARY TABLE written ({}{}) ON COMMIT DROP").format(
            columns, cell
        )
    )
    with connection.cursor().copy("COPY written FROM STDIN") as copy:
        copy.write("".join(lines))
    found = connection.execute("SELECT * FROM written").fetchall()
    connection.execute("DROP TABLE written")
    return found
