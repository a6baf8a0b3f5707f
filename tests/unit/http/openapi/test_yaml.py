"""Whatever JSON can say is read back from our YAML by a reader of another make."""

import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from ksbs.http.openapi.yaml import to_yaml

# Of the characters that JSON allows as they are, YAML refuses these; no text of ours
# has them, and strict JSON keeps them out of bodies.
_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
)
_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner),
    max_leaves=20,
)


@given(st.dictionaries(_TEXT, _VALUE, min_size=1))
def test_what_is_written_is_read(value: dict[str, JsonValue]) -> None:
    assert yaml.safe_load(to_yaml(value)) == value


def test_words_that_readers_guess_at_stay_texts() -> None:
    # given
    value: dict[str, JsonValue] = {
        "on": "yes",
        "null": "~",
        "no": "2026-03-02",
        "y": "1",
    }

    # then
    assert yaml.safe_load(to_yaml(value)) == value


def test_what_is_empty_stays_what_it_is() -> None:
    value: dict[str, JsonValue] = {"list": [], "object": {}, "text": "", "in": [[], {}]}
    assert yaml.safe_load(to_yaml(value)) == value
