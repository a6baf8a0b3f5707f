"""A random walk through a programme: mostly what comes next, often anything at all.

A step is a command over its own example, with ids of what the walk has brought into the
world in place of the example's, and days around the walk's own. Whatever the register
of commands holds takes part, so a new command is walked without a line here; only the
next step that leads on is written down.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from ksbs.application.actor import Actor
from ksbs.application.perform import Performer
from ksbs.application.policy import Forbidden, roles_for
from ksbs.application.request import Request
from ksbs.domain.command import COMMANDS, Command, ProgrammeCommand, identities
from ksbs.domain.event import Entry
from ksbs.domain.kinds import Matter
from ksbs.domain.programme import Programme
from ksbs.domain.record.amendment import AmendmentCommand
from ksbs.domain.record.confidentiality import ConfidentialityMarked
from ksbs.domain.register import load_domain
from ksbs.domain.replay import facts, fold
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Role
from tests.support.cast import ACTORS, NEXT_CHIEF, NEXT_PRINCIPAL, UNIT
from tests.support.memory_store import MemoryStore, WalkingClock
from tests.support.walk_steps import Body, next_steps

load_domain()

FIRST_DAY = date(2022, 8, 15)
PEOPLE = ACTORS | {Role.DPO: UUID("0197a3c2-5b1e-7c44-9d21-0000000000aa")}
HEADS = (
    (PEOPLE[Role.CHIEF], Role.CHIEF),
    (PEOPLE[Role.PRINCIPAL], Role.PRINCIPAL),
    (NEXT_CHIEF, Role.CHIEF),
    (NEXT_PRINCIPAL, Role.PRINCIPAL),
)
SUCCESSIONS = (
    (PEOPLE[Role.CHIEF], NEXT_CHIEF),
    (PEOPLE[Role.PRINCIPAL], NEXT_PRINCIPAL),
)
ENDS = ("nomination-withdrawals", "participation-declines", "enrolment-rejections")
JOINT = {
    Matter.PAUSE: "pauses",
    Matter.RESUMPTION: "resumptions",
    Matter.EXTENSION: "extensions",
    Matter.TERMINATION: "terminations",
}
OUTSIDE = {Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER}
ENDING_EARLY = 4
"""Of so many walks one ends before its start, and one is terminated."""


@dataclass(frozen=True)
class Step:
    """What was tried: the noun, the rule that refused it or None, the log's growth."""

    noun: str
    refused: str | None
    grown: int


