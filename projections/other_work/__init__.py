"""Other development work at the school that may affect what is seen."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.plan.other_work import OtherWork, OtherWorkNoted
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each piece of other work."""
    for work in programme.facet(OtherWork).noted.values():
        yield {
            "work_id": work.work_id,
            "noted_on": work.on,
            "title": work.title,
            "may_affect": work.may_affect,
        }


PROJECTION = Projection(
    name="other_work",
    title="Other work / Annat utvecklingsarbete",
    version=1,
    on=frozenset({OtherWorkNoted}),
    columns=(
        Column("work_id", "uuid", OtherWorkNoted),
        Column("noted_on", "date", "The day it was noted. / Dagen då det noterades."),
        Column("title", "text", OtherWorkNoted),
        Column("may_affect", "text", OtherWorkNoted),
    ),
    rows=rows,
    key=("work_id",),
)
