"""A number has the same limits on the command line as over HTTP."""

import pytest
import rich_click as click

from ksbs.cli.commands import questions, report
from ksbs.http.routes.questions import GET_QUESTION
from ksbs.http.routes.reports import REPORT_PARAMETERS
from ksbs.http.routes.table import Parameter
from ksbs.reports.names import camel

OVER_HTTP = {
    **GET_QUESTION.query(),
    **{parameter.name: parameter for parameter in REPORT_PARAMETERS.values()},
}
NUMBERS = [
    option
    for command in (questions.command, report.command)
    for option in command.params
    if isinstance(option.type, click.IntRange)
]


def limits(parameter: Parameter) -> tuple[object, object]:
    return parameter.schema["minimum"], parameter.schema["maximum"]


@pytest.mark.parametrize("option", NUMBERS, ids=lambda option: str(option.name))
def test_a_number_has_one_limit_on_both_ways_in(option: click.Option) -> None:
    # given
    assert isinstance(option.type, click.IntRange)
    parameter = OVER_HTTP[camel(str(option.name))]

    # then
    assert (option.type.min, option.type.max) == limits(parameter)


def test_the_numbers_of_questions_and_reports_are_found() -> None:
    assert {option.name for option in NUMBERS} == {
        *("session", "year", "from_position", "to_position"),
    }
