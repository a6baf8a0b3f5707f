"""Old shapes of stored events made new, one pure function per stored name.

Below release 0.1.0 no shape has been given up, so there is nothing to upcast yet:
`UPCASTS` maps a retired stored name to its successor and the function between them.
"""

from collections.abc import Callable, Mapping

from pydantic import JsonValue

Fields = Mapping[str, JsonValue]
UPCASTS: dict[str, tuple[str, Callable[[Fields], Fields]]] = {}


def upcast(name: str, fields: Fields) -> tuple[str, Fields]:
    """Bring the fields of a stored event to the newest shape of its name."""
    while name in UPCASTS:
        name, step = UPCASTS[name]
        fields = step(fields)
    return name, fields
