"""The occasions of the analysis are planned: six, and more when needed."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BeforeValidator, Field

from ksbs.domain.analysis.start import AnalysisEvent
from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, Text

LAST_SESSION = 99
SessionNumber = Annotated[int, Field(ge=1, le=LAST_SESSION)]
"""The number of a session: 1 to 6 are planned for every school, 7 and on are extra."""


_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})"
)


def _as_written(value: object) -> object:
    # Pydantic would read a text of digits as seconds since 1970, even when strict.
    if not isinstance(value, str):
        return value
    if not _RFC_3339.fullmatch(value):
        message = "write date, time and offset as in 2030-09-10T13:00:00+02:00"
        raise ValueError(message)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        message = "names a day or a time of day that does not exist"
        raise ValueError(message) from None


Moment = Annotated[AwareDatetime, BeforeValidator(_as_written)]
"""An instant as RFC 3339 writes it, with its offset from UTC."""


class SessionNumberTaken(RuleBroken):
    """Session {number} is already planned for {at}; reschedule it or take another
    number.
    """

    sv = "Tillfälle {number} är redan planerat till {at}; boka om det eller välj ett annat."


class SessionAlreadyHeld(RuleBroken):
    """Session {number} was held on {on}; a number is held once and then stands."""

    sv = "Tillfälle {number} genomfördes den {on}; ett nummer genomförs en gång."


class SessionNotPlanned(RuleBroken):
    """Session {number} is not planned on {on}, so it can be neither moved nor
    cancelled; schedule it.
    """

    sv = (
        "Tillfälle {number} är inte planerat den {on} och kan varken flyttas eller "
        "ställas in; planera det."
    )


class SessionTimeUnchanged(RuleBroken):
    """Session {number} is already planned for {at} at {place}; nothing would change."""

    sv = "Tillfälle {number} är redan planerat till {at}, {place}; inget skulle ändras."


class _Scheduling(Model):
    number: SessionNumber
    """1 to 6 are planned for every school, 7 and on are extra. / 1 till 6 planeras för
    varje skola, 7 och uppåt är extra.
    """
    at: Moment
    """When it begins, with its offset from UTC. / När det börjar, med sin förskjutning
    från UTC.
    """
    place: Line
    """Where the session is to be held. / Platsen där tillfället ska hållas."""


class SessionScheduled(_Scheduling, AnalysisEvent):
    """A session is planned."""

    stored_as = "analysis.session-scheduled.v1"
    sv = "Tillfälle planerat"
    en = "Session scheduled"

    def rules(self, programme: Programme) -> None:
        """Plan a number once."""
        super().rules(programme)
        require_not_held(programme, number=self.number)
        at = programme.sessions[self.number].scheduled_at
        if at is not None:
            raise SessionNumberTaken(number=self.number, at=at.isoformat())

    def evolve(self, state: Programme) -> Programme:
        """Plan the session."""
        return _planned(self, state)


class ScheduleSession(_Scheduling, ProgrammeCommand):
    """Plan a session of the analysis."""

    noun = "session-schedules"
    records = SessionScheduled
    by = (Role.PROCESS_SUPPORTER,)
    sv = "Planera ett tillfälle."
    example = {
        "number": 1,
        "at": "2030-09-10T13:00:00+02:00",
        "place": "Personalrummet",
    }


class _Rescheduling(_Scheduling):
    reason: Text
    """Why the session is moved. / Skälet till att tillfället bokas om."""


class SessionRescheduled(_Rescheduling, AnalysisEvent):
    """A planned session is moved."""

    stored_as = "analysis.session-rescheduled.v1"
    sv = "Tillfälle ombokat"
    en = "Session rescheduled"

    def rules(self, programme: Programme) -> None:
        """Move what is planned and not held, to another time or place."""
        super().rules(programme)
        require_not_held(programme, number=self.number)
        _require_planned(self, programme, number=self.number)
        session = programme.sessions[self.number]
        if (session.scheduled_at, session.place) == (self.at, self.place):
            raise SessionTimeUnchanged(
                number=self.number, at=self.at.isoformat(), place=self.place
            )

    def evolve(self, state: Programme) -> Programme:
        """Move the session; what is not planned stays unplanned."""
        if state.sessions[self.number].scheduled_at is None:
            return state
        return _planned(self, state)


class RescheduleSession(_Rescheduling, ProgrammeCommand):
    """Move a planned session."""

    noun = "session-reschedulings"
    records = SessionRescheduled
    by = (Role.PROCESS_SUPPORTER,)
    sv = "Boka om ett planerat tillfälle."
    example = {
        "number": 1,
        "at": "2030-09-17T13:00:00+02:00",
        "place": "Biblioteket",
        "reason": "Krockar med nationella prov.",
    }


class _Cancelling(Model):
    number: SessionNumber
    """The number of the session that is cancelled. / Numret på tillfället som ställs
    in.
    """
    reason: Text
    """Why the session is cancelled. / Skälet till att tillfället ställs in."""


class SessionCancelled(_Cancelling, AnalysisEvent):
    """A planned session is cancelled; its number is free again."""

    stored_as = "analysis.session-cancelled.v1"
    sv = "Tillfälle inställt"
    en = "Session cancelled"

    def rules(self, programme: Programme) -> None:
        """Cancel what is planned and not held."""
        super().rules(programme)
        require_not_held(programme, number=self.number)
        _require_planned(self, programme, number=self.number)

    def evolve(self, state: Programme) -> Programme:
        """Take the plan of the session away."""
        sessions = state.sessions.change(
            self.number, lambda s: replace(s, scheduled_at=None, place="")
        )
        return replace(state, sessions=sessions)


class CancelSession(_Cancelling, ProgrammeCommand):
    """Cancel a planned session."""

    noun = "session-cancellations"
    records = SessionCancelled
    by = (Role.PROCESS_SUPPORTER,)
    sv = "Ställ in ett planerat tillfälle."
    example = {"number": 1, "reason": "Processtödjaren är sjuk."}


def require_not_held(programme: Programme, *, number: int) -> None:
    """Raise SessionAlreadyHeld if the session of that number has been held."""
    held_on = programme.sessions[number].held_on
    if held_on is not None:
        raise SessionAlreadyHeld(number=number, on=held_on)


def _require_planned(
    event: AnalysisEvent, programme: Programme, *, number: int
) -> None:
    if programme.sessions[number].scheduled_at is None:
        raise SessionNotPlanned(number=number, on=event.occurred_on)


def _planned(event: _Scheduling, state: Programme) -> Programme:
    sessions = state.sessions.change(
        event.number, lambda s: replace(s, scheduled_at=event.at, place=event.place)
    )
    return replace(state, sessions=sessions)
