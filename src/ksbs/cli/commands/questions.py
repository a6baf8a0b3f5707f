"""`ksbs questions`: the thirty questions, and any of them answered."""

from typing import TYPE_CHECKING, Any

import rich_click as click

from ksbs.cli.options import (
    Day,
    acting_options,
    json_option,
    settings_of,
    time_options,
)
from ksbs.cli.terminal import give, give_json, give_table, say
from ksbs.cli.texts import EventName, Text

if TYPE_CHECKING:
    from ksbs.cli.acting import Acting
    from ksbs.http.wire_questions import QuestionView

_LISTED = {"No": "keep", "Kind": "keep", "Question": "fold", "Command": "fold"}

_PARAMETERS = (
    click.option(
        "--programme",
        type=Text(),
        metavar="ID|CODE",
        help="Only this programme, or those of the school unit of this code.",
    ),
    click.option("--person", type=click.UUID, metavar="ID", help="The person."),
    click.option("--from", type=Day(), metavar="DAY", help="From this day on."),
    click.option(
        "--to", type=Day(), metavar="DAY", help="Up to and including this day."
    ),
    click.option(
        "--event", type=EventName(), metavar="NAME", help="Only events of this name."
    ),
    click.option(
        "--session", type=click.IntRange(1, 99), metavar="NUMBER", help="Which session."
    ),
    click.option("--dnr", type=Text(), metavar="NUMBER", help="The case number."),
    click.option(
        "--since", type=Day(), metavar="DAY", help="Altered since the end of this day?"
    ),
    click.option("--on", type=Day(), metavar="DAY", help="The day of the portfolio."),
    click.option("--area", type=click.UUID, metavar="ID", help="Only this area."),
    click.option("--goal", type=click.UUID, metavar="ID", help="Only this goal."),
    click.option("--role", metavar="ROLE", help="Only this role."),
    click.option(
        "--year",
        type=click.IntRange(1, 9999),
        metavar="YEAR",
        help="The year of the spring term.",
    ),
    click.option(
        "--round",
        type=Text(),
        metavar="ID|YEARS",
        help="The selection round, or its school year.",
    ),
    click.option(
        "--indicator", type=Text(), metavar="NAME", help="Only this indicator."
    ),
    click.option(
        "--department", type=Text(), metavar="NAME", help="Only this department."
    ),
    click.option("--seen", metavar="HOW", help="How a sign was seen."),
    click.option("--status", metavar="STATUS", help="Only programmes of this status."),
    click.option("--view", metavar="NAME", help="Only this read model."),
    click.option("--step", metavar="KIND", help="Only steps of this kind."),
)
"""One for each parameter of `ksbs.questions`; help must not import them."""


def _parameter_options(function: Any) -> Any:
    for option in reversed(_PARAMETERS):
        function = option(function)
    return function


@click.command("questions")
@click.argument("number", metavar="[NUMBER]", required=False)
@_parameter_options
@time_options
@acting_options
@json_option
@click.pass_context
def command(  # noqa: PLR0913 (one parameter an option)
    context: click.Context,
    /,
    *,
    number: str | None,
    valid_at: Any,
    known_at: Any,
    acting: "Acting",
    as_json: bool,
    **options: Any,
) -> None:
    """List the thirty questions, or answer one.

    NUMBER says which. Each takes some of the options; “ksbs questions --json” says
    which. Without any it is about everything. Questions about one person take
    --as-role auditor, registrar or dpo.
    """
    said = {name: value for name, value in options.items() if value is not None}
    if number is None:
        _give_list(said, as_json=as_json)
        return
    from ksbs.cli.questions_text import answered, give_answer  # noqa: PLC0415 (help needs none)
    from ksbs.main import running  # noqa: PLC0415 (as above)

    with running(settings_of(context)) as parts:
        as_of = parts.services.history.resolve(valid_at=valid_at, known_at=known_at)
        answer = answered(
            parts, number, as_of=as_of, actor=acting.actor(parts), said=said
        )
    if as_json:
        give_json(answer.wire())
        return
    give(answer.question.en)
    give(f"As of {as_of.valid_at}, at position {as_of.position} of the log.\n")
    give_answer(answer)
    many = "row" if len(answer.items) == 1 else "rows"
    say(f"{len(answer.items)} {many}")


def _give_list(said: dict[str, Any], *, as_json: bool) -> None:
    from ksbs.http.questioning import question_views  # noqa: PLC0415 (help needs none)

    if said:
        raise click.UsageError("Which question? Say its number: ksbs questions 15")
    views = question_views()
    if as_json:
        give_json([view.wire() for view in views])
    else:
        give_table(_LISTED, [_listed(view) for view in views])


def _listed(view: "QuestionView") -> list[str]:
    return [str(view.number), view.kind.value, view.question.en, view.command]
