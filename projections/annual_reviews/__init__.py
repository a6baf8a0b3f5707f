"""What chief and principal found when they looked at each year together."""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.followup.annual_review import AnnualReviewHeld, AnnualReviews
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each review; each year has one, so `number` is 1."""
    held = programme.facet(AnnualReviews).held
    for number, review in numbered(held, alike=lambda r: r.year):
        yield {
            "year": review.year,
            "number": number,
            "held_on": review.on,
            "participants": review.participants,
            "on_track": review.on_track,
            "measures": review.measures,
        }


PROJECTION = Projection(
    name="annual_reviews",
    title="Annual reviews / Årsavstämningar",
    version=1,
    on=frozenset({AnnualReviewHeld}),
    columns=(
        Column("year", "integer", AnnualReviewHeld),
        Column("number", "integer", column_words.NUMBER),
        Column(
            "held_on",
            "date",
            "The day the review was held. / Dagen då avstämningen hölls.",
        ),
        Column("participants", "uuid[]", AnnualReviewHeld),
        Column("on_track", "boolean", AnnualReviewHeld),
        Column("measures", "text[]", AnnualReviewHeld),
    ),
    rows=rows,
    key=("year", "number"),
)
