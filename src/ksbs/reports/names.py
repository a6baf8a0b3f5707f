"""Names of tables, charts, columns: identifiers that other systems build on."""

import re
from collections.abc import Sequence

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def refuse_names(what: str, names: Sequence[str]) -> None:
    """Refuse names that are not snake_case, or not unique.

    Raises:
        ValueError: naming the first that is wrong.
    """
    for place, name in enumerate(names):
        if not _NAME.fullmatch(name):
            raise ValueError(f"a {what} is named {name!r}: write it like_this")
        if name in names[:place]:
            raise ValueError(f"two are named {name!r}, {what}: each needs its own name")


def camel(name: str) -> str:
    """Give a snake_case name as JSON has it, camelCase."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
