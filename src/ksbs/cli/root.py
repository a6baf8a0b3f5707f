"""`ksbs` itself: the list of commands, and what becomes of errors."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import rich_click as click
from click.exceptions import Exit, NoArgsIsHelpError

from ksbs import __version__
from ksbs.cli.failures import tell
from ksbs.cli.lazy import LazyGroup, Listed

_START, _LOOK, _ACT, _DATA, _ADMIN = "Start", "Look", "Act", "Data", "Administer"

LISTED = (
    Listed(
        "demo",
        "ksbs.cli.commands.demo",
        "Fill a fictional city, then serve it.",
        _START,
    ),
    Listed("serve", "ksbs.cli.commands.serve", "Serve the HTTP API.", _START),
    Listed(
        "migrate",
        "ksbs.cli.commands.migrate",
        "Bring the database to this version.",
        _START,
    ),
    Listed(
        "doctor",
        "ksbs.cli.commands.doctor",
        "Say what is wrong and how to mend it.",
        _START,
    ),
    Listed(
        "config",
        "ksbs.cli.commands.config",
        "Show or check the settings in force.",
        _START,
    ),
    Listed("list", "ksbs.cli.commands.list_", "List programmes, as of any day.", _LOOK),
    Listed(
        "show", "ksbs.cli.commands.show", "Show one programme, as of any day.", _LOOK
    ),
    Listed(
        "timeline",
        "ksbs.cli.commands.timeline",
        "Show what held of a programme from when until when.",
        _LOOK,
    ),
    Listed(
        "diff",
        "ksbs.cli.commands.diff",
        "Compare a programme at two pairs of times.",
        _LOOK,
    ),
    Listed(
        "audit",
        "ksbs.cli.commands.audit",
        "List who recorded what, the latest first.",
        _LOOK,
    ),
    Listed(
        "questions",
        "ksbs.cli.commands.questions",
        "List the thirty questions, or answer one.",
        _LOOK,
    ),
    Listed(
        "report",
        "ksbs.cli.commands.report",
        "List, write or compare reports.",
        _LOOK,
    ),
    Listed("record", "ksbs.cli.commands.record", "Record an action as an event.", _ACT),
    Listed("import", "ksbs.cli.commands.import_", "Import files of open data.", _DATA),
    Listed(
        "projections",
        "ksbs.cli.commands.projections",
        "Show, rebuild or verify the read models.",
        _DATA,
    ),
    Listed(
        "token", "ksbs.cli.commands.token_", "Print a bearer token to try with.", _ADMIN
    ),
    Listed(
        "openapi",
        "ksbs.cli.commands.openapi",
        "Print the HTTP API's description.",
        _ADMIN,
    ),
    Listed(
        "completion",
        "ksbs.cli.commands.completion",
        "Print a shell's completion.",
        _ADMIN,
    ),
)


class Ksbs(LazyGroup):
    """The program: whatever goes wrong ends in words and an exit code, here."""

    def main(  # type: ignore[override]  # it never returns: both modes of click's do that
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        **extra: Any,
    ) -> None:
        """Run with these arguments, or those of the process, and exit."""
        del extra
        name = prog_name or "ksbs"
        self._main_shell_completion({}, name, complete_var)
        arguments = list(sys.argv[1:] if args is None else args)
        try:
            with self.make_context(name, arguments) as context:
                self.invoke(context)
            sys.stdout.flush()
        except Exit as done:
            code = done.exit_code
        except NoArgsIsHelpError as no_arguments:
            click.echo(no_arguments.format_message())
            code = no_arguments.exit_code
        except BrokenPipeError:
            # Whoever read the output wanted no more, as in “ksbs list | head”.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except BaseException as error:  # noqa: BLE001 (the one place where errors end)
            code = tell(error)
        else:
            code = 0
        sys.exit(code)


@click.group(
    cls=Ksbs,
    listed=LISTED,
    context_settings={
        "help_option_names": ["-h", "--help"],
        # No frames: they say nothing, and a screen reader spells them out.
        "rich_help_config": {"theme": "default-slim"},
    },
    epilog="Each command tells more: ksbs COMMAND --help",
)
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The directory of the embedded database; else KSBS_HOME.",
)
@click.version_option(
    __version__, message="ksbs %(version)s", help="Print the version and exit."
)
@click.pass_context
def ksbs(context: click.Context, home: Path | None) -> None:
    """KSBS keeps the record of a school support programme, viewable as of any day."""
    context.obj = {"home": home}
