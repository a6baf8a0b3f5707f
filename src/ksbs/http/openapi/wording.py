"""The words of the schemas: descriptions and labels in the language asked for.

Both come from one docstring ("English. / Svenska."), but for words, events, commands and
rules: these carry their Swedish beside their English one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ksbs.domain.command import COMMANDS
from ksbs.domain.event import EVENTS
from ksbs.domain.rule import ADVISORIES, RULES
from ksbs.domain.words import Word, spoken
from ksbs.http.openapi.schemas import Schema, component_schemas
from ksbs.http.said import Language, Said

_RULE_NAME = Said(
    "Namnet på en regel i processen; dess sida är /problems/{namn}.",
    "The name of a rule of the process; its page is /problems/{name}.",
)
_ADVISORY_NAME = Said(
    "Namnet på en påminnelse; anteckningen är registrerad ändå.",
    "The name of an advisory; the entry is recorded all the same.",
)
_JSON_VALUE = Said("Vilket JSON-värde som helst.", "Any JSON value.")


def worded_schemas(language: Language) -> dict[str, Schema]:
    """Give every component with its words in one language."""
    schemas = component_schemas()
    for schema in schemas.values():
        _translate(schema, language)
    for name, said in _said_of_components().items():
        schemas[name]["description"] = said.to(language)
    for event in EVENTS.values():
        schemas[event.__name__]["title"] = Said(event.sv, event.en).to(language)
    for word in _words(Word):
        if word.__name__ in schemas:
            schemas[word.__name__]["description"] += _labels(word, language)
    return schemas


def _said_of_components() -> dict[str, Said]:
    """Give the description of the components that carry their own in both languages."""
    return {
        **{e.__name__: Said(f"{e.sv}.", _docstring(e)) for e in EVENTS.values()},
        **{c.__name__: Said(c.sv, _docstring(c)) for c in COMMANDS.values()},
        "RuleName": _listing(_RULE_NAME, RULES),
        "AdvisoryName": _listing(_ADVISORY_NAME, ADVISORIES),
        "JsonValue": _JSON_VALUE,
    }


def _listing(said: Said, sayings: Mapping[str, Any]) -> Said:
    """Add what each of the names says."""
    names = sorted(sayings)
    sv = "".join(f"\n- `{name}`: {sayings[name].sv}" for name in names)
    en = "".join(f"\n- `{name}`: {sayings[name].template()}" for name in names)
    return Said(f"{said.sv}\n{sv}", f"{said.en}\n{en}")


def _labels(word: type[Word], language: Language) -> str:
    labels = ((w.value, Said(w.sv, w.en).to(language)) for w in word)
    return "\n" + "".join(f"\n- `{value}`: {label}" for value, label in labels)


def _words(word: type[Word]) -> Iterator[type[Word]]:
    for each in word.__subclasses__():
        yield each
        yield from _words(each)


def _translate(schema: Schema, language: Language) -> None:
    for holder in _described(schema):
        said = spoken(holder["description"])
        holder["description"] = said.sv if language == "sv" else said.en


def _described(schema: Schema) -> Iterator[Schema]:
    """Give every schema in a schema that has a description, itself among them."""
    if "description" in schema:
        yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    nested = (schema.get(key) for key in ("items", "additionalProperties"))
    inner += [each for each in nested if isinstance(each, dict)]
    for each in inner:
        yield from _described(each)


def _docstring(cls: type[object]) -> str:
    return " ".join((cls.__doc__ or "").split())
