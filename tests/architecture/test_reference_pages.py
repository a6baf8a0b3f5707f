from pathlib import Path

import pytest

from ksbs.domain.command import COMMANDS, Command
from ksbs.domain.event import EVENTS, Event
from ksbs.domain.register import load_domain
from ksbs.domain.rule import ADVISORIES, RULES, Advisory, RuleBroken
from ksbs.reference.pages import pages

load_domain()
REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_reference_page_says_what_the_code_says(name: str) -> None:
    # given / when
    written = (REFERENCE / name).read_text(encoding="utf-8")
    # then
    assert written == pages()[name], "run ./scripts/reference"


@pytest.mark.parametrize("name", ["events.md", "actions.md"])
def test_a_reference_page_tells_each_field_in_both_languages(name: str) -> None:
    # given
    lines = [line for line in pages()[name].splitlines() if line.startswith("| `")]
    assert len(lines) > 100

    # then
    for line in lines:
        cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
        assert len(cells) == 5, line
        *_, english, swedish = cells
        assert english, line
        assert swedish, line
        assert english != swedish, line


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda e: e.__name__)
def test_an_event_has_words_in_both_languages(event: type[Event]) -> None:
    assert event.sv
    assert event.en
    assert event.__dict__.get("__doc__"), "say in the docstring what happened"


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.__name__)
def test_a_command_has_words_roles_and_an_example(command: type[Command]) -> None:
    assert command.__dict__.get("__doc__")
    assert command.sv
    assert command.by
    assert "example" in command.__dict__


@pytest.mark.parametrize(
    "rule", [*RULES.values(), *ADVISORIES.values()], ids=lambda r: r.__name__
)
def test_a_rule_says_itself_in_both_languages(
    rule: type[RuleBroken] | type[Advisory],
) -> None:
    assert rule.__dict__.get("__doc__")
    assert rule.__dict__.get("sv")
    # both name the same details, each in its own words
    english = {part.split("}")[0] for part in rule.template().split("{")[1:]}
    swedish = {part.split("}")[0] for part in rule.sv.split("{")[1:]}
    assert {name.split(".")[0] for name in swedish} <= {
        name.split(".")[0] for name in english
    }


@pytest.mark.parametrize(
    "model", [*EVENTS.values(), *COMMANDS.values()], ids=lambda m: m.__name__
)
def test_no_field_hides_what_every_event_or_command_has(
    model: type[Event] | type[Command],
) -> None:
    base = Event if issubclass(model, Event) else Command
    own = set(model.model_fields) - set(base.model_fields)
    assert not own & set(dir(base))
