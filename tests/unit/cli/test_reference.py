"""Every command, option, exit code and role is documented, and the page is current."""

from importlib import import_module
from pathlib import Path

import pytest
import rich_click as click

from ksbs.cli import failures, options
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.lazy import Listed
from ksbs.cli.reference import command_line_reference, commands
from ksbs.cli.root import LISTED
from ksbs.domain.words import Role

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "command-line.md"
COMMANDS = dict(commands())


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == command_line_reference(), (
        "Renew it: python -m ksbs.cli.reference > docs/reference/command-line.md"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_and_each_of_its_options_is_explained(name: str) -> None:
    # given
    command = COMMANDS[name]
    # when
    unexplained = [
        each.name
        for each in command.params
        if isinstance(each, click.Option) and not each.help
    ]
    # then
    assert command.help
    assert unexplained == []
    assert f"\n## {name}\n" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_does_something_speaks_json(name: str) -> None:
    # given
    command = COMMANDS[name]
    # then
    if not isinstance(command, click.Group):
        assert "--json" in [flag for each in command.params for flag in each.opts]


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.name)
def test_the_list_says_of_a_command_what_the_command_says(listed: Listed) -> None:
    # when
    command = listed.load()
    # then
    assert command.name == listed.name
    assert (command.help or "").split("\n\n")[0].strip() == listed.summary


def test_the_roles_of_the_command_line_are_those_of_the_domain() -> None:
    assert tuple(role.value for role in Role) == options.ROLES


@pytest.mark.parametrize("name", failures._KNOWN)
def test_what_is_told_of_an_error_is_told_of_one_that_exists(name: str) -> None:
    # when
    module, _, kind = name.rpartition(".")
    # then
    assert issubclass(getattr(import_module(module), kind), BaseException)


@pytest.mark.parametrize("code", ExitCode, ids=str)
def test_an_exit_code_has_a_meaning(code: ExitCode) -> None:
    assert f"| {code.value} | {code.meaning} |" in PAGE.read_text(encoding="utf-8")
