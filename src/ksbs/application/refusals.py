"""Refusals that no event states: what is not there, and what another stream holds."""

from collections.abc import Iterable, Mapping
from typing import Any

from ksbs.application.days import written
from ksbs.application.ports import ClaimHeld
from ksbs.application.view import AsOf
from ksbs.domain.claims import CaseNumberTaken, UnitHasOpenProgramme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Bilingual

_TURNED = Bilingual(
    "The beginning lies after the end; turn them round.",
    "Början ligger efter slutet; vänd på dem.",
)
_NONE_YET = Bilingual("There is none yet.", "Det finns inget än.")


class NotFound(Exception):
    """There is no such thing; `which` names it, and may say more of it."""

    def __init__(self, what: str, which: object) -> None:
        said = str(which)
        self.what = what
        self.which = which if isinstance(which, Bilingual) else Bilingual(said, said)
        super().__init__(f"there is no {what} {self.which.en}")


class ParametersRefused(Exception):
    """What was said of some parameters cannot be asked for; `why` says it of them.

    `names` are spelled as in Python: each way in has a spelling of its own.
    """

    def __init__(self, *names: str, why: Bilingual) -> None:
        self.names = names
        self.why = why
        super().__init__(f"{', '.join(names)}: {why.en}")


def not_then(which: object, as_of: AsOf) -> NotFound:
    """Tell that there was no such programme on a day, as it was known then."""
    day, known = as_of.valid_at, written(as_of.known_at)
    said = Bilingual(
        f"{which} on {day}, as known at {known}",
        f"{which} den {day}, som det var känt {known}",
    )
    return NotFound("programme", said)


def no_other(which: object, there_are: Iterable[object]) -> Bilingual:
    """Name what is not there, and then what is."""
    known = ", ".join(map(str, there_are))
    return Bilingual(
        f"{which}; there are: {known}", f"{which}; de som finns är: {known}"
    )


def no_such_word(name: str, there_are: Iterable[str]) -> ParametersRefused:
    """Tell that a parameter is none of the words there are."""
    known = ", ".join(sorted(there_are))
    one_of = Bilingual(f"Write one of: {known}.", f"Skriv något av: {known}.")
    return ParametersRefused(name, why=one_of if known else _NONE_YET)


def refuse_turned(said: Mapping[str, Any], *bounds: tuple[str, str]) -> None:
    """Refuse a beginning that lies after its end: nothing could ever lie between.

    Raises:
        ParametersRefused: naming both.
    """
    for first, last in bounds:
        begins, ends = said.get(first), said.get(last)
        if begins is not None and ends is not None and begins > ends:
            raise ParametersRefused(first, last, why=_TURNED)


def claim_refused(held: ClaimHeld) -> RuleBroken:
    """Turn a name held by another stream into the rule that it stands for."""
    kind, _, name = held.claim.partition(":")
    if kind == "case-number":
        return CaseNumberTaken(dnr=name)
    return UnitHasOpenProgramme(unit=name)
