"""`ksbs migrate`: bring the database to this version."""

import rich_click as click

from ksbs.cli.options import json_option, settings_of
from ksbs.cli.terminal import give, give_json


@click.command("migrate")
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Bring the database to this version.

    Applies the migrations that the database lacks, each once, in order; nothing
    happens where it is up to date. A database that is newer than this version is
    refused.

    On the embedded database every command does this by itself. On the server that
    KSBS_DATABASE_URL names, this is the only command that does.
    """
    from ksbs.main import database  # noqa: PLC0415 (help needs no database)
    from ksbs.store.migrate import migrate  # noqa: PLC0415 (as above)

    with database(settings_of(context)) as dsn:
        applied = migrate(dsn)
    if as_json:
        give_json({"applied": applied})
    elif applied:
        give("Applied: " + ", ".join(applied) + ".")
    else:
        give("The database is up to date.")
