"""Days, instants and how long ago, as they stand in a query."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.http.times import Ago, Unreadable, read_day, read_moment

AGO = {
    "-P1Y": Ago(12, 0),
    "P-1Y": Ago(12, 0),
    "-P1Y6M": Ago(18, 0),
    "P-1Y-6M": Ago(18, 0),
    "-P2W": Ago(0, 14),
    "P-2W-3D": Ago(0, 17),
    "-P0D": Ago(0, 0),
    "-P1Y2M3W4D": Ago(14, 25),
}


@pytest.mark.parametrize(("text", "ago"), AGO.items())
def test_how_long_ago_is_read_with_its_sign_in_either_place(
    text: str, ago: Ago
) -> None:
    assert read_day(text) == ago
    assert read_moment(text) == ago


@pytest.mark.parametrize(
    "text",
    [
        "P1Y",
        "-P",
        "P",
        "P-",
        "-P1Y-6M",
        "P-1Y6M",
        "-P6M1Y",
        "-PT1H",
        "-P1.5Y",
        "-P12345D",
    ],
)
def test_what_is_no_time_back_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("-P1M", date(2026, 3, 31), date(2026, 2, 28)),
        ("-P1M", date(2024, 3, 31), date(2024, 2, 29)),
        ("-P1Y", date(2024, 2, 29), date(2023, 2, 28)),
        ("-P4Y", date(2024, 2, 29), date(2020, 2, 29)),
        ("-P1M", date(2026, 1, 15), date(2025, 12, 15)),
        ("-P1M1D", date(2026, 3, 31), date(2026, 2, 27)),
        ("-P13M", date(2026, 1, 31), date(2024, 12, 31)),
    ],
)
def test_months_are_those_of_the_calendar(text: str, today: date, day: date) -> None:
    ago = read_day(text)
    assert isinstance(ago, Ago)
    assert ago.before(today) == day


def test_there_are_no_days_before_the_calendar() -> None:
    for ago in (Ago(12 * 2026, 0), Ago(0, 800_000), Ago(12 * 9999, 99_999)):
        with pytest.raises(OverflowError):
            ago.before(date(2026, 1, 1))


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 9999))
def test_days_are_counted_back_one_by_one(today: date, days: int) -> None:
    ago = read_day(f"-P{days}D")
    assert isinstance(ago, Ago)
    assert ago.before(today) == today - timedelta(days=days)


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(0, 1200))
def test_months_back_never_leave_the_month_they_lead_to(
    today: date, months: int
) -> None:
    # when
    day = Ago(months, 0).before(today)

    # then
    passed = (today.year - day.year) * 12 + today.month - day.month
    assert passed == months
    assert day.day <= today.day


@given(st.datetimes(timezones=st.timezones()))
def test_any_instant_is_read_from_what_rfc_3339_writes(moment: datetime) -> None:
    # given an instant whose offset RFC 3339 can write, within the calendar in UTC
    text = moment.isoformat()
    offset = moment.utcoffset() or timedelta()
    if offset.total_seconds() % 60 or not 2 < moment.year < 9998:
        return

    # then
    assert read_moment(text) == moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T12:00:00Z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01t12:00:00z", datetime(2026, 3, 1, 12, tzinfo=UTC)),
        ("2026-03-01T12:00:00.5+01:00", datetime(2026, 3, 1, 11, 0, 0, 500_000, UTC)),
        ("2026-03-01", date(2026, 3, 1)),
    ],
)
def test_a_moment_is_a_day_or_an_instant(text: str, moment: date) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T12:00:00",
        "2026-03-01T12:00Z",
        "2026-03-01 12:00:00Z",
        "2026-03-01T12:00:60Z",
        "2026-03-01T24:00:01Z",
        "2026-03-01T12:00:00.1234567Z",
        "2026-03-01T12:00:00+25:00",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "\u0662\u0660\u0662\u0666-03-01",
        "",
    ],
)
def test_what_is_no_moment_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable):
        read_moment(text)
