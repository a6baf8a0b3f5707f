"""The store's SQL by name, from `sql/queries.sql`."""

import re
from importlib.resources import files

_SECTION = re.compile(r"^-- name: (\w+)\n(?:--.*\n)*", re.MULTILINE)


def _sections(text: str) -> dict[str, bytes]:
    parts = _SECTION.split(text)
    return {
        name: body.strip().encode()
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    }


QUERIES = _sections((files("ksbs.store") / "sql/queries.sql").read_text("utf-8"))
