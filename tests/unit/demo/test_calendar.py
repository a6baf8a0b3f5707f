from datetime import date

import pytest

from ksbs.demo.story.calendar import is_office_day, office_day


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 2, 3),
        date(2024, 2, 4),
        date(2024, 3, 29),
        date(2024, 4, 1),
        date(2024, 5, 1),
        date(2024, 5, 9),
        date(2024, 6, 21),
        date(2024, 12, 24),
    ],
    ids=[
        "a Saturday",
        "a Sunday",
        "Good Friday",
        "Easter Monday",
        "the first of May",
        "Ascension Day",
        "Midsummer Eve",
        "Christmas Eve",
    ],
)
def test_offices_are_closed_on_weekends_and_holidays(day: date) -> None:
    # then
    assert not is_office_day(day)


@pytest.mark.parametrize(
    "day", [date(2024, 3, 28), date(2024, 6, 20), date(2024, 7, 5)]
)
def test_offices_are_open_on_other_days(day: date) -> None:
    # then
    assert is_office_day(day)


def test_the_office_day_is_the_day_itself_or_the_next_one() -> None:
    # then
    assert office_day(date(2024, 3, 28)) == date(2024, 3, 28)
    assert office_day(date(2024, 3, 28), later=1) == date(2024, 4, 2)
    assert office_day(date(2024, 3, 28), later=-1) == date(2024, 3, 27)
