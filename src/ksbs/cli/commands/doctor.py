"""`ksbs doctor`: what is wrong, and how to mend it."""

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.options import json_option, settings_of
from ksbs.cli.terminal import give, give_json


@click.command("doctor")
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Say what is wrong and how to mend it.

    Looks at the settings, the embedded server or the server that KSBS_DATABASE_URL
    names, the state of the database, and the entries themselves. Nothing is changed.
    Exits with 1 if anything was found.
    """
    from ksbs.cli.checkup import checkup  # noqa: PLC0415 (help needs no database)

    found = checkup(settings_of(context))
    if as_json:
        give_json(
            [
                {"name": each.name, "ok": each.ok, "what": each.what, "mend": each.mend}
                for each in found
            ]
        )
    else:
        for each in found:
            give(f"{'ok   ' if each.ok else 'wrong'}  {each.name}: {each.what}")
            if each.mend:
                give(f"       {each.mend}")
    if not all(each.ok for each in found):
        context.exit(ExitCode.FOUND)
