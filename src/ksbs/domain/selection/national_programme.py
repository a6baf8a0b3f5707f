"""A school's part in the national programme is noted, on a stream for each unit.

The national programme is the one of the agency Skolverket, Samverkan för bästa skola.
It is noted of the unit and not of a programme of ours, for it counts at the nomination,
which is before there is any.
"""

from dataclasses import dataclass
from datetime import date

from ksbs.domain.command import Dated, Occasion
from ksbs.domain.event import Event
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Line, Model, Role, SchoolUnitCode, Word


class Participation(Word):
    """How a school stands to the national programme. / Hur en skola förhåller sig till
    det nationella programmet.
    """

    TOOK_PART = "took_part", "har deltagit", "took part"
    TAKES_PART = "takes_part", "deltar", "takes part"


class ParticipationAlreadyNoted(RuleBroken):
    """It has been noted since {since} that {unit} {status.en} in {period}, by the same
    source; note what is new.
    """

    sv = (
        "Att {unit} {status.sv} i {period} är noterat sedan {since}, med samma källa; "
        "notera det som är nytt."
    )


@dataclass(frozen=True)
class Noted:
    """A school's part in one period of the national programme, as last noted."""

    on: date
    period: str
    status: Participation
    source: str


@dataclass(frozen=True)
class NationalProgramme:
    """A school's part in the national programme, period by period, the latest note last."""

    periods: tuple[Noted, ...] = ()

    def claims(self) -> frozenset[str]:
        """Hold nothing that others might want."""
        return frozenset()

    def of(self, period: str) -> Noted | None:
        """Give what was noted last of a period."""
        return next((noted for noted in self.periods if noted.period == period), None)

    @property
    def running(self) -> str | None:
        """The period in which the school takes part now; the latest noted of several."""
        periods = (
            noted.period
            for noted in reversed(self.periods)
            if noted.status is Participation.TAKES_PART
        )
        return next(periods, None)


class _Noting(Model):
    school_unit_code: SchoolUnitCode
    """The school unit that takes or took part. / Skolenheten som deltar eller har
    deltagit.
    """
    period: Line
    """The period of the national programme, as the source writes it: "2024–2027". /
    Perioden i det nationella programmet, som källan skriver den: ”2024–2027”.
    """
    status: Participation
    """Whether the school took part or takes part. / Om skolan har deltagit eller
    deltar.
    """
    source: Line
    """Where it is said. / Var det står."""


class NationalProgrammeNoted(_Noting, Event):
    """It is noted that a school takes or took part in the national programme."""

    stored_as = "selection.national-programme-noted.v1"
    sv = "Deltagande i Skolverkets Samverkan för bästa skola noterat"
    en = "National programme noted"

    def check(self, state: NationalProgramme) -> None:
        """Note only what is new of the period."""
        known = state.of(self.period)
        if known and (known.status, known.source) == (self.status, self.source):
            raise ParticipationAlreadyNoted(
                unit=self.school_unit_code,
                period=self.period,
                status=self.status,
                since=known.on,
            )

    def evolve(self, state: NationalProgramme) -> NationalProgramme:
        """Stand as the latest note of its period."""
        noted = Noted(self.occurred_on, self.period, self.status, self.source)
        others = tuple(n for n in state.periods if n.period != self.period)
        return NationalProgramme((*others, noted))


class NoteNationalProgramme(_Noting, Dated):
    """Note that a school takes or took part in Skolverket's national programme."""

    noun = "national-programme-notes"
    records = NationalProgrammeNoted
    by = (Role.CHIEF, Role.PROGRAMME_OFFICE)
    sv = "Notera att en skola deltar eller har deltagit i Samverkan för bästa skola."
    example = {
        "schoolUnitCode": "01234567",
        "period": "2024–2027",
        "status": "takes_part",
        "source": "Överenskommelse med Skolverket",
    }

    def decide(self, noted: NationalProgramme, *, occasion: Occasion) -> Event:
        """Give the event that the command leads to."""
        return self.event(self.records, occasion=occasion)
