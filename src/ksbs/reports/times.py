"""Instants as people in Stockholm read them, with the offset that then held."""

from datetime import datetime

from ksbs.application.days import STOCKHOLM, written

_CLOCK = len("2026-06-30 14:05:09")


def clock_time(instant: datetime) -> str:
    """Give Stockholm's clock time to the second, as in 2026-06-30 14:05:09 +02:00."""
    local = instant.astimezone(STOCKHOLM).isoformat(sep=" ", timespec="seconds")
    # Long ago the offset had seconds too.
    return f"{local[:_CLOCK]} {local[_CLOCK:]}"


def utc_time(instant: datetime) -> str:
    """Give the instant to the microsecond in UTC, as RFC 3339 writes it."""
    return written(instant)
