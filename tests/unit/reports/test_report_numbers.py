"""Numbers and times as people read them."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.reports.numbers import Number, exact, figure, plain, refusal_of
from ksbs.reports.said import REPLACEMENT, clean
from ksbs.reports.times import clock_time, utc_time


@pytest.mark.parametrize(
    ("number", "decimals", "sv", "en"),
    [
        (0, None, "0", "0"),
        (1234567, None, "1\u00a0234\u00a0567", "1,234,567"),
        (Decimal("-1234.50"), None, "\u22121\u00a0234,5", "\u22121,234.5"),
        (Decimal("-1234.50"), 2, "\u22121\u00a0234,50", "\u22121,234.50"),
        (Decimal("87.5"), 1, "87,5", "87.5"),
        (Decimal("-0.04"), 1, "0,0", "0.0"),
        (Decimal("1E+3"), None, "1\u00a0000", "1,000"),
        (Decimal("0.25"), 1, "0,2", "0.2"),
    ],
)
def test_a_number_is_written_as_the_language_does(
    number: Number, decimals: int | None, sv: str, en: str
) -> None:
    assert figure(number, language="sv", decimals=decimals) == sv
    assert figure(number, language="en", decimals=decimals) == en


@given(
    st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)
    | st.decimals(min_value=-(10**10), max_value=10**10, places=4)
)
def test_an_admitted_number_survives_the_doubles_of_json_and_workbooks(
    number: Number,
) -> None:
    # given
    assert refusal_of(number) is None

    # then
    assert Decimal(repr(exact(number))) == number
    assert repr(exact(number)) == plain(number)


@pytest.mark.parametrize(
    ("instant", "told"),
    [
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "2026-07-01 00:30:00 +02:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30:00 +02:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 02:30:00 +01:00"),
    ],
)
def test_the_hour_that_comes_twice_in_autumn_is_told_apart(
    instant: datetime, told: str
) -> None:
    assert clock_time(instant) == told


def test_an_offset_of_long_ago_has_its_seconds() -> None:
    assert clock_time(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01 01:12:12 +01:12:12"


def test_an_instant_in_utc_keeps_its_microseconds() -> None:
    instant = datetime(2026, 6, 30, 12, 5, 9, 123456, tzinfo=UTC)

    assert utc_time(instant) == "2026-06-30T12:05:09.123456Z"


@given(st.text(st.characters(codec=None), max_size=20))
def test_a_cleaned_text_can_stand_in_xml_and_in_utf_8(text: str) -> None:
    # when
    cleaned = clean(text)

    # then
    cleaned.encode("utf-8")
    assert not any(ord(c) < 0x20 and c not in "\t\n" for c in cleaned)
    assert clean(cleaned) == cleaned


def test_what_no_format_could_hold_is_marked_as_such() -> None:
    assert clean("a\x00b\ud800c\r\nd\ufffee") == (
        f"a{REPLACEMENT}b{REPLACEMENT}c\nd{REPLACEMENT}e"
    )
