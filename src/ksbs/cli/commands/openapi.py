"""`ksbs openapi`: the description of the HTTP API."""

from typing import Literal

import rich_click as click

from ksbs.cli.options import json_option
from ksbs.cli.terminal import give, give_json


@click.command("openapi")
@click.option(
    "--language",
    type=click.Choice(("sv", "en")),
    default="en",
    show_default=True,
    help="The language of the descriptions.",
)
@click.option("--yaml", "as_yaml", is_flag=True, help="Write YAML instead of JSON.")
@json_option
def command(*, language: Literal["sv", "en"], as_yaml: bool, as_json: bool) -> None:
    """Print the HTTP API's description.

    An OpenAPI 3.1 document, as JSON unless --yaml is given; the same that a running
    server gives at /ksbs/v0/openapi.json.
    """
    from ksbs.http import openapi  # noqa: PLC0415 (help needs no document)

    if as_yaml and as_json:
        raise click.UsageError("--json and --yaml exclude each other")
    if as_yaml:
        give(openapi.as_yaml(language).decode().rstrip())
    else:
        give_json(openapi.document(language))
