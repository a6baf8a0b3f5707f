"""Where in a file one reads: on which line, for which day, and where faults go."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NoReturn, Self, TypeVar

from pydantic import ValidationError

from ksbs.application.intake.located_json import Located
from ksbs.application.intake.pages import Pages
from ksbs.application.intake.rejections import Faults
from ksbs.application.intake.shapes import Shape, problems
from ksbs.application.intake.vocabulary import day_in_sweden

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one file; faults and list pages of the file are gathered in it.

    `day` is the day the response is known to speak for, if anything said so yet;
    `line` is where the nearest enclosing object began.
    """

    faults: Faults
    pages: Pages
    line: int
    day: date | None = None

    def within(self, value: object) -> Self:
        """Step into a value, which has a line of its own if it is an object."""
        return replace(self, line=value.line) if isinstance(value, Located) else self

    def on_day_of(self, moment: object, *, key: str) -> Self:
        """Step into a response that speaks for the day of `moment`, if it gives one.

        Of several days the earliest counts: a response may be fetched days after the
        register was extracted, and that may be asked for a day long past.
        """
        if moment is None:
            return self
        try:
            day = day_in_sweden(str(moment))
        except (ValueError, OverflowError):
            self.fault(
                f"`{key}` is {str(moment)[:40]!r}, a time like "
                "2026-04-21T10:25:54Z wanted; correct it or fetch the response again"
            )
            return self
        return replace(self, day=min(day, self.day or day))

    def fault(self, reason: str) -> None:
        """Note what is wrong here."""
        self.faults.add(self.line, reason=reason)

    def stop(self, reason: str) -> NoReturn:
        """Raise FileRejected: the file as a whole is not what was wanted."""
        self.faults.stop(self.line, reason=reason)

    def shaped(self, value: object, *, into: type[S], key: str) -> S | None:
        """Give the value of `key` in the shape, or note as a fault what it lacks."""
        try:
            return into.model_validate(value)
        except ValidationError as error:
            self.fault(problems(error, key=key))
            return None
