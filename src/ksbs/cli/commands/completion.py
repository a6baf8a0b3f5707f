"""`ksbs completion`: what a shell needs to complete commands and options."""

import rich_click as click
from click.shell_completion import get_completion_class

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.cli.options import json_option
from ksbs.cli.terminal import give, give_json


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@json_option
@click.pass_context
def command(context: click.Context, *, shell: str, as_json: bool) -> None:
    """Print a shell's completion.

    For bash: eval "$(ksbs completion bash)", with ksbs on the PATH; in ~/.bashrc it
    lasts.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise CommandFailed(ExitCode.FAULT, f"There is no completion for {shell}.")
    root = context.find_root().command
    completion = kind(root, {}, "ksbs", "_KSBS_COMPLETE")
    # Without `source()`, which runs the shell itself to look at its version.
    script = completion.source_template % completion.source_vars()
    if as_json:
        give_json({"shell": shell, "script": script})
    else:
        give(script)
