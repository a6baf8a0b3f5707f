"""The trace that a request belongs to (W3C Trace Context, version 00)."""

import re
from dataclasses import dataclass
from secrets import token_hex
from uuid import UUID

_TRACEPARENT = re.compile(
    r"(?P<version>[0-9a-f]{2})-(?P<trace>[0-9a-f]{32})-(?P<parent>[0-9a-f]{16})"
    r"-(?P<flags>[0-9a-f]{2})(?P<more>-.*)?"
)
_NO_TRACE = "0" * 32
_NO_SPAN = "0" * 16


@dataclass(frozen=True, slots=True)
class Trace:
    """One request's place in a trace: the trace's id and the id of our own span."""

    trace_id: str
    span_id: str
    flags: str = "00"

    @property
    def header(self) -> str:
        """The `traceparent` of the answer."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"

    @property
    def uuid(self) -> UUID:
        """The trace's id as the correlation id of what is recorded."""
        return UUID(hex=self.trace_id)


def trace_of(traceparent: str | None) -> Trace:
    """Carry a trace on, or begin one where there is none or none that is valid."""
    found = _TRACEPARENT.fullmatch(traceparent) if traceparent else None
    if found is None or not _valid(found):
        return Trace(token_hex(16), token_hex(8))
    # Of a later version only the flag that version 00 knows is passed on.
    sampled = int(found["flags"], 16) & 1
    return Trace(found["trace"], token_hex(8), f"{sampled:02x}")


def _valid(found: re.Match[str]) -> bool:
    version, more = found["version"], found["more"]
    return (
        version != "ff"
        and not (version == "00" and more)
        and found["trace"] != _NO_TRACE
        and found["parent"] != _NO_SPAN
    )
