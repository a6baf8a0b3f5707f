"""The SQL of the read models by name, from `sql/queries.sql`.

Names of tables and columns differ between read models, so they stand in braces, as
`psycopg.sql` takes them.
"""

import re
from importlib.resources import files
from typing import LiteralString, cast

from psycopg import sql

_SECTION = re.compile(r"^-- name: (\w+)\n(?:--.*\n)*", re.MULTILINE)


def _sections(text: str) -> dict[str, sql.SQL]:
    parts = _SECTION.split(text)
    return {
        name: sql.SQL(cast("LiteralString", body.strip()))
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


QUERIES = _sections((files("ksbs.readmodels") / "sql/queries.sql").read_text("utf-8"))
