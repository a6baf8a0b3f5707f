"""The words of the process in Swedish, and what they are called in the code."""

from collections.abc import Iterable
from typing import Any

from ksbs.domain import state, units
from ksbs.domain.calendar import Term
from ksbs.domain.event import EVENTS, Correction
from ksbs.domain.programme import Programme
from ksbs.domain.register import load_domain
from ksbs.domain.words import Role, Word

THINGS: tuple[tuple[str, type[Any]], ...] = (
    ("KSBS-omgång", Programme),
    ("skolenhet", units.SchoolUnit),
    ("nominering", state.Nomination),
    ("erbjudande", state.Offer),
    ("ställningstagande", state.StanceHeld),
    ("beslut", state.Decision),
    ("termin 1–6", Term),
    ("medlem av arbetsgruppen", state.Member),
    ("underlag", state.Evidence),
    ("tillfälle", state.Session),
    ("kollegialt arbete", state.StaffWork),
    ("elevers synpunkter", state.PupilVoices),
    ("problem", state.Problem),
    ("orsak", state.Cause),
    ("utvecklingsområde", state.Area),
    ("mål", state.Goal),
    ("synligt tecken", state.Sign),
    ("utgångsläge", state.Baseline),
    ("iakttagelse av ett tecken", state.Observation),
    ("insats", state.Intervention),
    ("begäran om stöd", state.SupportRequest),
    ("uppföljning", state.FollowUp),
    ("rättelse", Correction),
)
"""The things that events are about, each with the class that holds it."""


def glossary() -> str:
    """Give the page."""
    load_domain()
    parts = [
        "# Glossary: Swedish and the code\n",
        "<!-- Written by `./scripts/reference`; a test fails when it differs. -->\n",
        "The code speaks English, the process Swedish; this is how they meet.",
        "Words for whole entries are names of events, found in [events](events.md).\n",
        "## Things\n",
        *_table(("Swedish", "code", "what"), map(_thing, sorted(THINGS, key=_first))),
        "\n## Roles\n",
        *_table(("Swedish", "value", "English"), map(_word, Role)),
        "\n## Events\n",
        *_table(("Swedish", "code", "stored as"), _events()),
    ]
    for kind in _kinds():
        parts.append(f"\n## {kind.__name__}\n")
        parts += _table(("Swedish", "value", "English"), map(_word, kind))
    return "\n".join(parts) + "\n"


def _first(pair: tuple[str, type[Any]]) -> str:
    return pair[0].casefold()


def _thing(pair: tuple[str, type[Any]]) -> tuple[str, str, str]:
    swedish, cls = pair
    said = " ".join((cls.__doc__ or "").split()).split(" / ", maxsplit=1)[0]
    return swedish, f"`{cls.__name__}`", said


def _word(word: Word) -> tuple[str, str, str]:
    return word.sv, f"`{word.value}`", word.en


def _events() -> Iterable[tuple[str, str, str]]:
    found = sorted(EVENTS.values(), key=lambda e: e.sv.casefold())
    return ((e.sv, f"`{e.__name__}`", f"`{e.stored_as}`") for e in found)


def _kinds() -> list[type[Word]]:
    # Others than the domain may have words of their own, tests among them.
    words = (
        k for k in Word.__subclasses__() if k.__module__.startswith("ksbs.domain.")
    )
    found = [kind for kind in words if kind is not Role]
    return sorted(found, key=lambda k: k.__name__)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]
