"""Rules about when: nothing in the future, a reason for what comes late, no history
that breaks a rule afterwards.
"""

from datetime import date, timedelta

from ksbs.domain.rule import Advisory, RuleBroken


class InTheFuture(RuleBroken):
    """The day {on} lies in the future; today is {today}."""

    sv = "Dagen {on} ligger i framtiden; i dag är det {today}."


class LateReasonMissing(RuleBroken):
    """The day {on} lies more than {limit} days back: say why in lateReason."""

    sv = "Dagen {on} ligger mer än {limit} dagar tillbaka: ange varför i lateReason."


class RegisteredLate(Advisory):
    """Recorded {days} days after the day it concerns."""

    sv = "Registrerad {days} dagar efter den dag den gäller."


class WouldBreakRule(RuleBroken):
    """This would break the rule {rule} for the entry {name} of {on} ({event_id}), which
    says: {message}.
    """

    sv = (
        "Detta skulle bryta regeln {rule} för anteckningen {name} den {on} ({event_id}), "
        "som säger: {message}."
    )


def refuse_bad_timing(
    occurred_on: date, *, today: date, late_reason: str | None, late_after_days: int
) -> None:
    """Raise InTheFuture or LateReasonMissing."""
    if occurred_on > today:
        raise InTheFuture(on=occurred_on, today=today)
    if is_late(occurred_on, today=today, limit=late_after_days) and not late_reason:
        raise LateReasonMissing(on=occurred_on, limit=late_after_days)


def is_late(occurred_on: date, *, today: date, limit: int) -> bool:
    """Tell whether the day lies more than `limit` days before today."""
    return today - occurred_on > timedelta(days=limit)
