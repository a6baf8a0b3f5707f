"""The states of a programme and what leads from one to the next, as a log shows them.

A status is derived, so no table of transitions stands anywhere. The diagram is drawn
from the demo's log: each programme is folded event by event, and every event after
which the status is another one is an arrow.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ksbs.application.streams import PROGRAMME
from ksbs.demo import DemoClock, fill
from ksbs.domain.event import Entry, Event
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from ksbs.domain.replay import facts
from ksbs.main import Demo, running
from ksbs.observability import configure_logging
from ksbs.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "states.md"

Arrow = tuple[Status | None, type[Event], Status]
"""From what, through which event, to what; from None before the nomination."""

_HEAD = """\
# States of a programme

<!-- Written by `python -m ksbs.reference.states`; a test fails when it differs. -->

A status is derived from the events and never stored.
The log of the demo draws this: every event after which a status is another one.
The first arrow is the nomination; a state with no arrow out is an end.

"""


def arrows(streams: Iterable[Sequence[Entry]]) -> set[Arrow]:
    """Give the changes of status in the programmes of a log, in valid order."""
    return {arrow for entries in streams for arrow in _arrows(entries)}


def _arrows(entries: Sequence[Entry]) -> Iterable[Arrow]:
    programme = Programme()
    for entry in facts(entries):
        before, programme = programme.status, entry.event.evolve(programme)
        after = programme.status
        if after is not None and after is not before:
            yield before, type(entry.event), after


def page(found: set[Arrow]) -> str:
    """Give the page: a diagram in Mermaid and the same as a table."""
    ordered = sorted(found, key=_place)
    lines = [_HEAD + "```mermaid", "stateDiagram-v2"]
    lines += [f"    {s.value}: {s.en} ({s.sv})" for s in _states(ordered)]
    lines += [f"    {_name(a)} --> {b.value}: {e.en}" for a, e, b in ordered]
    lines += ["```", "", "| from | through | to |", "| --- | --- | --- |"]
    lines += [
        f"| {a.en if a else '–'} | {e.en} (*{e.sv}*, `{e.__name__}`) | {b.en} |"
        for a, e, b in ordered
    ]
    return "\n".join(lines) + "\n"


def _states(ordered: Iterable[Arrow]) -> list[Status]:
    seen = {status for a, _, b in ordered for status in (a, b) if status is not None}
    return [status for status in Status if status in seen]


def _place(arrow: Arrow) -> tuple[int, int, str]:
    order = list(Status)
    before, event, after = arrow
    first = -1 if before is None else order.index(before)
    return first, order.index(after), event.__name__


def _name(status: Status | None) -> str:
    return "[*]" if status is None else status.value


def main() -> int:
    """Tell the demo's story in a directory of its own and write the page."""
    configure_logging("warning", log_format="text")
    clock = DemoClock()
    with TemporaryDirectory(prefix="ksbs-states-") as home:
        settings = Settings(home=Path(home))
        with running(settings, demo=Demo(clock, 1)) as parts:
            store = parts.services.store
            fill(store, clock=clock, settings=settings)
            found = arrows(store.streams(PROGRAMME).values())
    PAGE.write_text(page(found), encoding="utf-8")
    sys.stdout.write(f"wrote docs/reference/{PAGE.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
