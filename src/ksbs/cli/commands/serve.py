"""`ksbs serve`: the HTTP API."""

import sys

import rich_click as click

from ksbs.cli.options import json_option, listening_options, settings_of
from ksbs.cli.terminal import give_json, say


@click.command("serve")
@listening_options
@json_option
@click.pass_context
def command(
    context: click.Context, *, host: str | None, port: int | None, as_json: bool
) -> None:
    """Serve the HTTP API.

    Until Ctrl-C or SIGTERM; requests under way are answered first. --json writes one
    object with the address as soon as it answers.
    """
    from ksbs.cli.serving import Address, serve  # noqa: PLC0415 (help needs no server)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    settings = settings_of(context, host=host, port=port)
    address = Address(settings)
    with running(settings) as parts:
        serve(parts, address=address, ready=_tell_json if as_json else _tell)


def _tell_json(url: str) -> None:
    give_json({"url": url, "api": f"{url}/ksbs/v0"})
    sys.stdout.flush()


def _tell(url: str) -> None:
    # Beside a log that machines read, the log says it.
    if sys.stderr.isatty():
        say(f"Listening on {url}/ksbs/v0, described at {url}/ksbs/v0/docs")
        say("Take a token: ksbs token --role programme-office. End with Ctrl-C.")
