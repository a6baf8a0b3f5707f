"""`ksbs config`: the settings in force, where they come from, and whether they are safe."""

from dataclasses import asdict

import rich_click as click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.options import json_option, settings_of
from ksbs.cli.terminal import give, give_json, give_table


@click.group("config")
def command() -> None:
    """Show or check the settings in force."""


@command.command("show")
@json_option
@click.pass_context
def show(context: click.Context, *, as_json: bool) -> None:
    """Show every setting, its value and where that came from; secrets stay hidden."""
    report = settings_of(context).report()
    if as_json:
        give_json(
            [
                {
                    "name": each.name,
                    "variable": each.variable,
                    "value": each.value,
                    "origin": each.origin,
                }
                for each in report
            ]
        )
        return
    rows = [
        [each.variable, "(not set)" if each.value is None else each.value, each.origin]
        for each in report
    ]
    give_table({"Setting": "keep", "Value": "fold", "From": "fold"}, rows)


@command.command("check")
@json_option
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> None:
    """Say what is unsafe about the settings, and which variables nothing reads.

    Exits with 1 if there is anything; what is only advisable to set is told as well.
    """
    from ksbs.settings import unknown_variables  # noqa: PLC0415 (help needs no settings)

    settings = settings_of(context)
    refusals, advice = settings.refusals(), settings.advice()
    unknown = unknown_variables()
    if as_json:
        give_json(
            {
                "refusals": [asdict(each) for each in refusals],
                "advice": [asdict(each) for each in advice],
                "unknownVariables": unknown,
            }
        )
    else:
        lines = [f"{each.what} {each.mend}" for each in refusals + advice] + unknown
        give("\n".join(lines) or "The settings are in order.")
    if refusals or unknown:
        context.exit(ExitCode.FOUND)
