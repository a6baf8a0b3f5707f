"""The event alone is read out of a payload as it is read with the whole."""

import json
from uuid import uuid4

import pytest

from ksbs.store.payload import encode, event_of, reader_of
from tests.support.log import assessed, metadata_of

NAME = "enrolment.conditions-assessed.v1"


@pytest.mark.parametrize(
    "text", ["Kort.", 'Texten ,"event":{"a":1}} står här.', "Omvänt \\ och ”citat”."]
)
def test_a_text_that_looks_like_an_event_misleads_nobody(text: str) -> None:
    # given
    payload = encode(metadata_of(uuid4()), assessed(text), digest=b"d" * 32)
    # then
    assert event_of(NAME, payload) == reader_of(NAME)(payload)[1] == assessed(text)


def test_a_payload_with_spaces_is_read_too() -> None:
    # given
    payload = encode(metadata_of(uuid4()), assessed("Kort."), digest=b"d" * 32)
    spaced = json.dumps(json.loads(payload), indent=1).encode()
    # then
    assert event_of(NAME, spaced) == assessed("Kort.")
