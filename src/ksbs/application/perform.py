"""The one write path: policy, receipt, load, decide, append, receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date
from uuid import UUID

from ksbs.application import streams
from ksbs.application.days import day_of
from ksbs.application.deciding import Decided, Stream, decide
from ksbs.application.occasions import Occasions
from ksbs.application.outcome import Outcome, replayed
from ksbs.application.permission import Permission, refuse_role
from ksbs.application.ports import (
    Append,
    ClaimHeld,
    Clock,
    CommandReused,
    EventStore,
    NewEntry,
    Receipt,
    VersionConflict,
)
from ksbs.application.reading import DirectoryReader, StreamCache
from ksbs.application.refusals import NotFound, claim_refused
from ksbs.application.request import Request
from ksbs.application.stream_kinds import kind_of
from ksbs.domain.command import Dated
from ksbs.domain.event import Entry, Event, Metadata, RecordedBy
from ksbs.domain.roles import Directory

_PROVISIONAL = 1 << 62
"""Above every position of the log: where entries stand until they are appended."""

_RETRIES = 8


@dataclass(frozen=True, slots=True)
class _Loaded:
    stream_id: UUID
    stream: Stream
    directory: Directory

    @property
    def entries(self) -> Sequence[Entry]:
        return self.stream.entries


@dataclass
class Performer:
    """Performs commands on an event store."""

    store: EventStore
    clock: Clock
    new_id: Callable[[], UUID]
    late_after_days: int = 14
    directory: DirectoryReader = field(init=False)
    streams: StreamCache = field(init=False)
    occasions: Occasions = field(init=False)

    def __post_init__(self) -> None:
        self.directory = DirectoryReader(self.store)
        self.streams = StreamCache()
        self.occasions = Occasions(self.store, self.new_id)

    def perform(self, request: Request) -> Outcome:
        """Perform a command once, whatever happens to the answer.

        Raises:
            Forbidden: the policy says no.
            RuleBroken: a hard rule says no.
            NotFound: there is no such programme.
            VersionConflict: the stream has moved on since `expected_version`.
            CommandReused: the key stands for another command.
            StoreUnavailable: try again later with the same key.
        """
        refuse_role(request)
        for _ in range(_RETRIES):
            try:
                return self._once(request)
            except VersionConflict:
                # Without a version from the client the newest state is as good.
                if request.expected_version is not None:
                    raise
        raise VersionConflict

    def today(self) -> date:
        """Give the day in Stockholm."""
        return day_of(self.clock.now())

    def _once(self, request: Request) -> Outcome:
        loaded = self._load(request)
        if isinstance(loaded, Outcome):
            return loaded
        expected = request.expected_version
        if expected is not None and expected != len(loaded.entries):
            raise VersionConflict
        today = self.today()
        Permission(request, loaded.stream, loaded.directory, today).require()
        decided = decide(
            request.command,
            stream=loaded.stream,
            occasion=self.occasions.of(request, entries=loaded.entries, today=today),
            enter=self._entering(request, loaded),
        )
        outcome = self._proving_main(self._append(request, decided))
        after = loaded.stream.grown(outcome.entries, initial=loaded.stream.initial)
        self.streams.keep(loaded.stream_id, after)
        return outcome

    def _load(self, request: Request) -> "_Loaded | Outcome":
        """Give the stream to decide on, or the outcome if it was decided before."""
        stream_id = self._stream_id(request)
        known = self.streams.known(stream_id) or Stream((), None, self.late_after_days)
        opening = self.store.opening(
            stream_id,
            stream_after=len(known.entries),
            directory_after=self.directory.position,
            command_id=request.command_id,
        )
        directory = self.directory.take(opening.directory)
        if opening.performed is not None:
            return self._again(request, opening.performed, directory)
        initial = kind_of(type(request.command)).empty(directory)
        stream = known.grown(opening.entries, initial=initial)
        if request.programme_id is not None and not streams.is_programme(
            stream.entries
        ):
            raise NotFound("programme", request.programme_id)
        self.streams.keep(stream_id, stream)
        return _Loaded(stream_id, stream, directory)

    def _append(self, request: Request, decided: Decided) -> Outcome:
        append = Append(
            command_id=request.command_id,
            digest=request.digest(),
            entries=tuple(
                NewEntry(e.stream_id, e.version, e.metadata, e.event)
                for e in decided.entries
            ),
            claim=decided.claim,
            release=decided.release,
        )
        try:
            receipt, entries = self.store.append(append)
        except ClaimHeld as held:
            raise claim_refused(held) from held
        return Outcome(
            tuple(entries), receipt, decided.advisories, request.command.records
        )

    def _again(
        self,
        request: Request,
        performed: tuple[Receipt, Sequence[Entry]],
        directory: Directory,
    ) -> Outcome:
        receipt, entries = performed
        if receipt.digest != request.digest():
            raise CommandReused
        stream = self.store.stream(entries[0].stream_id)
        before = [e for e in stream if e.position < entries[0].position]
        initial = kind_of(type(request.command)).empty(directory)
        outcome = replayed(
            request.command,
            receipt=receipt,
            entries=entries,
            stream=Stream(before, initial, self.late_after_days),
            occasion=self.occasions.of(
                request, entries=before, today=self.today(), first=entries[0]
            ),
        )
        return self._proving_main(outcome)

    def _proving_main(self, outcome: Outcome) -> Outcome:
        """Let the receipt prove the entry that the command is about."""
        receipt, position = outcome.receipt, outcome.main.position
        if receipt.position == position:
            return outcome
        leaf = self.store.leaf(position)
        return replace(outcome, receipt=replace(receipt, position=position, leaf=leaf))

    def _stream_id(self, request: Request) -> UUID:
        named_by = kind_of(type(request.command)).named_by
        if named_by is not None:
            return named_by(request.command, self.store)
        return request.programme_id or self.new_id()

    def _entering(
        self, request: Request, loaded: _Loaded
    ) -> Callable[[Event, int], Entry]:
        now = self.clock.now().astimezone(UTC)

        def enter(event: Event, index: int) -> Entry:
            return Entry(
                stream_id=loaded.stream_id,
                version=len(loaded.entries) + 1 + index,
                position=_PROVISIONAL + index,
                recorded_at=now,
                metadata=self._metadata(request),
                event=event,
            )

        return enter

    def _metadata(self, request: Request) -> Metadata:
        actor, command = request.actor, request.command
        return Metadata(
            event_id=self.new_id(),
            recorded_by=RecordedBy(
                person_id=actor.person_id, role=actor.role, school_unit_code=actor.unit
            ),
            on_behalf_of=command.on_behalf_of,
            command_id=request.command_id,
            correlation_id=request.correlation_id or request.command_id,
            dnr=command.dnr,
            confidentiality=command.confidentiality,
            source=request.source,
            late_reason=command.late_reason if isinstance(command, Dated) else None,
        )
