"""Which fields of which entries are marked confidential, on what legal ground.

A mark is lifted by an event of its own; when it stood shows in the history.
"""

from collections.abc import Iterable

from ksbs.application.projection import Column, FieldOf, Projection, Row
from ksbs.domain.programme import Programme
from ksbs.domain.record.confidentiality import (
    Confidentiality,
    ConfidentialityLifted,
    ConfidentialityMarked,
)


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each mark in force."""
    for (entry, field), mark in programme.facet(Confidentiality).in_force.items():
        yield {
            "entry_id": entry,
            "field": field,
            "marked_on": mark.on,
            "legal_reference": mark.legal_reference,
            "decided_by": mark.decided_by,
        }


PROJECTION = Projection(
    name="confidential_marks",
    title="Fields marked confidential / Sekretessmarkerade fält",
    version=1,
    on=frozenset({ConfidentialityMarked, ConfidentialityLifted}),
    columns=(
        Column("entry_id", "uuid", FieldOf(ConfidentialityMarked, "target_event_id")),
        Column("field", "text", ConfidentialityMarked),
        Column(
            "marked_on",
            "date",
            "The day the mark was set. / Dagen då markeringen gjordes.",
        ),
        Column("legal_reference", "text", ConfidentialityMarked),
        Column("decided_by", "uuid", ConfidentialityMarked),
    ),
    rows=rows,
    key=("entry_id", "field"),
)
