"""The selection rounds of each school form."""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, FieldOf, Projection, Row, Subject
from ksbs.application.selection_view import SelectionRoundView
from ksbs.application.streams import SELECTION_ROUNDS
from ksbs.domain.selection.criteria import SelectionCriteriaSet
from ksbs.domain.selection.round import Rounds, SelectionRoundOpened


def rows(rounds: Rounds) -> Iterable[Row]:
    """Give a row for each round; `criteria_version` is null until criteria are set."""
    for number, opened in numbered(rounds, alike=lambda r: r.round_id):
        latest = opened.versions[-1] if opened.versions else None
        yield {
            "round_id": opened.round_id,
            "number": number,
            "school_form": opened.school_form,
            "school_year": opened.school_year,
            "criteria": opened.criteria,
            "opens_on": opened.opens_on,
            "closes_on": opened.closes_on,
            "criteria_version": latest.version if latest else None,
            "criteria_set_on": latest.on if latest else None,
            "indicators": latest.indicators if latest else None,
            "indicator_period": latest.period if latest else None,
        }


PROJECTION = Projection(
    name="selection_rounds",
    title="Selection rounds / Urvalsomgångar",
    version=1,
    on=frozenset({SelectionRoundOpened, SelectionCriteriaSet}),
    columns=(
        Column("round_id", "uuid", SelectionRoundOpened),
        Column("number", "integer", column_words.NUMBER),
        Column("school_form", "text", SelectionRoundOpened),
        Column("school_year", "text", SelectionRoundOpened),
        Column("criteria", "text", SelectionRoundOpened),
        Column("opens_on", "date", SelectionRoundView),
        Column("closes_on", "date", SelectionRoundOpened),
        Column(
            "criteria_version",
            "integer",
            "The latest version of its criteria; null until they are set. / Den "
            "senaste versionen av dess kriterier; null tills de fastställts.",
            nullable=True,
        ),
        Column(
            "criteria_set_on",
            "date",
            "The day that version was set. / Dagen då den versionen fastställdes.",
            nullable=True,
        ),
        Column("indicators", "text[]", SelectionCriteriaSet, nullable=True),
        Column(
            "indicator_period",
            "text",
            FieldOf(SelectionCriteriaSet, "period"),
            nullable=True,
        ),
    ),
    rows=rows,
    key=("round_id", "number"),
    about=Subject(SELECTION_ROUNDS, "selection_rounds_id", Rounds),
)
