"""Days in Stockholm and instants in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def day_of(instant: datetime) -> date:
    """Give the day in Stockholm on which an instant falls."""
    return instant.astimezone(STOCKHOLM).date()


def start_of(day: date) -> datetime:
    """Give the first instant of a day in Stockholm, in UTC."""
    return datetime.combine(_told(day), time(), tzinfo=STOCKHOLM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Give the last microsecond of a day in Stockholm, in UTC."""
    return start_of(_told(day) + timedelta(days=1)) - timedelta(microseconds=1)


def written(moment: date | datetime) -> str:
    """Write a day, or an instant in UTC, as RFC 3339 has it and every answer does."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat()


def _told(day: date) -> date:
    """Keep away from the calendar's ends, where zones and steps would leave it."""
    return min(max(day, date(2, 1, 1)), date(9998, 1, 1))
