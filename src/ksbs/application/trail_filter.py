"""What an audit asks for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ksbs.application.trail_facts import answers, named_in
from ksbs.domain.event import EVENTS, Entry
from ksbs.domain.words import Role


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What an audit asks for; None where it does not matter.

    Days are local and include their last moment; `name` is an event's catalogue name
    or stored name.
    """

    programme_id: UUID | None = None
    school_unit_code: str | None = None
    person_id: UUID | None = None
    role: Role | None = None
    name: str | None = None
    recorded_from: datetime | None = None
    recorded_to: datetime | None = None
    occurred_from: date | None = None
    occurred_to: date | None = None
    dnr: str | None = None
    confidential: bool = False
    """Only entries that are marked confidential as a whole."""
    correlation_id: UUID | None = None
    named_id: UUID | None = None
    """A person, or anything else with an id, that the event names."""
    question: str | None = None
    """Words that somebody wrote, each in some form."""

    def fits(self, entry: Entry) -> bool:
        """Tell whether an entry is asked for, as far as the entry itself tells."""
        meta, day = entry.metadata, entry.event.occurred_on
        return all(
            (
                self.named_id is None or str(self.named_id) in named_in(entry),
                self.question is None or answers(entry, question=self.question),
                self.person_id in (None, meta.recorded_by.person_id),
                self.role in (None, meta.recorded_by.role),
                self.dnr in (None, meta.dnr),
                not self.confidential or meta.confidentiality is not None,
                self.correlation_id in (None, meta.correlation_id),
                self.occurred_from is None or self.occurred_from <= day,
                self.occurred_to is None or day <= self.occurred_to,
            )
        )


def stored_names(name: str | None) -> tuple[str, ...]:
    """Give the stored names of the events of a name; none for none."""
    if name is None:
        return ()
    return tuple(
        stored for stored, event in EVENTS.items() if name in (stored, event.__name__)
    ) or (name,)
