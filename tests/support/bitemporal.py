"""Random records of programmes, and whether read models show them as the oracle does.

Half of a log drawn at random would be empty cells, and rare meetings would be missed. So
each log has a theme: the events of one read model, few things they are about, few days
with many ties, most of it back-dated, and a third of it amendments, also of amendments.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from itertools import count
from random import Random
from typing import Any, get_args
from uuid import UUID

from ksbs.application.projection import PROGRAMMES, Projection, Subject
from ksbs.application.streams import PROGRAMME, category_of
from ksbs.domain.enrolment.nomination import SchoolNominated
from ksbs.domain.enrolment.stance import StanceTaken
from ksbs.domain.event import Amendment, Change, Entry, Event, Metadata, RecordedBy
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.record.amendment import EntryAnnulled, EntryCorrected
from ksbs.domain.replay import facts
from ksbs.domain.words import Role
from ksbs.readmodels.fold import Fold
from ksbs.readmodels.oracle import Oracle, rows_of
from ksbs.readmodels.segments import FOREVER, Believed, Key, Segment, Values
from ksbs.readmodels.shown import Showing, Shown
from ksbs.reference.samples import samples

FIRST_DAY = date(2025, 1, 7)
RECORDER = UUID(int=7)
THINGS = [str(UUID(f"0197a3c2-5b1e-7c44-9d21-{n:012x}")) for n in range(1, 4)]
"""The only ids, of whatever kind, so that events meet."""
FEW_NUMBERS = {"number", "sessionNumber", "rank", "term", "version"}

Command = list[Entry]


@dataclass
class Drawn:
    """The growing record of one programme, drawn at random, command by command."""

    random: Random
    theme: Projection
    days: int = 6
    stream_id: UUID = field(default_factory=lambda: UUID(int=1))
    ids: Iterator[int] = field(default_factory=lambda: count(1000))
    entries: list[Entry] = field(default_factory=list)
    words: dict[type[Enum], list[str]] = field(default_factory=dict)
    pool: list[type[Event]] = field(init=False)
    """The kinds of facts drawn: many of the theme's, and a few others."""

    def __post_init__(self) -> None:
        every = kinds_about(self.theme.about)
        mine = [kind for kind in every if kind in self.theme.on]
        others = [kind for kind in every if kind not in self.theme.on]
        self.pool = _some(self.random, mine) * 5 + _some(self.random, others)[:8]

    def commands(self, number: int) -> list[Command]:
        """Draw commands: first a nomination and much at once, then one to three entries."""
        early = [self._fact(within=2) for _ in range(6)]
        drawn = [self._command([*self._beginning(), *early])]
        for _ in range(number - 1):
            size = self.random.choice((1, 1, 1, 1, 2, 3))
            drawn.append(self._command([self._event() for _ in range(size)]))
        return [command for command in drawn if command]

    def _command(self, events: Sequence[Event]) -> Command:
        recorded_at = datetime(2025, 6, 1, tzinfo=UTC)
        recorded_at += timedelta(seconds=len(self.entries))
        kept = []
        for event in events:
            entry = self._entry(event, recorded_at)
            try:
                facts([*self.entries, entry])
            except ValueError:
                # The clerk refuses a correction to what is no valid event.
                continue
            self.entries.append(entry)
            kept.append(entry)
        return kept

    def _entry(self, event: Event, recorded_at: datetime) -> Entry:
        event_id = UUID(int=next(self.ids))
        return Entry(
            stream_id=self.stream_id,
            version=len(self.entries) + 1,
            position=len(self.entries) + 1,
            recorded_at=recorded_at,
            metadata=Metadata(
                event_id=event_id,
                recorded_by=RecordedBy(person_id=RECORDER, role=Role.REGISTRAR),
                command_id=event_id,
                correlation_id=event_id,
                source="api",
            ),
            event=event,
        )

    def facts(self, number: int) -> list[Event]:
        """Draw facts, half of them of the theme and half of any kind there is."""
        pools = (self.pool, _some(self.random, kinds_about(self.theme.about)))
        chosen = [self.random.choice(self.random.choice(pools)) for _ in range(number)]
        return [*self._beginning(), *(self.fact_of(kind) for kind in chosen)]

    def fact_of(self, kind: type[Event]) -> Event:
        """Draw a fact of that kind."""
        return self._varied(_sample(kind), day=self._day())

    def _beginning(self) -> list[Event]:
        if self.theme.about is not PROGRAMMES:
            return []
        nomination = self._varied(_sample(SchoolNominated), day=FIRST_DAY)
        agreed = self._agreed() if self.random.random() < 0.4 else []
        return [nomination, *agreed]

    def _agreed(self) -> list[Event]:
        """Let chief and principal agree on an exception: it takes four fields to meet."""
        rule = self.random.choice(list(ExceptionRule))
        return [
            StanceTaken(
                occurred_on=FIRST_DAY,
                person_id=UUID(person),
                matter=Matter.EXCEPTION,
                rule=rule,
                stance=Stance.FOR,
                capacity=capacity,
                statement="Ja.",
            )
            for person, capacity in zip(THINGS, Capacity, strict=False)
        ]

    def _event(self) -> Event:
        draw = self.random.random()
        # Corrections and annulments stand on programmes only.
        if draw < 0.65 or self.theme.about.category != PROGRAMME:
            return self._fact()
        target = self._target()
        if draw < 0.85:
            return self._correction(target)
        return EntryAnnulled(
            occurred_on=self._day(), target_event_id=target.event_id, reason="Fel."
        )

    def _fact(self, *, within: int | None = None) -> Event:
        kind = self.random.choice(self.pool)
        return self._varied(_sample(kind), day=self._day(within))

    def _target(self) -> Entry:
        """Choose what is amended: often the same, at times an amendment."""
        latest = self.entries[-4:] if self.random.random() < 0.5 else self.entries
        return self.random.choice(latest)

    def _correction(self, target: Entry) -> Event:
        stands = target.event.wire()
        new = self._varied(target.event, day=self._day()).wire()
        options = [name for name in new if new[name] != stands[name]]
        names = set(self.random.sample(options, min(len(options), 2)))
        names |= {"occurredOn"} if self.random.random() < 0.5 or not names else set()
        changes = [Change(field=n, old=stands[n], new=new[n]) for n in sorted(names)]
        return EntryCorrected(
            occurred_on=self._day(),
            target_event_id=target.event_id,
            changes=tuple(changes),
            reason="Fel.",
            found_by=RECORDER,
        )

    def _day(self, within: int | None = None) -> date:
        return FIRST_DAY + timedelta(days=self.random.randrange(within or self.days))

    def _varied(self, event: Event, *, day: date) -> Event:
        """Give an event of the same kind about a few other things, on that day."""
        for _ in range(5):
            fields = {k: self._few(v, key=k) for k, v in event.wire().items()}
            fields |= self._terms(type(event))
            fields["occurredOn"] = day.isoformat()
            try:
                return type(event).model_validate_json(json.dumps(fields))
            except ValueError:
                continue
        return event.model_copy(update={"occurred_on": day})

    def _terms(self, kind: type[Event]) -> dict[str, str]:
        """Choose other terms in some fields; a log has two of each closed list."""
        chosen = {}
        for name, words in _closed_lists(kind).items():
            if words not in self.words:
                terms = [word.value for word in words]
                self.words[words] = self.random.sample(terms, min(len(terms), 2))
            if self.random.random() < 0.6:
                chosen[name] = self.random.choice(self.words[words])
        return chosen

    def _few(self, value: Any, *, key: str) -> Any:
        if isinstance(value, dict):
            return {k: self._few(v, key=k) for k, v in value.items()}
        if isinstance(value, list):
            return [self._few(v, key=key) for v in value]
        if isinstance(value, str) and _is_id(value):
            return self.random.choice(THINGS)
        if isinstance(value, int) and key in FEW_NUMBERS:
            return self.random.randint(1, 3)
        if isinstance(value, str) and value.endswith("."):
            return f"{value.rstrip('0123456789 .')} {self.random.randint(1, 9)}."
        return value


