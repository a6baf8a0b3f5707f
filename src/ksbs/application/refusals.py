"""Refusals that no event states: what is not there, and what another stream holds."""

from ksbs.application.ports import ClaimHeld
from ksbs.domain.claims import CaseNumberTaken, UnitHasOpenProgramme
from ksbs.domain.rule import RuleBroken


class NotFound(Exception):
    """There is no such thing."""

    def __init__(self, what: str, which: object) -> None:
        self.what = what
        self.which = which
        super().__init__(f"there is no {what} {which}")


def claim_refused(held: ClaimHeld) -> RuleBroken:
    """Turn a name held by another stream into the rule that it stands for."""
    kind, _, name = held.claim.partition(":")
    if kind == "case-number":
        return CaseNumberTaken(dnr=name)
    return UnitHasOpenProgramme(unit=name)
