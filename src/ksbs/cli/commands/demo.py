"""`ksbs demo`: a fictional city, told through the API, then served."""

import sys
from typing import TYPE_CHECKING

import rich_click as click

from ksbs.cli.options import json_option, listening_options, settings_of
from ksbs.cli.terminal import give, give_json, progress_bar, say

if TYPE_CHECKING:
    from ksbs.demo import DemoSummary
    from ksbs.settings import Settings


@click.command("demo")
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="NUMBER",
    help="Chooses wordings, figures and what comes late; the same seed, the same log.",
)
@click.option("--exit", "only_fill", is_flag=True, help="Fill the city and end.")
@listening_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    seed: int,
    only_fill: bool,
    host: str | None,
    port: int | None,
    as_json: bool,
) -> None:
    """Fill a fictional city, then serve it.

    34 programmes between 2020 and 2026, told day by day through the HTTP API on a
    clock of the demo's own, in a database that is marked as a demo for good. What has
    been filled already is served at once.
    """
    from ksbs.cli.serving import Address, serve  # noqa: PLC0415 (help needs no server)
    from ksbs.main import database, running  # noqa: PLC0415 (as above)

    settings = settings_of(context, host=host, port=port)
    address = None if only_fill else Address(settings)
    # Around both, so that the server is not stopped between filling and serving.
    with database(settings):
        summary = _fill(settings, seed=seed, quiet=as_json)
        if address is None:
            _report(summary, as_json=as_json)
            return

        def ready(url: str) -> None:
            _report(summary, as_json=as_json, url=url)
            if not as_json:
                _suggest(settings, url=url)

        with running(settings) as parts:
            serve(parts, address=address, ready=ready)


def _fill(settings: "Settings", *, seed: int, quiet: bool) -> "DemoSummary":
    from ksbs.demo import DemoClock, fill  # noqa: PLC0415 (help needs no story)
    from ksbs.main import Demo, running  # noqa: PLC0415 (as above)
    from ksbs.observability import configure_logging  # noqa: PLC0415 (as above)

    # The story's own requests are no news; what goes wrong among them is.
    configure_logging("warning", log_format=settings.log_format)
    clock = DemoClock()
    with (
        running(settings, demo=Demo(clock, seed)) as parts,
        progress_bar(quiet=quiet) as bar,
    ):
        task = bar.add_task("Telling the story", total=None)
        return fill(
            parts.services.store,
            clock=clock,
            settings=settings,
            seed=seed,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _report(summary: "DemoSummary", *, as_json: bool, url: str | None = None) -> None:
    if not as_json:
        give(
            f"{summary.programmes} programmes, {summary.events} events and "
            f"{summary.school_units} school units (seed {summary.seed}).\n"
            f"The rules refused {summary.refused} requests on the way."
        )
        sys.stdout.flush()
        return
    found = {
        "programmes": summary.programmes,
        "events": summary.events,
        "schoolUnits": summary.school_units,
        "refused": summary.refused,
        "seed": summary.seed,
    }
    give_json(found if url is None else found | {"url": url})
    sys.stdout.flush()


def _suggest(settings: "Settings", *, url: str) -> None:
    from ksbs.cli.terminal import program  # noqa: PLC0415 (only who serves suggests)

    ksbs = program()
    api = f"{url}/ksbs/v0"
    own = settings.origin_of("home") != "default"
    say(f"Listening on {api}. Try, in another terminal:")
    say()
    if own:
        say(f"  export KSBS_HOME='{settings.home}'")
    say(f"  {ksbs} list")
    say(f"  {ksbs} list --valid-at 2024-12-01")
    say(f"  {ksbs} audit --name EntryCorrected")
    say(f'  TOKEN="$({ksbs} token --role programme-office)"')
    say(f"  API={api}")
    say('  curl -H "Authorization: Bearer $TOKEN" "$API/programmes?limit=3"')
    say('  curl -H "Authorization: Bearer $TOKEN" "$API/programmes?validAt=2024-12-01"')
    say()
    say(f"The API is described at {api}/docs")
    say("End with Ctrl-C. What is recorded stays, and the next demo serves it at once.")