@dataclass
class Walk:
    """One programme that is walked by chance from a seed."""

    seed: int
    rng: Random = field(init=False)
    clock: WalkingClock = field(default_factory=WalkingClock)
    steps: list[Step] = field(default_factory=list)
    programme_id: UUID | None = None
    _ids: int = 0
    _part: str = "enrolment"

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.store = MemoryStore(self.clock)
        self.performer = Performer(self.store, self.clock, self._new_id)
        self.day = FIRST_DAY
        self._turn_to(FIRST_DAY)
        for person, role in HEADS:
            said = {"personId": str(person), "role": role.value}
            self._try("role-assignments", said | {"schoolUnitCode": UNIT}, keep=False)

    @property
    def entries(self) -> list[Entry]:
        """The programme's record."""
        return [e for e in self.store.log if e.stream_id == self.programme_id]

    def programme(self) -> Programme:
        """The programme as it stands."""
        directory = self.performer.directory.now()
        return fold(Programme(directory=directory), facts(self.entries))

    def go(self, *, steps: int) -> None:
        """Take so many steps, each of them what comes next or whatever chance picks."""
        for _ in range(steps):
            if self.rng.random() < 0.3:
                self._turn_to(self.day + timedelta(days=self.rng.randrange(1, 32)))
            chance = self.rng.random()
            early = self.seed % ENDING_EARLY == 1
            if chance < (0.15 if early else 0.45):
                self.lead_on()
            elif chance < 0.47:
                self._decide_together()
            else:
                self._try(self._any_noun(), {})

    def lead_on(self) -> bool:
        """Take the step that leads towards completion; tell whether it was taken."""
        programme = self.programme()
        if programme.paused_on is not None:
            self._decide_together()
        for noun, said in next_steps(programme, day=self.day):
            if self._try(noun, said):
                self._part = COMMANDS[noun].part()
                return True
        if programme.ending is None and programme.started_on is not None:
            self._turn_to(self.day + timedelta(days=self.rng.randrange(20, 90)))
        return False

    def _any_noun(self) -> str:
        """Pick a noun: often of the part that the walk is in, else any."""
        if self.seed % ENDING_EARLY == 1 and self.rng.random() < 0.2:
            return self.rng.choice(ENDS)
        acting = self._part in {"interventions", "followup"}
        part = self.rng.choice(("interventions", self._part)) if acting else self._part
        here = [n for n in NOUNS if COMMANDS[n].part() == part]
        return self.rng.choice(here if here and self.rng.random() < 0.5 else NOUNS)

    def _decide_together(self) -> None:
        """Let chief and principal stand for a matter, and decide it."""
        matters = [Matter.PAUSE, Matter.EXTENSION]
        paused = self.programme().paused_on is not None
        matter = Matter.RESUMPTION if paused else self.rng.choice(matters)
        if self.seed % ENDING_EARLY == 2:
            matter = self.rng.choice([*JOINT, matter])
        stance = {"matter": matter.value, "rule": None, "stance": "for"}
        for capacity in ("chief", "principal"):
            self._try("stances", stance | {"capacity": capacity})
        end = self.programme().planned_end or self.day
        self._try(JOINT[matter], {"newEnd": str(end + timedelta(days=60))})

    def _try(self, noun: str, said: Mapping[str, Any], *, keep: bool = True) -> bool:
        kind = COMMANDS[noun]
        known = {f.alias or n for n, f in kind.model_fields.items()}
        body = self._body(kind) | {k: v for k, v in said.items() if k in known}
        try:
            command = kind.model_validate_json(json.dumps(body, default=str))
        except ValidationError:
            return False
        before = len(self.store.log)
        refused = self._perform(command)
        grown = len(self.store.log) - before
        if keep:
            self.steps.append(Step(noun, refused, grown))
        return refused is None

    def _perform(self, command: Command) -> str | None:
        request = self._request(command)
        try:
            stream_id = self.ask(request)
        except RuleBroken as rule:
            return rule.name()
        except Forbidden as forbidden:
            return f"forbidden: {forbidden.rule}"
        if type(command).noun == "programmes" and self.programme_id is None:
            self.programme_id = stream_id
        return None

    def ask(self, request: Request) -> UUID:
        """Have a command performed; give the stream that it was recorded in.

        Raises:
            RuleBroken, Forbidden: if it is refused.
        """
        return self.performer.perform(request).main.stream_id

    def _request(self, command: Command) -> Request:
        on_programme = isinstance(command, _WALKED) and self.programme_id is not None
        may = command.by
        own = [role for role in may if role not in OUTSIDE] or may
        if self.rng.random() < 0.2:
            own = sorted(roles_for(type(command)))
        role = self.rng.choice(own)
        capacity = getattr(command, "capacity", None)
        role = role if capacity is None else Role(capacity.value)
        behalf = role in {Role.PROCESS_SUPPORTER, Role.ANALYST}
        if behalf and role not in command.by:
            command = command.model_copy(update={"on_behalf_of": "working_group"})
        area = "*" if role is Role.CHIEF else None
        founds = type(command).noun == "programmes"
        return Request(
            command,
            Actor(PEOPLE.get(role, PEOPLE[Role.REGISTRAR]), role, UNIT, area),
            f"step-{len(self.steps)}-{len(self.store.log)}",
            programme_id=self.programme_id if on_programme and not founds else None,
        )

    def _body(self, kind: type[Command]) -> Body:
        pool = self._pool(kind.part())
        body = {k: self._meant(k, v, pool) for k, v in kind.example.items()}
        body.pop("lateReason", None)
        body.pop("occurredOn", None)
        if issubclass(kind, ProgrammeCommand) and self.rng.random() < 0.08:
            late = self.day - timedelta(days=self.rng.randrange(1, 60))
            body |= {"occurredOn": str(late), "lateReason": "Underlaget kom sent."}
        if "number" in body and isinstance(body["number"], int):
            body["number"] = self.rng.randrange(1, 8)
        if kind.noun == "stances":
            body |= self._stance()
        if isinstance(body.get("participants"), list):
            body["participants"] = [
                str(p) for p in self.rng.sample(sorted(_PERSONS), 6)
            ]
        for named in (body, *body.get("maskedFields", ())):
            self._name_a_field(named)
        if {"from", "to"} <= body.keys():
            body["from"], body["to"] = map(str, self.rng.choice(SUCCESSIONS))
        if kind.noun == "confidentiality-liftings":
            body |= self._marked()
        if kind.noun == "corrections" and self.entries:
            body |= self._another_day()
        return body

    def _another_day(self) -> Body:
        entry = self.rng.choice(self.entries)
        moved = entry.occurred_on + timedelta(days=self.rng.randrange(-20, 20))
        change = {"field": "occurredOn", "old": entry.occurred_on, "new": moved}
        return {"targetEventId": entry.event_id, "changes": [change]}

    def _marked(self) -> Body:
        marks = [e for e in self.entries if isinstance(e.event, ConfidentialityMarked)]
        if not marks:
            return {}
        said = self.rng.choice(marks).event.payload()
        return {name: said[name] for name in ("targetEventId", "field")}

    def _name_a_field(self, body: Body) -> None:
        """Let a body that names a field of an entry name one that the entry has."""
        named = body.get("targetEventId") or body.get("eventId")
        entry = next((e for e in self.entries if str(e.event_id) == named), None)
        if "field" in body and entry is not None and entry.event.payload():
            body["field"] = self.rng.choice(sorted(entry.event.payload()))

    def _stance(self) -> Body:
        matter = self.rng.choice(list(Matter))
        rule = self.rng.choice(["fewer_than_six_sessions", "plan_before_analysis"])
        return {
            "matter": matter.value,
            "rule": rule if matter is Matter.EXCEPTION else None,
            "stance": self.rng.choice(["for", "for", "against"]),
            "capacity": self.rng.choice(["chief", "principal"]),
        }

    def _meant(self, name: str, value: Any, pool: Mapping[str, list[str]]) -> Any:
        if isinstance(value, Mapping):
            return {k: self._meant(k, v, pool) for k, v in value.items()}
        if isinstance(value, list):
            return [self._meant(name, each, pool) for each in value]
        return self._text(name, value, pool) if isinstance(value, str) else value

    def _text(self, name: str, value: str, pool: Mapping[str, list[str]]) -> str:
        if _is_id(value):
            return self.rng.choice(pool.get(_stem(name)) or pool["person"])
        if _is_day(value):
            return str(self.day + timedelta(days=self.rng.randrange(-60, 240)))
        if name in {"title", "text"} and self.rng.random() < 0.4:
            return f"{value} ({self.rng.randrange(9)})"
        return value

    def _pool(self, part: str) -> dict[str, list[str]]:
        """Give the known ids by the stem of the field's name, those of `part` last."""
        pool = {"person": [str(p) for p in _PERSONS]}
        own: dict[str, list[str]] = {}
        for entry in self.entries:
            kind = type(entry.event)
            pool.setdefault("event", []).append(str(entry.event_id))
            if kind.decision:
                pool.setdefault("decisionEvent", []).append(str(entry.event_id))
            into = own if kind.__module__.split(".")[2] == part else pool
            for name in identities(kind):
                value = str(getattr(entry.event, name))
                into.setdefault(name.removesuffix("_id"), []).append(value)
        pool |= own
        pool["into"] = pool["fromAreas"] = pool.get("area", [])
        pool["targetEvent"] = pool["eventId"] = pool.get("event", [])
        return pool

    def _turn_to(self, day: date) -> None:
        self.day = day
        self.clock.instant = datetime.combine(day, time(10), tzinfo=UTC)

    def _new_id(self) -> UUID:
        self._ids += 1
        return UUID(f"0197a3c2-5b1e-7c44-{self.seed % 0x10000:04x}-{self._ids:012x}")


_WALKED = (ProgrammeCommand, AmendmentCommand)
_PERSONS = {*PEOPLE.values(), NEXT_CHIEF, NEXT_PRINCIPAL}
NOUNS = [
    noun
    for noun, command in COMMANDS.items()
    if issubclass(command, _WALKED) and noun not in ENDS
    # Ending a programme needs chance to be held back, or no walk would go far.
]


def _stem(name: str) -> str:
    endings = (e for e in ("Refs", "Ref", "Ids", "Id") if name.endswith(e))
    return name.removesuffix(next(endings, ""))


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return "-" in value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
