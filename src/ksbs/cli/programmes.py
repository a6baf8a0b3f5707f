"""The programme that a command is about, by its id or by its school unit's code."""

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed

if TYPE_CHECKING:
    from ksbs.application.actor import Actor
    from ksbs.application.view import AsOf
    from ksbs.main import Running


class ProgrammeName(click.ParamType[Any]):
    """A programme's id, or the code of a school unit, which stays text."""

    name = "programme"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> UUID | str:
        """Take either, or say how they are written."""
        if re.fullmatch("[0-9]{8}", value):
            return str(value)
        try:
            return UUID(value)
        except ValueError:
            self.fail(
                f"“{value}” is no programme. Write its id, as “ksbs list” shows it, or "
                "the eight digits of its school unit's code, as 01234567.",
                param,
                ctx,
            )


def programme_of(
    running: "Running", said: UUID | str, *, actor: "Actor", pairs: "tuple[AsOf, ...]"
) -> UUID:
    """Give the programme that is meant, of a unit's code the one it had at the pairs.

    Raises:
        NotFound: if it had none that the actor may see.
        CommandFailed: if it had several.
    """
    if isinstance(said, UUID):
        return said
    found = {
        view.programme_id
        for pair in pairs
        for view in running.views.programmes(
            as_of=pair, actor=actor, school_unit_code=said
        ).views
    }
    if not found:
        from ksbs.application.refusals import not_then  # noqa: PLC0415 (help needs none)

        raise not_then(said, pairs[0])
    if len(found) > 1:
        ids = ", ".join(sorted(map(str, found)))
        raise CommandFailed(
            ExitCode.USAGE,
            f"The school unit {said} has had {len(found)} programmes: {ids}.",
            mend="Say which by its id.",
        )
    return found.pop()
