"""A body is strict JSON, of one media type, and no larger than it may be."""

import json
from typing import Any

import httpx
import pytest

from ksbs.domain.words import Role
from tests.support.api import BASE, NOMINATION, World

TEXT = json.dumps(NOMINATION)


def send(world: World, body: bytes, **headers: str) -> httpx.Response:
    """Send a body as it is."""
    known = world.bearer(Role.PROGRAMME_OFFICE) | {
        "Idempotency-Key": "key",
        "Content-Type": "application/json",
    }
    return world.send(
        "POST", BASE + "/programmes", content=body, headers=known | headers
    )


def with_text(inside: str) -> bytes:
    """Put the JSON of a text where the motive stands."""
    return TEXT.replace(json.dumps(NOMINATION["motive"]), inside).encode()


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "not JSON": (b"{'a': 1}", "Line 1, column 2"),
    "cut off": (TEXT.encode()[:-10], "not JSON"),
    "two values": (TEXT.encode() + b"{}", "not JSON"),
    "a list": (b"[]", "object"),
    "a text": (b'"text"', "object"),
    "null": (b"null", "object"),
    "a byte order mark": (b"\xef\xbb\xbf" + TEXT.encode(), "byte order mark"),
    "UTF-16": (TEXT.encode("utf-16"), "UTF-8"),
    "Latin-1": (with_text('"å"').decode().encode("latin-1"), "UTF-8"),
    "NaN": (b'{"a": NaN}', "NaN"),
    "Infinity": (b'{"a": -Infinity}', "Infinity"),
    "a number beyond doubles": (b'{"a": 1e400}', "too large"),
    "a number of 5,000 digits": (b'{"a": ' + b"9" * 5000 + b"}", "too large"),
    "a raw control character": (with_text('"a\nb"'), "not JSON"),
    "a raw NUL": (with_text('"a\x00b"'), "not JSON"),
    "33 levels": (b'{"a":' * 33 + b"1" + b"}" * 33, "32 levels"),
    "5,000 levels": (b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}", "32 levels"),
    "unclosed levels": (b"[" * 90_000, "32 levels"),
}


