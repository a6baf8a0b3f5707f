"""What builds on what: a fact may name another by its event id, and cannot do without.

Such a field is an `EntryReference`. Folding does not see it, since a state knows no
event ids; so the clerk does.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, get_args
from uuid import UUID

from ksbs.domain.event import BuildsOn, Entry
from ksbs.domain.record import rules
from ksbs.domain.words import Bilingual, Model


def refuse_loose_ends(before: Iterable[Entry], *, after: Iterable[Entry]) -> None:
    """Refuse that a fact comes to name one that is not in force.

    Both are facts in force: those that stand, and those that would.

    Raises:
        OthersBuildOnIt: if a fact is taken away from one that names it.
        BuiltOnNothing: if a fact names one that is not in force anyway.
    """
    standing, would = list(before), list(after)
    known = set(_loose(standing))
    for citing, cited in _loose(would):
        if (citing, cited) in known:
            continue
        entry = next(e for e in would if e.event_id == citing)
        named = any(e.event_id == cited for e in standing)
        rule = rules.OthersBuildOnIt if named else rules.BuiltOnNothing
        raise rule(
            name=Bilingual(entry.event.en, entry.event.sv),
            on=entry.occurred_on,
            event_id=citing,
            target=cited,
        )


def _loose(facts: Iterable[Entry]) -> Iterator[tuple[UUID, UUID]]:
    """Go through who names whom without finding it among the facts."""
    facts = list(facts)
    in_force = {entry.event_id for entry in facts}
    for entry in facts:
        for cited in _cited(entry.event):
            if cited not in in_force:
                yield entry.event_id, cited


def _cited(model: Model) -> Iterator[UUID]:
    for name in _citing(type(model)):
        value = getattr(model, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Model):
                yield from _cited(each)
            elif isinstance(each, UUID):
                yield each


@cache
def _citing(model: type[Model]) -> tuple[str, ...]:
    """Name the fields of a model that hold such references, at whatever depth."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if any(_says(part) for part in (info.annotation, *info.metadata))
    )


def _says(part: Any) -> bool:
    if isinstance(part, type) and issubclass(part, Model):
        return bool(_citing(part))
    return isinstance(part, BuildsOn) or any(_says(each) for each in get_args(part))
