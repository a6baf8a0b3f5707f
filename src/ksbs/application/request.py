"""A command as somebody asks for it."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from uuid import UUID

from ksbs.application import streams
from ksbs.application.actor import Actor
from ksbs.domain.command import Command


@dataclass(frozen=True)
class Request:
    """A command as somebody asks for it.

    `key` is the client's idempotency key, scoped to the person. `programme_id` is None
    for commands that found a stream or name it themselves. `expected_version` is the
    version that the client has seen (If-Match), None where none is wanted.
    """

    command: Command
    actor: Actor
    key: str
    programme_id: UUID | None = None
    expected_version: int | None = None
    source: Literal["api", "cli", "import"] = "api"
    correlation_id: UUID | None = None

    @cached_property
    def command_id(self) -> UUID:
        """The id under which the command is performed once."""
        return streams.command_id(self.actor.person_id, key=self.key)

    def digest(self) -> bytes:
        """Give the SHA-256 of what is asked, by whom in which role, of which stream."""
        asked = f"{type(self.command).noun}\n{self.programme_id}\n{self.actor.role}\n"
        body = self.command.model_dump_json(by_alias=True)
        return hashlib.sha256(asked.encode() + body.encode()).digest()
