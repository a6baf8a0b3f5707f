"""The document as a whole: valid, strict, the same every time, whole in both languages."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

import pytest
import yaml
from openapi_spec_validator import validate

from ksbs.domain.command import COMMANDS
from ksbs.domain.event import EVENTS
from ksbs.domain.words import Role
from ksbs.http.openapi import as_json, as_yaml, document, entity_tag
from ksbs.http.routes import BASE, operations
from ksbs.http.said import Language
from tests.support.elsewhere import printed

LANGUAGES: tuple[Language, ...] = get_args(Language)
CAMEL = re.compile(r"_?[a-z][a-zA-Z0-9]*")
RFC_3339 = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"),
}


@cache
def described(language: Language) -> dict[str, dict[str, Any]]:
    """Every operation by its id."""
    paths = document(language)["paths"].values()
    found = [item[m] for item in paths for m in ("get", "post") if m in item]
    return {operation["operationId"]: operation for operation in found}


def properties(
    value: Any, owner: str = ""
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every property of every schema, with where it stands."""
    if isinstance(value, list):
        for each in value:
            yield from properties(each, owner)
    if not isinstance(value, dict):
        return
    for name, schema in value.get("properties", {}).items():
        if isinstance(schema, dict):
            yield owner, name, schema
    for name, each in value.items():
        if name not in {"example", "examples"}:
            yield from properties(each, f"{owner}/{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_valid_openapi_3_1(language: Language) -> None:
    # when
    found = document(language)

    # then
    validate(found)
    assert found["openapi"].startswith("3.1.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_yaml_and_json_say_the_same(language: Language) -> None:
    assert yaml.safe_load(as_yaml(language)) == document(language)


def test_it_is_the_same_whatever_the_order_of_hashes() -> None:
    # given
    program = (
        "from ksbs.http.openapi import as_json, entity_tag;"
        "print(entity_tag(as_json('sv')), entity_tag(as_json('en')))"
    )

    # when
    tags = {
        printed("-c", program, zone="Europe/Stockholm", seed=seed) for seed in (1, 2)
    }

    # then
    assert tags == {f"{entity_tag(as_json('sv'))} {entity_tag(as_json('en'))}\n"}


def test_the_caller_may_change_what_it_is_given() -> None:
    # given
    document()["paths"].clear()

    # then
    assert document()["paths"]


def test_every_operation_is_told_of_differently_in_each_language() -> None:
    # given
    swedish, english = described("sv"), described("en")
    assert swedish.keys() == english.keys() == {o.operation_id for o in operations()}

    # then
    for name, operation in english.items():
        for part in ("summary", "description"):
            assert operation[part], f"{name} has no {part}"
            assert operation[part] != swedish[name][part], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_body_and_answer_says_what_it_is(
    language: Language,
) -> None:
    # when
    fields = list(properties(document(language)["components"]["schemas"]))
    unsaid = [f"{owner}.{name}" for owner, name, s in fields if "description" not in s]

    # then
    assert len(fields) > 700
    assert not unsaid


def test_the_two_languages_differ_in_words_only() -> None:
    # given
    def without_words(value: Any) -> Any:
        words = {"description", "summary", "title", "example", "examples", "name"}
        if isinstance(value, dict):
            return {k: without_words(v) for k, v in value.items() if k not in words}
        if isinstance(value, list):
            return [without_words(each) for each in value]
        return value

    # then
    assert without_words(document("sv")) == without_words(document("en"))


def test_the_labels_of_words_stand_in_the_language() -> None:
    for language in LANGUAGES:
        # when
        role = document(language)["components"]["schemas"]["Role"]

        # then
        assert role["enum"] == [each.value for each in Role]
        for each in Role:
            label = each.sv if language == "sv" else each.en
            assert f"`{each.value}`: {label}" in role["description"]


def test_every_property_is_in_camel_case() -> None:
    # when
    wrong = [
        f"{owner}: {name}"
        for owner, name, _ in properties(document())
        if not CAMEL.fullmatch(name)
    ]

    # then
    assert not wrong


def test_every_parameter_is_in_camel_case_but_for_headers() -> None:
    for operation in operations():
        for name in operation.query():
            assert CAMEL.fullmatch(name), name


def test_every_time_has_an_example_by_rfc_3339() -> None:
    # when
    times = [
        (f"{owner}.{name}", schema)
        for owner, name, schema in properties(document())
        if schema.get("format") in RFC_3339
    ]

    # then
    assert len(times) > 50
    for where, schema in times:
        assert RFC_3339[schema["format"]].fullmatch(schema.get("example", "")), where


def test_no_time_hides_behind_a_choice_of_types() -> None:
    # when
    hidden = [
        f"{owner}.{name}"
        for owner, name, schema in properties(document())
        for choice in schema.get("anyOf", ())
        if choice.get("format") in RFC_3339
    ]

    # then
    assert not hidden


def test_every_body_and_every_payload_is_closed_and_keeps_its_patterns() -> None:
    # given
    schemas = document()["components"]["schemas"]

    # then
    for model in [*COMMANDS.values(), *EVENTS.values()]:
        assert schemas[model.__name__]["additionalProperties"] is False
    unit = schemas["NominateSchool"]["properties"]["schoolUnitCode"]
    assert unit["pattern"] == "^[0-9]{8}$"
    assert schemas["NominateSchool"]["properties"]["motive"]["maxLength"] == 4000


def test_components_have_plain_names() -> None:
    for name in document()["components"]["schemas"]:
        assert re.fullmatch(r"[A-Z][A-Za-z]+(-Input|-Output)?", name), name


def test_the_base_path_stands_in_the_servers_only() -> None:
    # given
    found = document(origin="https://a.example")

    # then
    assert [server["url"] for server in found["servers"]] == [
        f"https://a.example{BASE}"
    ]
    assert not [path for path in found["paths"] if path.startswith("/ksbs")]
    health = found["paths"]["/health/live"]["get"]
    assert health["servers"] == [{"url": "https://a.example"}]


def test_every_operation_says_who_may_and_how_they_say_who_they_are() -> None:
    # given
    scheme = document()["components"]["securitySchemes"]["accessToken"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")

    for operation in operations():
        # when
        told = described("en")[operation.operation_id]

        # then
        assert told["security"] == ([{"accessToken": []}] if operation.roles else [])
        for role in operation.roles or ():
            named = (
                role.en in told["description"] or "Whoever may" in told["description"]
            )
            assert named, operation.operation_id


def test_it_tells_of_terms_service_level_limits_and_life_cycle_in_both_languages() -> (
    None
):
    for language in LANGUAGES:
        # when
        info = document(language)["info"]

        # then
        for words in (
            *("Terms of use", "Service level", "Known limits", "Life cycle", "Contact"),
            *(
                "Användarvillkor",
                "Servicenivå",
                "begränsningar",
                "Livscykel",
                "Kontakt",
            ),
        ):
            assert f"## {words}" in info["description"] or words in info["description"]
        assert info["license"]["name"] == "EUPL-1.2"
        assert info["contact"]["name"]
        assert info["termsOfService"].startswith("https://")
