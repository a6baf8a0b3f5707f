"""The program as such: help without delay, errors in words, output for programs."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import click
import pytest
from click.testing import CliRunner

from ksbs import __version__
from ksbs.application.days import day_of
from ksbs.cli import terminal
from ksbs.cli.commands import completion
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import failure_of, tell
from ksbs.cli.options import Day, Moment
from ksbs.cli.root import ksbs

HEAVY = {"litestar", "pydantic", "psycopg", "eventsourcing", "structlog", "uvicorn"}


def loaded_by(*arguments: str) -> set[str]:
    """Run a command in a new process and give the modules it imported."""
    program = (
        "import json, sys\n"
        "from ksbs.cli.root import ksbs\n"
        "try:\n    ksbs.main(json.loads(sys.argv[1]))\n"
        "except SystemExit as end:\n    assert end.code == 0, end.code\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(arguments)],
        check=True,
        capture_output=True,
        text=True,
    )
    return set(json.loads(done.stderr))


def test_the_version_is_told_without_delay() -> None:
    # when
    done = CliRunner().invoke(ksbs, ["--version"])
    # then
    assert (done.exit_code, done.stdout) == (0, f"ksbs {__version__}\n")
    assert loaded_by("--version") & HEAVY == set()


def test_knowing_who_acts_takes_no_cryptography() -> None:
    # when
    loaded = loaded_by("record", "--actions", "--json")
    # then
    assert "ksbs.auth.persons" in loaded
    assert {"joserfc", "cryptography"} & {
        each.split(".")[0] for each in loaded
    } == set()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["serve", "--help"], ["list", "--help"], ["demo", "-h"]]
)
def test_help_imports_nothing_heavy_and_no_other_command(arguments: list[str]) -> None:
    # when
    loaded = loaded_by(*arguments)
    # then
    assert loaded & HEAVY == set()
    commands = {name for name in loaded if name.startswith("ksbs.cli.commands.")}
    assert len(commands) == (arguments != ["--help"])


def test_without_a_command_the_help_is_shown() -> None:
    # when
    done = CliRunner().invoke(ksbs, [])
    # then
    assert "Fill a fictional city" in done.stdout


def test_completion_offers_commands_and_what_they_do() -> None:
    # given
    asked = {
        "_KSBS_COMPLETE": "zsh_complete",
        "COMP_WORDS": "ksbs d",
        "COMP_CWORD": "1",
    }
    # when
    done = CliRunner().invoke(ksbs, [], prog_name="ksbs", env=asked)
    # then
    assert done.stdout.split("\n")[:6] == [
        *("plain", "demo", "Fill a fictional city, then serve it."),
        *("plain", "doctor", "Say what is wrong and how to mend it."),
    ]


def test_completion_goes_into_a_command() -> None:
    # given
    words = "ksbs token --role p"
    asked = {"_KSBS_COMPLETE": "fish_complete", "COMP_WORDS": words, "COMP_CWORD": "p"}
    # when
    done = CliRunner().invoke(ksbs, [], prog_name="ksbs", env=asked)
    # then
    assert done.stdout.split() == [
        "plain,principal",
        "plain,process-supporter",
        "plain,programme-office",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_each_shell_calls_ksbs(shell: str) -> None:
    # when
    done = CliRunner().invoke(ksbs, ["completion", shell])
    # then
    assert f"_KSBS_COMPLETE={shell}_complete" in done.stdout
    assert completion.command.name == "completion"


@pytest.fixture
def failing() -> Iterator[None]:
    """A command that raises what it is told to."""
    raised = {"interrupt": KeyboardInterrupt, "fault": ZeroDivisionError}

    @click.command("fail")
    @click.argument("how")
    def fail(how: str) -> None:
        raise raised[how]

    class Failing:
        name, summary, panel = "fail", "Fails.", "Start"

        def load(self) -> click.Command:
            return fail

    ksbs.listed["fail"] = Failing()  # type: ignore[assignment]  # what a Listed has
    yield
    del ksbs.listed["fail"]


def test_ctrl_c_exits_130_without_a_trace(failing: None) -> None:
    # when
    done = CliRunner().invoke(ksbs, ["fail", "interrupt"])
    # then
    assert failing is None
    assert (done.exit_code, done.stderr) == (130, "Error: Interrupted.\n")


def test_a_fault_of_ours_exits_70_with_its_trace(failing: None) -> None:
    # when
    done = CliRunner().invoke(ksbs, ["fail", "fault"])
    # then
    assert failing is None
    assert done.exit_code == 70
    assert "ZeroDivisionError" in done.stderr
    assert done.stderr.strip().endswith("please report what stands above.")


def test_whoever_reads_no_more_is_no_error() -> None:
    # given
    program = f"{sys.executable} -m ksbs.cli record --actions --json"
    # when
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program} | head -1"],
        check=False,
        capture_output=True,
        text=True,
    )
    # then
    assert (done.returncode, done.stdout, done.stderr) == (0, "[\n", "")


def test_the_exit_of_a_command_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert (tell(SystemExit(3)), tell(SystemExit(None)), tell(SystemExit("x"))) == (
        3,
        0,
        1,
    )
    assert capsys.readouterr().err == ""


def test_a_broken_connection_is_told_without_what_a_row_holds() -> None:
    # given
    import psycopg  # noqa: PLC0415 (only this test meets the driver)

    error = psycopg.errors.CheckViolation("new row (secret) violates check")
    # when
    failure = failure_of(error)
    # then
    assert failure.code is ExitCode.UNAVAILABLE
    assert failure.what == "The database cannot be used: SQLSTATE 23514."


@pytest.mark.parametrize(
    ("text", "days_ago"), [("-P0D", 0), ("P-0D", 0), ("-P1W1D", 8), ("P-2D", 2)]
)
def test_a_day_can_be_how_long_ago(text: str, days_ago: int) -> None:
    # when
    day = Day().convert(text, None, None)
    # then
    assert day_of(datetime.now(UTC)) - day == timedelta(days=days_ago)


def test_a_day_can_be_a_day() -> None:
    assert Day().convert("2026-03-01", None, None) == date(2026, 3, 1)


def test_a_moment_can_be_an_instant() -> None:
    # when
    moment = Moment().convert("2026-03-01T12:00:00+01:00", None, None)
    # then
    assert moment == datetime.fromisoformat("2026-03-01T11:00:00Z")


@pytest.mark.parametrize("text", ["", "tomorrow", "2026-02-30", "-P", "-P9999Y"])
def test_what_is_no_time_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(click.BadParameter, match="Write a day as 2026-03-01"):
        Moment().convert(text, None, None)


def test_a_table_in_a_file_is_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    # given
    long = "ett namn på en skola " * 20
    # when
    terminal.give_table({"School": "fold", "Id": "keep"}, [[long, "[red]7[/red]"]])
    # then
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.split() == ["School", "Id"]
    assert row.split("  ")[0].strip() == long.strip()
    assert row.rstrip().endswith("[red]7[/red]"), "brackets are text, not colours"


def test_json_is_ascii_where_the_output_is() -> None:
    # given
    program = "from ksbs.cli.terminal import give_json; give_json({'å': 'ö'})"
    # when
    in_ascii, in_utf8 = (
        subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            env={"PYTHONIOENCODING": encoding},
        ).stdout
        for encoding in ("ascii", "utf-8")
    )
    # then
    assert b"\\u00e5" in in_ascii
    assert json.loads(in_ascii) == json.loads(in_utf8) == {"å": "ö"}


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.delenv("NO_COLOR", raising=False)
    on_terminal = terminal.styled("Error", stream=Terminal(), fg="red")
    in_file = terminal.styled("Error", stream=StringIO(), fg="red")
    monkeypatch.setenv("NO_COLOR", "1")
    # when
    unwanted = terminal.styled("Error", stream=Terminal(), fg="red")
    # then
    assert (in_file, unwanted) == ("Error", "Error")
    assert on_terminal == "\x1b[31mError\x1b[0m"
