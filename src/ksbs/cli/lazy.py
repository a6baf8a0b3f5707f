"""A group whose commands are imported when one is called, not when they are listed."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import rich_click as click


@dataclass(frozen=True, slots=True)
class Listed:
    """A command as the list of commands shows it; its module holds it as `command`."""

    name: str
    module: str
    summary: str
    panel: str

    def load(self) -> click.Command:
        """Import the command."""
        command: click.Command = import_module(self.module).command
        return command


class LazyGroup(click.RichGroup):
    """A group of commands that are each loaded at first use."""

    def __init__(
        self, *args: Any, listed: Iterable[Listed] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listed = {each.name: each for each in listed}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the list."""
        del ctx
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give what help and completion need to know of a command: name and summary."""
        del ctx
        each = self.listed.get(cmd_name)
        if each is None:
            return None
        return click.RichCommand(name=each.name, help=each.summary, panel=each.panel)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Load the command that is called."""
        if args[0] not in self.listed and not args[0].startswith("-"):
            raise click.UsageError(self._unknown(args[0]), ctx=ctx)
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and self.listed[str(name)].load(), rest

    def _unknown(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 (only a mistype pays)

        near = get_close_matches(name, self.listed, n=1)
        hint = f" Is “{near[0]}” meant?" if near else ""
        return f"There is no command “{name}”.{hint}"
