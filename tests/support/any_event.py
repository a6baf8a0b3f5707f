"""Random events of one kind of streams: of every kind, on few days, about few things."""

import json
from datetime import date, timedelta
from itertools import chain
from typing import Any, get_args
from uuid import UUID

from hypothesis import strategies as st

from ksbs.application.streams import PROGRAMME, category_of
from ksbs.domain.enrolment.stance import StanceTaken
from ksbs.domain.event import Amendment, Event
from ksbs.domain.kinds import Capacity, ExceptionRule, Matter, Stance
from ksbs.domain.words import Word
from ksbs.reference.samples import samples

FIRST_DAY = date(2025, 1, 7)
THINGS = [str(UUID(f"0197a3c2-5b1e-7c44-9d21-{n:012x}")) for n in range(1, 4)]
"""The only ids, of whatever kind, so that events meet."""

_FACTS = [e for e in samples().values() if not isinstance(e, Amendment)]


@st.composite
def any_event(draw: st.DrawFn, *, category: str = PROGRAMME) -> Event:
    """An event of any kind that stands on such streams, and that its model accepts."""
    kinds = [fact for fact in _FACTS if category_of(fact.stored_as) == category]
    sample = draw(st.sampled_from(kinds))
    fields = {key: _few(value, draw, key=key) for key, value in sample.wire().items()}
    fields |= _words(type(sample), draw)
    fields["occurredOn"] = str(FIRST_DAY + timedelta(days=draw(st.integers(0, 4))))
    try:
        return type(sample).model_validate_json(json.dumps(fields))
    except ValueError:
        return sample


def histories(category: str) -> st.SearchStrategy[list[Event]]:
    """Up to some forty events; on programmes, the two sometimes agree on a matter."""
    one = any_event(category=category).map(lambda event: [event])
    blocks = st.one_of(one, one, one, agreement()) if category == PROGRAMME else one
    return st.lists(blocks, max_size=40).map(lambda found: list(chain(*found)))


@st.composite
def agreement(draw: st.DrawFn) -> list[Event]:
    """Chief and principal, two persons, both stand for a matter on one day."""
    rule = draw(st.sampled_from([None, *ExceptionRule]))
    others = [matter for matter in Matter if matter is not Matter.EXCEPTION]
    matter = draw(st.sampled_from(others)) if rule is None else Matter.EXCEPTION
    day = draw(st.integers(0, 4))
    return [
        StanceTaken(
            occurred_on=FIRST_DAY + timedelta(days=day),
            person_id=UUID(person),
            matter=matter,
            rule=rule,
            stance=Stance.FOR,
            capacity=capacity,
            statement="Ja.",
        )
        for person, capacity in zip(THINGS, Capacity, strict=False)
    ]


def _few(value: Any, draw: st.DrawFn, *, key: str) -> Any:
    if isinstance(value, dict):
        return {k: _few(v, draw, key=k) for k, v in value.items()}
    if isinstance(value, list):
        return [_few(v, draw, key=key) for v in value]
    if isinstance(value, str) and _is_id(value):
        return draw(st.sampled_from(THINGS))
    if isinstance(value, int) and key in {"number", "sessionNumber", "rank"}:
        return draw(st.integers(1, 3))
    return value


def _words(event: type[Event], draw: st.DrawFn) -> dict[str, str | None]:
    """Draw a term of each closed list that a field holds."""
    words: dict[str, str | None] = {}
    for name, info in event.model_fields.items():
        allowed = get_args(info.annotation) or (info.annotation,)
        terms: list[str | None] = [None] if type(None) in allowed else []
        for kind in allowed:
            if isinstance(kind, type) and issubclass(kind, Word):
                terms += [word.value for word in kind]
        if len(terms) > 1:
            words[info.serialization_alias or name] = draw(st.sampled_from(terms))
    return words


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return "-" in value