@dataclass
class Table:
    """A history table in memory: what is believed of one stream is written into it."""

    segments: list[Segment] = field(default_factory=list)

    def write(self, believed: Believed) -> None:
        """Close what is closed and add what is new, as the writer does in SQL."""
        for (key, day), position in believed.closings:
            self.segments = [
                s._replace(sys_to=position)
                if (s.key, s.valid_from, s.sys_to) == (key, day, FOREVER)
                else s
                for s in self.segments
            ]
        self.segments += believed.segments()

    def at(self, *, valid_at: date, position: int) -> dict[Key, Values]:
        """Give the rows at a pair, as the reader does in SQL."""
        latest: dict[Key, Segment] = {}
        for segment in self.segments:
            if segment.sys_from <= position < segment.sys_to:
                found = latest.get(segment.key)
                later = found is None or found.valid_from < segment.valid_from
                if segment.valid_from <= valid_at and later:
                    latest[segment.key] = segment
        return {k: s.values for k, s in latest.items() if s.values is not None}


@dataclass
class Counted:
    """How many cells were compared, how many held a row, how many were wrong."""

    cells: int = 0
    occupied: int = 0
    wrong: int = 0

    def add(
        self, shown: Mapping[Key, object], right: Mapping[Key, object], keys: set[Key]
    ) -> None:
        """Compare the cells of all keys at one pair."""
        keys = keys | right.keys()
        self.cells += len(keys)
        self.occupied += len(right)
        if shown != right:
            both = keys | shown.keys()
            self.wrong += sum(shown.get(key) != right.get(key) for key in both)

    def __add__(self, other: "Counted") -> "Counted":
        """Add what was counted elsewhere."""
        return Counted(
            self.cells + other.cells,
            self.occupied + other.occupied,
            self.wrong + other.wrong,
        )

    @property
    def share_occupied(self) -> float:
        """The share of cells that hold a row."""
        return self.occupied / self.cells if self.cells else 0.0


