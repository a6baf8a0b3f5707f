"""Every (key, day, position) cell of every read model, against the brute-force oracle.

The segments are those that the runner keeps; here they lie in memory. On PostgreSQL the
same is checked in tests/integration/readmodels.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from ksbs.application.projection import Projection
from ksbs.domain.event import Amendment, Correction, Entry
from ksbs.readmodels import fold
from ksbs.readmodels.fold import Fold
from ksbs.readmodels.segments import Believed, Opened, Place
from projections import discover
from tests.support.bitemporal import Counted, Drawn, compare, kept
from tests.support.read_models import READ_MODELS

CELLS = int(os.environ.get("KSBS_TEST_CELLS", "200000"))
"""How many cells are compared at least; ./scripts/nightly asks for more."""
SEED = int(os.environ.get("KSBS_TEST_SEED", "1"))
COMMANDS = 14
GIVE_UP = 100
"""Logs without a single row, after which what is drawn must be at fault."""

EVERY = (*discover().values(), *READ_MODELS)
FEW = (discover()["programme_status"], *READ_MODELS)


@pytest.fixture(autouse=True)
def _forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs have few days: let their states be forgotten all the same."""
    monkeypatch.setattr(fold, "KEPT_STATES", 2)


def counted(
    projection: Projection,
    random: Random,
    *,
    cells: int,
    folding: type[Fold] = Fold,
    believed: type[Believed] = Believed,
) -> Counted:
    """Compare at least so many cells of logs about one read model."""
    found, logs = Counted(), 0
    while found.cells < cells and (found.cells or logs < GIVE_UP):
        logs += 1
        commands = Drawn(random, projection).commands(COMMANDS)
        table = kept(
            commands, projection, random=random, fold=folding, believed=believed
        )
        compare(table, commands, projection, found)
    return found


def test_every_cell_equals_the_oracle() -> None:
    # given
    cells = -(-CELLS // len(EVERY))
    # when
    found = {p.name: counted(p, Random(SEED), cells=cells) for p in EVERY}
    # then
    total = sum(found.values(), Counted())
    print(f"{total.cells} cells, {total.share_occupied:.0%} hold a row")  # noqa: T201 (seen with -s, as in ./scripts/nightly)
    assert {name: each.wrong for name, each in found.items() if each.wrong} == {}
    assert total.cells >= CELLS
    assert total.share_occupied >= 0.3, "too few cells hold a row to prove anything"
    empty = [name for name, each in found.items() if each.share_occupied < 0.05]
    assert not empty, "what is drawn for these read models gives them hardly a row"


class ArrivalOrder(Fold):
    """A late fact is taken as though it had happened on the latest day so far."""

    __slots__ = ("_latest",)

    def take(self, command: Sequence[Entry]) -> Sequence[Entry]:
        return super().take([self._as_arrived(entry) for entry in command])

    def _as_arrived(self, entry: Entry) -> Entry:
        if isinstance(entry.event, Amendment) or not self._ordered:
            return entry
        latest = self._ordered[-1].occurred_on
        day = max(entry.occurred_on, latest)
        return entry.reading(entry.event.model_copy(update={"occurred_on": day}))


class CorrectedOnTheWrongAxis(Fold):
    """What a correction says holds from the day of the correction on."""

    __slots__ = ()

    def _arranged(self) -> list[Entry]:
        days = {
            entry.event.target_event_id: entry.event.occurred_on
            for entry in self._entries
            if isinstance(entry.event, Correction)
        }
        moved = [
            entry.reading(
                entry.event.model_copy(update={"occurred_on": days[entry.event_id]})
            )
            if entry.event_id in days
            else entry
            for entry in super()._arranged()
        ]
        return sorted(moved, key=lambda e: (e.occurred_on, e.position))


class SameDayForgotten(Fold):
    """Two facts of one day: the second does not replace what the first opened."""

    __slots__ = ()

    def _comes_last(self, entry: Entry) -> bool:
        if isinstance(entry.event, Amendment):
            return False
        return not self._days or self._days[-1].day <= entry.event.occurred_on


class ClosedOnePositionLate(Believed):
    """A segment is still believed at the position at which it is replaced."""

    def take(
        self, position: int, closed: Iterable[Place], opened: Iterable[Opened]
    ) -> None:
        super().take(position + 1, closed, ())
        super().take(position, (), opened)


class NeverClosed(Believed):
    """What is no longer believed stays."""

    def take(
        self, position: int, closed: Iterable[Place], opened: Iterable[Opened]
    ) -> None:
        del closed
        super().take(position, (), opened)


@dataclass(frozen=True)
class Bug:
    """A bug planted where segments are made, or where they are kept."""

    name: str
    fold: type[Fold] = Fold
    believed: type[Believed] = Believed


BUGS = (
    Bug("arrival order", fold=ArrivalOrder),
    Bug("a correction on the wrong axis", fold=CorrectedOnTheWrongAxis),
    Bug("the same day forgotten", fold=SameDayForgotten),
    Bug("closed one position late", believed=ClosedOnePositionLate),
    Bug("never closed", believed=NeverClosed),
)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_a_planted_bug_shows_as_wrong_cells(bug: Bug) -> None:
    # when
    found = [
        counted(p, Random(SEED), cells=2_000, folding=bug.fold, believed=bug.believed)
        for p in FEW
    ]
    # then
    assert sum(found, Counted()).wrong > 0
