"""What the service, and a program that fetched from it, put around a response."""

import re

from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place

_NOT_FOUND = re.compile(r"\b404\b|not[ _]?found", re.IGNORECASE)
LONGEST_QUOTE = 60
"""Characters of a file that a fault quotes at most."""


def opened(document: Located, *, place: Place) -> tuple[object, Place] | None:
    """Give the body of an enveloped response and the place it speaks from.

    None where there is no body: the service has nothing, or, as is noted as a fault, it
    had nothing to say because something went wrong.
    """
    body = document["body"]
    answer = " ".join(str(document.get(key, "")) for key in ("status", "message"))
    if body is not None:
        return body, place.on_day_of(document.get("fetched_at"), key="fetched_at")
    if answer.strip() and not _NOT_FOUND.search(answer):
        place.fault(
            f"the service answered {answer[:LONGEST_QUOTE].strip()!r} and sent "
            "nothing; fetch it again"
        )
    return None


def keys_of(document: Located) -> str:
    """Name the keys of an object that is not what was wanted."""
    keys = ", ".join(document.keys())[:LONGEST_QUOTE]
    return f"an object with the keys {keys!r}"
