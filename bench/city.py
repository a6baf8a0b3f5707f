"""A city's log: copies of a programme that differ in what the audit trail is asked by.

Each is of one of fifty school units. Of its evidence a tenth bears one of twenty case
numbers, and a fiftieth says something of attendance.
"""

from dataclasses import replace

from bench.ours import SUMMARY
from ksbs.application.ports import NewEntry

UNITS = 50
CASES = 20
ATTENDANCE = "Låg närvaro i årskurs 9, trots den närvaroplan som skolan har."
_EVERY_CASE, _EVERY_WORD = 10, 50


def unit(number: int) -> str:
    """Give the school unit of the programme of that number."""
    return f"1{number % UNITS:07d}"


def case(number: int) -> str:
    """Give the case number of the programme of that number."""
    return f"2021-{number % CASES}"


def tell(entry: NewEntry, number: int) -> NewEntry:
    """Tell an entry as one of the programme of that number."""
    event, metadata = entry.event, entry.metadata
    if hasattr(event, "school_unit_code"):
        event = event.model_copy(update={"school_unit_code": unit(number)})
    if getattr(event, "summary", None) == SUMMARY:
        if entry.version % _EVERY_CASE == number % _EVERY_CASE:
            metadata = metadata.model_copy(update={"dnr": case(number)})
        if entry.version % _EVERY_WORD == number % _EVERY_WORD:
            event = event.model_copy(update={"summary": ATTENDANCE})
    return replace(entry, metadata=metadata, event=event)
