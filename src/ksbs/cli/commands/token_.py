"""`ksbs token`: a bearer token of the development issuer."""

from uuid import UUID

import rich_click as click

from ksbs.cli.options import ROLES, UnitCode, json_option, role_type, settings_of
from ksbs.cli.terminal import give, give_json, say


@click.command("token")
@click.option(
    "--role",
    type=role_type,
    required=True,
    metavar="ROLE",
    help=f"The role to act in: {', '.join(ROLES)}.",
)
@click.option(
    "--person",
    type=click.UUID,
    metavar="ID",
    help="Who acts; each role has a person of its own.",
)
@click.option(
    "--unit",
    type=UnitCode(),
    metavar="CODE",
    help="The school unit the role is for, 8 digits.",
)
@click.option(
    "--area",
    metavar="AREA",
    help="The area the role is for; a chief without unit and area has every area.",
)
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    *,
    role: str,
    person: UUID | None,
    unit: str | None,
    area: str | None,
    as_json: bool,
) -> None:
    """Print a bearer token to try with.

    It is the last line of the output and signed by this installation's own
    development issuer, which production refuses.
    """
    from ksbs.auth.issuer import issue_token  # noqa: PLC0415 (not for help)
    from ksbs.auth.persons import default_person  # noqa: PLC0415 (as above)
    from ksbs.domain.words import Role  # noqa: PLC0415 (as above)

    settings = settings_of(context)
    token = issue_token(settings, role=Role(role), person=person, unit=unit, area=area)
    who = person or default_person(Role(role))
    seconds = settings.development_token_lifetime
    if as_json:
        give_json(
            {
                "token": token,
                "role": role,
                "personId": str(who),
                "schoolUnitCode": unit,
                "area": area,
                "expiresInSeconds": seconds,
            }
        )
        return
    say(f"Good for {seconds // 60} minutes as {role}, person {who}.")
    give(token)
