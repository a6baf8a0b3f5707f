"""What one stream at most may hold at a time."""

from ksbs.domain.rule import RuleBroken


class UnitHasOpenProgramme(RuleBroken):
    """The school unit {unit} already has an open programme; one at a time."""

    sv = "Skolenheten {unit} har redan en pågående omgång; en i taget."


class CaseNumberTaken(RuleBroken):
    """The case number {dnr} belongs to another programme; one case, one programme."""

    sv = "Diarienumret {dnr} hör till en annan omgång; ett ärende, en omgång."
