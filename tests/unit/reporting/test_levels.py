"""Published levels in reports: what they are called, and how they stand."""

from ksbs.application.indicator_words import Indicator
from ksbs.domain.words import Bilingual
from ksbs.reporting.levels import by_period, titled


def test_a_level_is_called_by_the_words_of_its_indicator_and_its_unit() -> None:
    # then
    assert titled(Indicator.MERIT) == Bilingual(
        en="Merit rating, year 9 (points)", sv="Meritvärde, åk 9 (poäng)"
    )


def test_levels_stand_by_school_and_period_as_they_were_published() -> None:
    # given eight periods, one level hidden and one missing
    rows = [
        {
            "school_unit_code": code,
            "school": school,
            "period": f"20{year}/{year + 1}",
            "raw": raw,
        }
        for code, school in (("01000001", "Ängby skola"), ("01000002", "Åsö skola"))
        for year, raw in zip(
            range(15, 23), ("70,0", *["72,5"] * 5, "..", ""), strict=True
        )
    ]

    # when
    table = by_period("by_period_1", Indicator.ELIGIBLE, rows[:-1])

    # then the last seven are shown
    assert [column.title for column in table.columns[1:]] == [
        f"20{year}/{year + 1}" for year in range(16, 23)
    ]
    assert table.rows == (
        ("Ängby skola", *["72,5"] * 5, "..", None),
        ("Åsö skola", *["72,5"] * 5, "..", None),
    )
