"""What is marked confidential is not printed: the provision stands in its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from ksbs.application.trail_filter import TrailFilter
from ksbs.domain.event import Entry
from ksbs.domain.words import Bilingual
from ksbs.questions.asking import Asking
from ksbs.questions.entries import narrowed
from ksbs.reports.cell import Cell

_WHOLE = None
"""Of an entry that is confidential as a whole, every field is."""

Mark = tuple[Entry, str | None, str]
"""An entry, its field or the whole, and the provision."""


@dataclass(frozen=True, slots=True)
class Secrecy:
    """The provisions by what an entry tells of and the field's name on the wire."""

    provisions: Mapping[tuple[str, str], str]

    def kept(self, text: Cell, *, about: object, field: str) -> Cell:
        """Give a text, or the provision by which it is not shown.

        Args:
            text: What a read model has from the field of an entry.
            about: The id of what the entry tells of.
            field: The field's name on the wire.
        """
        provision = self.provisions.get((str(about), field))
        if provision is None or text is None:
            return text
        return Bilingual(f"confidential, {provision}", f"sekretess, {provision}")


def secrecy_of(asking: Asking) -> Secrecy:
    """Give what is marked confidential at the pair, whole entries and single fields."""
    found: dict[tuple[str, str], str] = {}
    for entry, field, provision in (*_entries(asking), *_fields(asking)):
        payload = entry.event.payload()
        ids = [value for name, value in payload.items() if name.endswith("Id")]
        for name in payload if field is _WHOLE else (field,):
            found |= {(str(id_), name): provision for id_ in ids}
    return Secrecy(found)


def _entries(asking: Asking) -> Iterator[Mark]:
    for entry in narrowed(asking, TrailFilter(confidential=True)):
        provision = entry.metadata.confidentiality
        if provision is not None:
            yield entry, _WHOLE, provision


def _fields(asking: Asking) -> Iterator[Mark]:
    for row in asking.rows("confidential_marks"):
        entry = asking.history.store.entry(UUID(row["entry_id"]))
        if entry is not None:
            yield entry, row["field"], row["legal_reference"]
