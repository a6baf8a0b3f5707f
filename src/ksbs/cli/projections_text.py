"""The read models on the command line: how each stands, and how a rebuild went."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from ksbs.cli.terminal import give, give_json, say
from ksbs.readmodels.overview import Overview
from ksbs.readmodels.rebuild import Rebuilt


def overview_json(each: Overview) -> dict[str, Any]:
    """Give how a read model stands as JSON."""
    place = each.place
    return {
        "name": each.projection.name,
        "title": each.projection.said._asdict(),
        "version": each.projection.version,
        "builtVersion": None if place is None else place.version,
        "builtAt": None if place is None else place.built_at.isoformat(),
        "position": None if place is None else place.position,
        "head": each.head,
        "behind": each.behind,
        "changed": each.changed,
        "healthy": each.healthy,
        "ailments": [
            {
                "kind": ill.kind,
                "streamId": None if ill.stream_id is None else str(ill.stream_id),
                "position": ill.position,
                "error": ill.error,
                "since": ill.since.isoformat(),
            }
            for ill in each.ailments
        ],
    }


def overview_line(each: Overview) -> list[str]:
    """Give how a read model stands as a line of a table."""
    words = [f"{ill.kind} at {ill.position}: {ill.error}" for ill in each.ailments]
    if each.changed:
        words.append("its code has changed: rebuild it to compare")
    return [
        each.projection.name,
        str(each.projection.version),
        "not built" if each.place is None else str(each.place.position),
        str(each.behind),
        "; ".join(words) or "well",
    ]


def rebuilt_json(each: Rebuilt) -> dict[str, Any]:
    """Give how a rebuild went as JSON."""
    compared = each.compared
    return {
        "name": each.projection,
        "position": each.position,
        "events": each.events,
        "seconds": round(each.seconds, 3),
        "equal": compared.equal,
        "swapped": each.swapped,
        "reason": each.reason,
        "notCompared": compared.hindrance,
        "onlyInUse": {part: list(rows) for part, rows in compared.only_live.items()},
        "onlyRebuilt": {
            part: list(rows) for part, rows in compared.only_rebuilt.items()
        },
    }


def tell_all_rebuilt(found: Sequence[Rebuilt], *, as_json: bool) -> None:
    """Say how rebuilds went: those of one fold of the log together, then each."""
    if as_json:
        by_name = sorted(found, key=lambda each: each.projection)
        give_json([rebuilt_json(each) for each in by_name])
        return
    for (events, seconds), together in groupby(
        found, key=lambda each: (each.events, each.seconds)
    ):
        of_one_fold = list(together)
        rate = events / seconds if seconds else 0
        many = f"{len(of_one_fold)} read models"
        give(
            f"{many if len(of_one_fold) > 1 else of_one_fold[0].projection}:"
            f" {events} events in {seconds:.1f} s ({rate:,.0f} a second)."
        )
        for each in of_one_fold:
            _tell_rebuilt(each)


def _tell_rebuilt(each: Rebuilt) -> None:
    """Say how a rebuild went, row by row where it differs."""
    verdict = "equal to what was in use" if each.compared.equal else "it differs"
    if each.compared.hindrance is not None:
        verdict = f"not compared: {each.compared.hindrance}"
    give(f"  {each.projection}: {verdict}.")
    for word, parts in (
        ("in use", each.compared.only_live),
        ("rebuilt", each.compared.only_rebuilt),
    ):
        for part, rows in parts.items():
            for row in rows:
                give(f"    only {word}, {part}: {row}")
    if not each.swapped:
        say("What is in use stays. To use the rebuilt one, say why: --reason TEXT")