@pytest.mark.parametrize(("body", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_not_strict_json_is_refused(
    world: World, body: bytes, said: str
) -> None:
    # when
    answer = send(world, body)

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/unreadable-body")
    assert said in answer.json()["detail"]
    assert world.store.head().position == 0


PLACED: dict[str, tuple[bytes, str]] = {
    "a name twice": (b'{"a": 1, "b": 2, "a": 1}', "/a"),
    "a name twice, escaped": (b'{"a": 1, "\\u0061": 1}', "/a"),
    "a name twice, deep": (b'{"a": [{}, {"b/~": 1, "b/~": 2}]}', "/a/1/b~1~0"),
    "an escaped NUL": (with_text('"a\\u0000b"'), "/motive"),
    "half of a pair": (with_text('"a\\ud800b"'), "/motive"),
    "the other half": (with_text('"a\\udc00b"'), "/motive"),
    "halves in the wrong order": (with_text('"\\ude00\\ud83d"'), "/motive"),
    "a NUL in a name": (b'{"a\\u0000": 1}', "/a\\x00"),
    "a half in a list": (b'{"a": ["b", "\\ud800"]}', "/a/1"),
}


@pytest.mark.parametrize(("body", "pointer"), PLACED.values(), ids=PLACED)
def test_where_a_body_is_not_strict_json_is_told(
    world: World, body: bytes, pointer: str
) -> None:
    # when
    answer = send(world, body)

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/problems/unreadable-body")
    assert [e["pointer"] for e in answer.json()["errors"]] == [pointer]


def test_whole_pairs_and_other_escapes_are_read(world: World) -> None:
    # when
    answer = send(world, with_text('"Bra \\ud83d\\ude00 \\u00e5 \\\\u0000"'))

    # then
    assert answer.status_code == 201, answer.text
    assert answer.json()["event"]["payload"]["motive"] == "Bra 😀 å \\u0000"


def test_32_levels_and_brackets_in_texts_are_read(world: World) -> None:
    # given 32 levels in a field that takes any JSON, and brackets in a text
    programme_id = world.nominate()
    deep: Any = "x" * 10
    for _ in range(29):
        deep = [deep]
    body = {
        "targetEventId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c01",
        "changes": [{"field": "schoolName", "old": deep, "new": "[" * 100 + '"{\\'}],
        "reason": "[[[[" * 20,
        "foundBy": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
    }

    # when
    path = f"/programmes/{programme_id}/corrections"
    answer = world.post(path, body, role=Role.REGISTRAR, version=1)

    # then it is read, and refused for another reason
    assert answer.status_code == 409
    assert answer.json()["rule"] == "target-unknown"


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown field": ({"extra": 1}, "/extra"),
    "a number for a text": ({"schoolName": 7}, "/schoolName"),
    "a number as text in a list": ({"grounds": ["low_results", 5]}, "/grounds/1"),
    "an unknown word": ({"schoolForm": "XX"}, "/schoolForm"),
    "too few digits": ({"schoolUnitCode": "123"}, "/schoolUnitCode"),
    "digits of another script": ({"schoolUnitCode": "٠١٢٣٤٥٦٧"}, "/schoolUnitCode"),
    "an empty list": ({"grounds": []}, "/grounds"),
    "nothing": ({"motive": None}, "/motive"),
    "a day that is none": ({"occurredOn": "2026-02-30"}, "/occurredOn"),
    "a day with a time": ({"occurredOn": "2026-02-03T00:00:00"}, "/occurredOn"),
    "a day as a number in a text": ({"occurredOn": "86400"}, "/occurredOn"),
    "a day as a number": ({"occurredOn": 86400}, "/occurredOn"),
    "neither person nor group": ({"onBehalfOf": "me"}, "/onBehalfOf"),
    "a name in another spelling": ({"late_reason": "x"}, "/late_reason"),
    "a personal number": ({"motive": "Elev 20120101-2380"}, "/motive"),
}


@pytest.mark.parametrize(("changed", "pointer"), WRONG.values(), ids=WRONG)
def test_a_wrong_field_is_pointed_out(
    world: World, changed: dict[str, Any], pointer: str
) -> None:
    # when
    answer = world.post("/programmes", NOMINATION | changed)

    # then
    assert answer.status_code == 400, answer.text
    assert answer.json()["type"].endswith("/problems/invalid-body")
    assert {e["pointer"] for e in answer.json()["errors"]} == {pointer}
    assert world.store.head().position == 0


def test_every_missing_field_is_pointed_out_at_once(world: World) -> None:
    # when
    answer = world.post("/programmes", {})

    # then
    assert {e["pointer"] for e in answer.json()["errors"]} == {
        "/schoolUnitCode",
        "/schoolName",
        "/schoolForm",
        "/organizerNumber",
        "/grounds",
        "/motive",
    }


IN_WORDS = {
    "schoolUnitCode": ("123", "eight digits", "åtta siffror"),
    "organizerNumber": ("212000-0142", "ten digits", "tio siffror"),
    "occurredOn": ("1 mars 2026", "a day, as in 2026-03-01", "en dag, som 2026-03-01"),
}


@pytest.mark.parametrize(("field", "told"), IN_WORDS.items(), ids=IN_WORDS)
def test_the_form_of_a_code_is_told_in_words(
    world: World, field: str, told: tuple[str, str, str]
) -> None:
    # when
    value, *words = told
    answers = [
        world.post(
            "/programmes", NOMINATION | {field: value}, headers={"Accept-Language": to}
        )
        for to in ("en", "sv")
    ]

    # then
    for answer, said in zip(answers, words, strict=True):
        [error] = answer.json()["errors"]
        assert said in error["detail"]
        assert "[0-9]" not in answer.text


def test_of_many_findings_the_first_are_told_and_the_others_counted(
    world: World,
) -> None:
    # given
    extra = {f"extra{number}": 1 for number in range(60)}

    # when
    answers = [
        world.post("/programmes", NOMINATION | extra, headers={"Accept-Language": to})
        for to in ("en", "sv")
    ]

    # then
    assert [len(answer.json()["errors"]) for answer in answers] == [50, 50]
    assert [answer.json()["detail"] for answer in answers] == [
        "/extra0: There is no such field. (59 more; the first 50 are told.)",
        "/extra0: Fältet finns inte. (59 fel till; de första 50 sägs.)",
    ]


def test_what_is_wrong_is_told_in_swedish_too(world: World) -> None:
    # when
    answer = world.post("/programmes", {}, headers={"Accept-Language": "sv"})

    # then
    assert "Fältet saknas." in {e["detail"] for e in answer.json()["errors"]}


def test_a_refused_value_is_not_told_back(world: World) -> None:
    # when
    told = "Elev 20120101-2380 hemlig"
    answer = world.post("/programmes", NOMINATION | {"motive": told})

    # then
    assert "2380" not in answer.text
    assert "hemlig" not in answer.text


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/problem+json",
        "application/json; charset=utf-16",
        "application/jsonp",
        "",
    ],
)
def test_another_media_type_is_refused(world: World, media_type: str) -> None:
    # when
    answer = send(world, TEXT.encode(), **{"Content-Type": media_type})

    # then
    assert answer.status_code == 415
    assert answer.json()["type"].endswith("/problems/unsupported-media-type")


@pytest.mark.parametrize(
    "media_type",
    ["application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"'],
)
def test_json_in_utf8_is_taken_however_it_is_spelled(
    world: World, media_type: str
) -> None:
    answer = send(world, TEXT.encode(), **{"Content-Type": media_type})
    assert answer.status_code == 201


def test_a_compressed_body_is_refused(world: World) -> None:
    answer = send(world, TEXT.encode(), **{"Content-Encoding": "gzip"})
    assert answer.status_code == 415


def test_a_body_of_100_kb_is_read_and_one_byte_more_is_not(world: World) -> None:
    # given
    padding = b" " * (100_000 - len(TEXT.encode()))

    # when
    fits = send(world, TEXT.encode() + padding)
    over = send(world, TEXT.encode() + padding + b" ")

    # then
    assert fits.status_code == 201, fits.text
    assert over.status_code == 413
    assert over.json()["type"].endswith("/problems/body-too-large")
