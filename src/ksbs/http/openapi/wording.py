"""The words of the schemas: descriptions and labels in the language asked for.

English comes from docstrings. Swedish comes from the labels that words, events, commands
and rules carry themselves, in the domain from the same docstring ("English. /
Svenska."), and for all other texts from `swedish.json`, by the English.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
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
_PAYLOAD = Said(
    "Händelsens egna fält, enligt schemat med samma namn som `name`.",
    "The event's own fields, by the schema that has the same name as `name`.",
)


def worded_schemas(language: Language) -> dict[str, Schema]:
    """Give every component with its words in one language."""
    schemas = component_schemas()
    for schema in schemas.values():
        _translate(schema, language)
    schemas["EventView"]["properties"]["payload"]["description"] = _PAYLOAD.to(language)
    for name, said in _said_of_components().items():
        schemas[name]["description"] = said.to(language)
    for event in EVENTS.values():
        schemas[event.__name__]["title"] = Said(event.sv, event.en).to(language)
    for word in _words(Word):
        if word.__name__ in schemas:
            schemas[word.__name__]["description"] += _labels(word, language)
    return schemas


def untranslated() -> list[str]:
    """Give every English text that has no Swedish one yet."""
    own = _said_of_components()
    texts = {
        text
        for name, schema in component_schemas().items()
        for holder, text in _texts(schema)
        if not (holder is schema and name in own)
    }
    return sorted(t for t in texts - _swedish().keys() if spoken(t).en == t)


def unused() -> list[str]:
    """Give every Swedish text whose English one no longer stands anywhere."""
    schemas = component_schemas().values()
    return sorted(
        _swedish().keys() - {text for schema in schemas for _, text in _texts(schema)}
    )


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
    for holder, text in _texts(schema):
        said = spoken(text)
        swedish = _swedish().get(text, said.sv)
        holder["description"] = swedish if language == "sv" else said.en


def _texts(schema: Schema) -> list[tuple[Schema, str]]:
    """Give every description in a schema, on one line, with the schema that holds it."""
    found = []
    if "description" in schema:
        found.append((schema, " ".join(schema["description"].split())))
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    nested = (schema.get(key) for key in ("items", "additionalProperties"))
    inner += [each for each in nested if isinstance(each, dict)]
    return found + [text for each in inner for text in _texts(each)]


def _docstring(cls: type[object]) -> str:
    return " ".join((cls.__doc__ or "").split())


@cache
def _swedish() -> dict[str, str]:
    path = Path(__file__).with_name("swedish.json")
    texts: dict[str, str] = json.loads(path.read_text("utf-8"))
    return texts
