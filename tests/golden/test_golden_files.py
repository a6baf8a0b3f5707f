"""What has once been stored can be read for ever, and is written the same way."""

from pathlib import Path

import pytest

from ksbs.domain.event import EVENTS
from ksbs.domain.register import load_domain
from ksbs.domain.upcast import UPCASTS
from ksbs.reference.samples import COMMAND_DIGEST, metadata, samples
from ksbs.store.payload import encode, reader_of

load_domain()
GOLDEN = Path(__file__).parent
STORED = {p.stem: p for p in GOLDEN.glob("*.json")}


def test_every_event_has_a_golden_file_and_every_file_an_event() -> None:
    # given / when / then: `./scripts/reference` writes the missing ones
    assert set(STORED) == set(EVENTS) | set(UPCASTS)


@pytest.mark.parametrize("name", sorted(STORED))
def test_a_golden_file_reads_as_the_event_it_was(name: str) -> None:
    # given
    stored = STORED[name].read_bytes().rstrip(b"\n")
    # when
    read_metadata, event = reader_of(name)(stored)
    # then
    assert read_metadata == metadata()
    assert event == samples()[event.stored_as]


@pytest.mark.parametrize("name", sorted(set(STORED) - set(UPCASTS)))
def test_an_event_is_written_byte_for_byte_as_its_golden_file(name: str) -> None:
    # given
    stored = STORED[name].read_bytes().rstrip(b"\n")
    # when
    written = encode(metadata(), samples()[name], digest=COMMAND_DIGEST)
    # then
    assert written == stored


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_an_event_is_frozen(name: str) -> None:
    # given
    event = samples()[name]
    # when / then
    with pytest.raises(ValueError, match="frozen"):
        event.occurred_on = event.occurred_on.replace(year=2000)  # type: ignore[misc]  # what is shown to fail
