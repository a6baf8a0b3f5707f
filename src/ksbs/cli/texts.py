"""Texts and names on the command line, refused as the API refuses them."""

from collections.abc import Callable
from typing import Any

import rich_click as click


class Text(click.ParamType[str]):
    """A short text that is not empty."""

    name = "text"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Take the text as it is, or say how one is written."""
        from ksbs.http.times import Unreadable  # noqa: PLC0415 (help reads no text)

        try:
            return self._reader()(str(value))
        except Unreadable as error:
            self.fail(f"“{value}” is no {self.name}. {error.how.en}", param, ctx)

    def _reader(self) -> Callable[[str], str]:
        from ksbs.http.readers import read_text  # noqa: PLC0415 (help reads no text)

        return read_text


class Words(Text):
    """Words to look for."""

    name = "word"

    def _reader(self) -> Callable[[str], str]:
        from ksbs.http.readers import read_question  # noqa: PLC0415 (help reads none)

        return read_question


class EventName(click.ParamType[str]):
    """The name of an event there is, as in the catalogue or as stored."""

    name = "event"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Take a known name, or say which may be meant."""
        from difflib import get_close_matches  # noqa: PLC0415 (help needs no names)

        from ksbs.domain.event import EVENTS  # noqa: PLC0415 (as above)
        from ksbs.domain.register import load_domain  # noqa: PLC0415 (as above)

        load_domain()
        names = [kind.__name__ for kind in EVENTS.values()]
        if value not in EVENTS and value not in names:
            near = get_close_matches(value, names, n=1)
            hint = (
                f"Is “{near[0]}” meant?"
                if near
                else "docs/reference/events.md has all."
            )
            self.fail(f"There is no event “{value}”. {hint}", param, ctx)
        return str(value)
