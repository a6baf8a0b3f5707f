"""Each year's review is shown with who took part and what was agreed."""

from datetime import date

from ksbs.domain.followup.annual_review import HoldAnnualReview
from projections.annual_reviews import rows
from tests.support.cast import CHIEF, DAY, PRINCIPAL
from tests.support.given import started
from tests.support.telling import then


def test_a_year_that_is_not_reviewed_has_no_row() -> None:
    assert list(rows(started())) == []


def test_each_review_has_a_row() -> None:
    # given
    off_track = HoldAnnualReview(
        year=1,
        participants=(CHIEF, PRINCIPAL),
        on_track=False,
        measures=("Mer handledning.",),
    )
    on_track = HoldAnnualReview(year=2, participants=(CHIEF, PRINCIPAL), on_track=True)
    # when
    programme = then(started(), off_track)
    first, second = rows(then(programme, on_track, on=date(2026, 6, 1)))
    # then
    assert first == {
        "year": 1,
        "number": 1,
        "held_on": DAY,
        "participants": (CHIEF, PRINCIPAL),
        "on_track": False,
        "measures": ("Mer handledning.",),
    }
    assert (second["year"], second["on_track"]) == (2, True)
    assert (second["held_on"], second["measures"]) == (date(2026, 6, 1), ())