def kept(
    commands: Iterable[Command],
    projection: Projection,
    *,
    random: Random,
    fold: type[Fold] = Fold,
    believed: type[Believed] = Believed,
) -> Table:
    """Give the history that a runner keeps, which forgets its folds now and then."""
    showing = Showing([projection])
    table, folded, entries = Table(), fold(showing), list[Entry]()
    shown = _only(folded, believed())
    for command in commands:
        folded.take(command)
        assert not folded.failed
        entries += command
        if random.random() < 0.3:
            table.write(shown.believed)
            if random.random() < 0.3:
                folded = fold.of(showing, entries)
            shown = _only(folded, believed())
            folded.forget_states()
    table.write(shown.believed)
    return table


def _only(folded: Fold, believed: Believed) -> Shown:
    """Give what the only read model shows of a stream, with nothing to be written."""
    (shown,) = folded.shown
    assert shown is not None
    shown.believed = believed
    return shown


def compare(
    table: Table, commands: Sequence[Command], projection: Projection, counted: Counted
) -> None:
    """Compare every cell: each key, each day, each position at which a command ended."""
    entries = [entry for command in commands for entry in command]
    oracle = Oracle(entries)
    days = {entry.event.occurred_on for entry in entries}
    first, last = min(days) - timedelta(days=1), max(days) + timedelta(days=1)
    keys = {segment.key for segment in table.segments}
    columns = [column.name for column in projection.columns]
    initial = projection.about.initial()
    for command in commands:
        position = command[-1].position
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            state = oracle.state(initial, valid_at=day, position=position)
            rows = rows_of(projection, state)
            right = {k: tuple(row[c] for c in columns) for k, row in rows.items()}
            counted.add(table.at(valid_at=day, position=position), right, keys)


@cache
def _samples() -> dict[type[Event], Event]:
    return {type(event): event for event in samples().values()}


def _sample(kind: type[Event]) -> Event:
    return _samples()[kind]


@cache
def kinds_about(subject: Subject) -> list[type[Event]]:
    """Give every kind of fact on the streams of a category."""
    return [
        kind
        for kind in _samples()
        if category_of(kind.stored_as) == subject.category
        and not issubclass(kind, Amendment)
    ]


@cache
def _closed_lists(kind: type[Event]) -> dict[str, type[Enum]]:
    """Give the fields of an event that hold a term of a closed list, by wire name."""
    return {
        info.serialization_alias or name: words
        for name, info in kind.model_fields.items()
        for words in (info.annotation, *get_args(info.annotation))
        if isinstance(words, type) and issubclass(words, Enum)
    }


def _some(random: Random, kinds: Sequence[type[Event]]) -> list[type[Event]]:
    """Choose some kinds: what ends or hides everything must often be missing."""
    if not kinds:
        return []
    return random.sample(kinds, random.randint(1, len(kinds)))


def _is_id(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False
