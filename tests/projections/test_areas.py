"""The development areas, their rank and what became of them."""

from uuid import UUID

from ksbs.application.projection import Row
from ksbs.domain.analysis.areas import DeprioritiseArea, PrioritiseArea
from ksbs.domain.analysis.merging import MergeAreas
from ksbs.domain.programme import Programme
from projections.areas import rows
from tests.support.cast import (
    AREA,
    CAUSE,
    DAY,
    IDENTIFIED,
    PRIORITISED,
    SECOND_AREA,
)
from tests.support.given import area_identified, area_prioritised
from tests.support.telling import then

DEPRIORITISE = DeprioritiseArea(area_id=AREA, reason="Ryms i ett annat område.")


def row_of(area: UUID, programme: Programme) -> Row:
    (row,) = (row for row in rows(programme) if row["area_id"] == area)
    return row


def test_an_identified_area_rests_on_its_causes_and_has_no_rank() -> None:
    # given
    programme = area_identified()
    # when
    row = row_of(AREA, programme)
    # then
    assert (row["identified_on"], row["cause_ids"]) == (IDENTIFIED, (CAUSE,))
    assert row["title"] == "Resonerande undervisning"
    unset = set(row) - {"area_id", "identified_on", "title", "description", "cause_ids"}
    assert all(row[column] is None for column in unset)


def test_a_prioritised_area_shows_its_rank_and_why() -> None:
    # given
    programme = area_prioritised()
    # when
    row = row_of(AREA, programme)
    # then
    assert (row["rank"], row["prioritised_on"]) == (1, PRIORITISED)
    assert row["reasons"] == "Hindrar flest elever."
    assert row["expected_effect"] == "Fler godkända i matematik."
    assert row["within_influence"] is True
    assert row_of(SECOND_AREA, programme)["rank"] is None


def test_an_area_that_is_no_longer_prioritised_says_since_when_and_why() -> None:
    # given
    programme = then(area_prioritised(), DEPRIORITISE)
    # when
    row = row_of(AREA, programme)
    # then
    assert (row["rank"], row["reasons"], row["expected_effect"]) == (None, None, None)
    assert row["deprioritised_on"] == DAY
    assert row["deprioritised_because"] == "Ryms i ett annat område."


def test_an_area_that_is_prioritised_anew_is_not_shown_as_deprioritised() -> None:
    # given
    anew = PrioritiseArea(
        area_id=AREA,
        rank=2,
        reasons="Nya resultat.",
        expected_effect="Fler behöriga.",
        within_influence=False,
    )
    # when
    row = row_of(AREA, then(then(area_prioritised(), DEPRIORITISE), anew))
    # then
    assert (row["rank"], row["reasons"]) == (2, "Nya resultat.")
    assert (row["deprioritised_on"], row["deprioritised_because"]) == (None, None)


def test_an_area_that_is_merged_away_says_where_it_went() -> None:
    # given
    merge = MergeAreas(into=SECOND_AREA, from_areas=(AREA,))
    # when
    programme = then(area_prioritised(), merge)
    # then
    gone, remains = row_of(AREA, programme), row_of(SECOND_AREA, programme)
    assert (gone["merged_into"], gone["merged_on"]) == (SECOND_AREA, DAY)
    assert gone["rank"] is None
    assert (remains["merged_into"], remains["merged_on"]) == (None, None)
