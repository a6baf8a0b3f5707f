from datetime import date

import pytest

from ksbs.domain.calendar import day_before


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2024, 3, 1), date(2024, 2, 29)),
        (date(1, 1, 2), date(1, 1, 1)),
        (date.min, date.min),
    ],
)
def test_every_day_has_one_before_it_but_the_first(day: date, before: date) -> None:
    assert day_before(day) == before
