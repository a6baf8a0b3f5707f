"""What the analysis builds on: with days on both axes, what was known of it when."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.analysis.evidence import EvidenceAdded, EvidenceTold
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each piece of evidence."""
    for added in programme.facet(EvidenceTold).latest_of_each():
        yield {
            "evidence_id": added.evidence_id,
            "added_on": added.occurred_on,
            "kind": added.kind,
            "period": added.period,
            "source": added.source,
            "uri": added.uri,
            "sha256": added.sha256,
            "summary": added.summary,
        }


PROJECTION = Projection(
    name="evidence",
    title="Evidence of the analysis / Nulägesanalysens underlag",
    version=1,
    on=frozenset({EvidenceAdded}),
    columns=(
        Column("evidence_id", "uuid", EvidenceAdded),
        Column(
            "added_on",
            "date",
            "The day it was brought into the analysis. / Dagen då det tillfördes "
            "analysen.",
        ),
        Column("kind", "text", EvidenceAdded),
        Column("period", "text", EvidenceAdded),
        Column("source", "text", EvidenceAdded),
        Column("uri", "text", EvidenceAdded, nullable=True),
        Column("sha256", "text", EvidenceAdded, nullable=True),
        Column("summary", "text", EvidenceAdded),
    ),
    rows=rows,
    key=("evidence_id",),
)
