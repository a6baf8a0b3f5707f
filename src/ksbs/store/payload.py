"""The stored bytes of an event: JSON of metadata, command digest and the event itself.

`{…metadata in camelCase…, "commandDigest": hex, "event": {…}}`. The bytes are hashed
into the ledger as they are, so they are written once and never written anew. One
validator per stored name reads the whole in one pass of pydantic-core.
"""

import json
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import StringConstraints, ValidationError, create_model

from ksbs.domain.event import EVENTS, Event, Metadata
from ksbs.domain.upcast import UPCASTS, upcast

Reader = Callable[[bytes], tuple[Metadata, Event]]
"""Reads the bytes of one stored name; raises pydantic.ValidationError."""

HexDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

_readers: dict[str, Reader] = {}
_event_readers: dict[str, Callable[[bytes], Event]] = {}
_EVENT = b',"event":'
"""What stands before the event as `encode` writes it: in a text, the quotes would be
escaped, and nothing else has this name."""
_write_metadata = Metadata.__pydantic_serializer__.to_json


class UnknownName(LookupError):
    """No event of this version of ksbs has the stored name {name}."""


def encode(metadata: Metadata, event: Event, *, digest: bytes) -> bytes:
    """Give the bytes to store; metadata that is None is left out."""
    recording = _write_metadata(metadata, by_alias=True, exclude_none=True)
    happening = event.__pydantic_serializer__.to_json(event, by_alias=True)
    return b'%b,"commandDigest":"%b","event":%b}' % (
        recording[:-1],
        digest.hex().encode(),
        happening,
    )


def reader_of(name: str) -> Reader:
    """Give the reader of a stored name.

    Raises:
        UnknownName: if there is no such event.
    """
    reader = _readers.get(name)
    if reader is None:
        reader = _readers[name] = _upcasting(name) if name in UPCASTS else _reader(name)
    return reader


def event_of(name: str, payload: bytes) -> Event:
    """Read the event alone, which takes half the time of the whole.

    A fold needs no metadata; whoever asks for it reads the whole.

    Raises:
        UnknownName: if there is no such event.
        pydantic.ValidationError: if the event cannot be read.
    """
    reader = _event_readers.get(name)
    if reader is None:
        if name in UPCASTS:
            return reader_of(name)(payload)[1]
        reader = _event_readers[name] = _event_reader(name)
    return reader(payload)


def _event_reader(name: str) -> Callable[[bytes], Event]:
    event_class = _known(name)
    # A command may be the first to use its event.
    event_class.model_rebuild()
    validate = event_class.__pydantic_validator__.validate_json

    def read(payload: bytes) -> Event:
        begin = payload.find(_EVENT)
        if begin < 0 or not payload.endswith(b"}}"):
            return reader_of(name)(payload)[1]
        try:
            event: Event = validate(payload[begin + len(_EVENT) : -1])
        except ValidationError:
            # The whole tells where in the payload.
            return reader_of(name)(payload)[1]
        return event

    return read


def _known(name: str) -> type[Event]:
    event_class = EVENTS.get(name)
    if event_class is None:
        raise UnknownName(name)
    return event_class


def _reader(name: str) -> Reader:
    event_class = _known(name)
    fields: dict[str, Any] = {
        "command_digest": (HexDigest, ...),
        "event": (event_class, ...),
    }
    whole = create_model(f"Stored{event_class.__name__}", __base__=Metadata, **fields)
    validate = whole.__pydantic_validator__.validate_json

    def read(payload: bytes) -> tuple[Metadata, Event]:
        values = validate(payload).__dict__
        event = values.pop("event")
        del values["command_digest"]
        return _metadata(values), event

    return read


def _metadata(values: dict[str, Any]) -> Metadata:
    """Make metadata of fields just validated, without validating them again."""
    metadata = object.__new__(Metadata)
    object.__setattr__(metadata, "__dict__", values)
    object.__setattr__(metadata, "__pydantic_fields_set__", set(values))
    object.__setattr__(metadata, "__pydantic_extra__", None)
    object.__setattr__(metadata, "__pydantic_private__", None)
    return metadata


def _upcasting(name: str) -> Reader:
    def read(payload: bytes) -> tuple[Metadata, Event]:
        stored = json.loads(payload)
        newest, stored["event"] = upcast(name, stored["event"])
        return reader_of(newest)(json.dumps(stored, ensure_ascii=False).encode())

    return read
