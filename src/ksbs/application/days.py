"""Days in Stockholm and instants in UTC."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def day_of(instant: datetime) -> date:
    """Give the day in Stockholm on which an instant falls."""
    return instant.astimezone(STOCKHOLM).date()


def end_of(day: date) -> datetime:
    """Give the last microsecond of a day in Stockholm, in UTC."""
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=STOCKHOLM)
    return following.astimezone(UTC) - timedelta(microseconds=1)
