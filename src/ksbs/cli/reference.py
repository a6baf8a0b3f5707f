"""The reference page of the command line, made from the commands themselves.

`python -m ksbs.cli.reference` prints it.
"""

import inspect
from collections.abc import Iterator

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.options import ROLES
from ksbs.cli.root import ksbs

_HEAD = """# Command line

This page is made from the code: run `python -m ksbs.cli.reference` to renew it.

`ksbs` is `./scripts/ksbs` in a checkout; it makes what it needs at the first call.

## What all commands share

- Data goes to the standard output, everything else to the standard error.
- `--json` gives the data as one JSON value, and shows no progress.
- An error says what is wrong and what to do next.
- A setting comes from a flag, else from the environment, else from `ksbs.toml`; \
see [settings](settings.md).
- Colours and progress bars appear on a terminal only, colours not where `NO_COLOR` \
is set.
- On the embedded database every command brings the database to this version first; \
on a server of your own only `ksbs migrate` does, and the other commands say so.

### Who acts

On the embedded database whoever may read its files is the local operator and acts in \
any role: `--as-role`, with `--as-person`, `--as-unit` and `--as-area` where the role \
belongs to a person, a school or an area.
Without them the operator acts as `programme-office`.
With `KSBS_DATABASE_URL` only a token says who acts: `--as-token FILE`.

The roles: {roles}.

### Times

`--valid-at` asks what was true on a day, `--known-at` what was known at a moment.
`--known-at` alone asks how things looked on that day; without both it is now.
A day is written `2026-03-01` and means its end in Stockholm; an instant \
`2026-03-01T12:00:00Z`; how long ago `-P1Y6M`.

### Exit codes

| Code | Meaning |
|---|---|
{codes}
"""


def command_line_reference() -> str:
    """Give the text of docs/reference/command-line.md."""
    codes = "\n".join(f"| {each.value} | {each.meaning} |" for each in ExitCode)
    roles = ", ".join(f"`{role}`" for role in ROLES)
    head = _HEAD.format(codes=codes, roles=roles)
    return "\n".join([head, *_sections()]).rstrip() + "\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Give every command with its full name, groups before their parts."""
    yield "ksbs", ksbs
    for name, each in ksbs.listed.items():
        command = each.load()
        yield f"ksbs {name}", command
        for part, child in getattr(command, "commands", {}).items():
            yield f"ksbs {name} {part}", child


def _sections() -> Iterator[str]:
    for name, command in commands():
        context = click.Context(command, info_name=name)
        usage = " ".join([name, *command.collect_usage_pieces(context)])
        yield f"## {name}\n"
        yield f"```\n{usage}\n```\n"
        yield _prose(command.help or "")
        yield from _options(command, context=context)
        if name == "ksbs record":
            yield from _actions()


def _prose(text: str) -> str:
    """Give the help with a sentence a line, as documents here are written."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    lines = (" ".join(each.split()).replace(". ", ".\n") for each in paragraphs)
    return "\n\n".join(lines) + "\n"


def _actions() -> Iterator[str]:
    from ksbs.cli.actions import described  # noqa: PLC0415 (only this page lists them)

    yield "| Action | What it records | Roles that may |\n|---|---|---|"
    for each in described():
        yield f"| `{each.noun}` | {each.summary} | {', '.join(each.roles)} |"
    yield ""


def _options(command: click.Command, *, context: click.Context) -> Iterator[str]:
    options = [each for each in command.params if isinstance(each, click.Option)]
    if not options:
        return
    yield "| Option | Meaning |\n|---|---|"
    for option in options:
        yield f"| `{_name(option, context=context)}` | {_meaning(option)} |"
    yield ""


def _name(option: click.Option, *, context: click.Context) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.make_metavar(context)}"


def _meaning(option: click.Option) -> str:
    text = option.help or ""
    if option.required:
        text += " Required."
    if option.show_default and option.default is not None:
        text += f" Default: {option.default}."
    if option.multiple:
        text += " Can be repeated."
    return text


if __name__ == "__main__":
    click.echo(command_line_reference(), nl=False)
