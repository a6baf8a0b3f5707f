"""Strict JSON against random bodies: all that is plain is read, all that is not refused."""

import json
import timeit
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.http.problems.telling import Refused
from ksbs.http.strict_json import DEEPEST, depth_of, pointer_to, read_object

TEXT = st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=30,
)
OBJECTS = st.dictionaries(TEXT, VALUES, max_size=6)


@given(OBJECTS, st.booleans())
def test_every_plain_object_is_read_as_it_is(
    value: dict[str, Any], ascii_: bool
) -> None:
    body = json.dumps(value, ensure_ascii=ascii_).encode()
    assert read_object(body) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_as_an_object_or_refused(body: bytes) -> None:
    try:
        value = read_object(body)
    except Refused:
        return
    assert isinstance(value, dict)
    assert json.loads(body) == value


@given(OBJECTS, st.sampled_from(["\x00", "\ud800", "\udfff", "a\x00", "\udc00\ud800"]))
def test_no_text_that_cannot_be_stored_is_read(
    value: dict[str, Any], text: str
) -> None:
    for bad in ({**value, "k": text}, {**value, text: 1}, {"k": [value, [text]]}):
        with pytest.raises(Refused):
            read_object(json.dumps(bad).encode())


@given(OBJECTS.filter(bool))
def test_no_name_stands_twice(value: dict[str, Any]) -> None:
    # given
    name = next(iter(value))
    text = json.dumps(value)
    body = f"{text[:-1]}, {json.dumps(name)}: 1}}".encode()

    # when
    with pytest.raises(Refused) as refused:
        read_object(body)

    # then
    assert [w.pointer for w in refused.value.told.errors] == [pointer_to(name)]


@given(
    st.integers(1, 60), st.sampled_from(["[]", "{}"]), st.text('[]{}"\\', max_size=9)
)
def test_depth_counts_brackets_outside_texts(
    depth: int, brackets: str, noise: str
) -> None:
    # given
    opening = '{"k":' if brackets == "{}" else "["
    closing = brackets[1]
    inner = json.dumps(noise)
    body = '{"k":' + opening * (depth - 1) + inner + closing * (depth - 1) + "}"

    # then
    if depth > DEEPEST:
        with pytest.raises(Refused):
            read_object(body.encode())
    else:
        read_object(body.encode())


def plain_depth_of(body: bytes) -> int:
    """Count byte by byte: slow and obvious. A text never closed reaches to the end."""
    deepest = depth = 0
    within = escaped = False
    for byte in body:
        if escaped:
            escaped = False
        elif within:
            escaped, within = byte == ord("\\"), byte != ord('"')
        elif byte == ord('"'):
            within = True
        elif byte in b"[{":
            depth += 1
        elif byte in b"]}":
            depth -= 1
        deepest = max(deepest, depth)
    return deepest


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from(list(b'[]{}"\\\n a')), max_size=60).map(bytes)
)
def test_the_depth_is_that_of_a_count_byte_by_byte(body: bytes) -> None:
    assert depth_of(body) == plain_depth_of(body)


def test_a_text_never_closed_takes_time_by_its_length() -> None:
    def seconds(escapes: int) -> float:
        body = b'{"a":[' + b"[]," * 40 + b'"' + b'\\"' * escapes
        return min(timeit.repeat(lambda: depth_of(body), number=1, repeat=5))

    # when the body is 16 times as long: by its square it would be 256 times as slow
    ratio = seconds(16_000) / seconds(1_000)

    # then
    assert ratio < 64


def test_a_pointer_escapes_what_it_must() -> None:
    assert pointer_to("a/b", 0, "~", "") == "/a~1b/0/~0/"
