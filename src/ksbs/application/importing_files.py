"""What every import of files does: read all of them, then record all in one command."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from uuid import UUID

from ksbs.application.actor import Actor
from ksbs.application.intake import FileRejected, Rejection
from ksbs.application.ports import Append, NewEntry, VersionConflict
from ksbs.application.services import Services
from ksbs.domain.event import Event, Metadata, RecordedBy

_RETRIES = 8

Progress = Callable[[int], None]
"""Is told how many of the files have been read."""

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class FilesRead(Generic[R]):
    """What was read of each file that can be, and what is wrong with the others."""

    files: tuple[tuple[Path, R], ...]
    rejected: tuple[Rejection, ...]


def read_each(
    paths: Sequence[Path], *, read: Callable[[Path], R], progress: Progress | None
) -> FilesRead[R]:
    """Read every file, whatever is wrong with another."""
    files: list[tuple[Path, R]] = []
    rejected: list[Rejection] = []
    for number, path in enumerate(paths, start=1):
        try:
            files.append((path, read(path)))
        except FileRejected as refused:
            rejected += refused.rejections
        if progress is not None:
            progress(number)
    return FilesRead(tuple(files), tuple(rejected))


@dataclass(frozen=True, slots=True)
class New:
    """An event to be appended to a stream at a version.

    `cause` is the index, among the events of the same import, of the one that led to it.
    """

    stream_id: UUID
    version: int
    event: Event
    cause: int | None = None


def record_news(
    services: Services, *, news: Callable[[], Sequence[New]], actor: Actor
) -> Sequence[New]:
    """Append what is new by one command, nothing if nothing is, and give it.

    `news` is asked again when another import was quicker.

    Raises:
        VersionConflict: if others were quicker time after time; nothing is recorded.
    """
    for _ in range(_RETRIES):
        events = news()
        try:
            if events:
                services.store.append(_append(services, events, actor=actor))
        except VersionConflict:
            continue
        return events
    raise VersionConflict


def _append(services: Services, events: Sequence[New], *, actor: Actor) -> Append:
    command_id = services.new_id()
    digest = hashlib.sha256()
    entries: list[NewEntry] = []
    for new in events:
        digest.update(new.event.model_dump_json(by_alias=True).encode() + b"\n")
        cause = None if new.cause is None else entries[new.cause].metadata.event_id
        metadata = Metadata(
            event_id=services.new_id(),
            recorded_by=RecordedBy(
                person_id=actor.person_id, role=actor.role, school_unit_code=actor.unit
            ),
            command_id=command_id,
            correlation_id=command_id,
            causation_id=cause,
            source="import",
        )
        entries.append(NewEntry(new.stream_id, new.version, metadata, new.event))
    return Append(command_id, digest.digest(), tuple(entries))
