"""What stands in a row of the audit trail's index."""

from typing import Any

from ksbs.application.trail_facts import named_in, text_of, unit_of
from ksbs.application.trail_words import lexemes_of
from ksbs.readmodels.log import Decode, Row

TOLD = (
    *("occurred_on", "correlation_id", "recorded_by", "role", "unit", "dnr"),
    *("confidentiality", "named", "words"),
)
"""What an entry has to be read for; the rest stands in columns of the log."""


def told_of(row: Row, decode: Decode) -> dict[str, Any]:
    """Read an entry for its row.

    Raises:
        Exception: whatever `decode` raises of what cannot be read.
    """
    entry = decode(row)
    meta = entry.metadata
    return {
        "occurred_on": entry.event.occurred_on,
        "correlation_id": meta.correlation_id,
        "recorded_by": meta.recorded_by.person_id,
        "role": meta.recorded_by.role.value,
        "unit": unit_of(entry.event),
        "dnr": meta.dnr,
        "confidentiality": meta.confidentiality,
        "named": sorted(named_in(entry)),
        "words": " ".join(lexemes_of(text_of(entry))),
    }
