"""What readers see of the selection: rounds, their criteria, and the candidates.

The models are the wire: camelCase, dates as RFC 3339. Nothing here ranks or selects.
"""

from datetime import date
from uuid import UUID

from ksbs.application.view import AsOf
from ksbs.domain.kinds import NumberKind, SchoolForm
from ksbs.domain.selection.national_programme import Participation
from ksbs.domain.selection.round import Comparison, Threshold
from ksbs.domain.words import Model, SchoolUnitCode


class CriteriaView(Model):
    """A version of a round's criteria; it stands until the next one.

    / En version av en omgångs kriterier; den gäller till nästa.
    """

    version: int
    """The version's number, counted from 1. / Versionens nummer, räknat från 1."""
    set_on: date
    """The day they were set. / Dagen då de fastställdes."""
    indicators: tuple[str, ...]
    """The indicators that schools are seen by, as their sources name them. /
    Nyckeltalen som skolor ses utifrån, som källorna benämner dem.
    """
    thresholds: tuple[Threshold, ...]
    """What the indicators are compared with. / Vad nyckeltalen jämförs med."""
    period: str
    """The period whose figures count. / Perioden vars siffror räknas."""
    rationale: str
    """Why these indicators and thresholds. / Varför just dessa nyckeltal och
    tröskelvärden.
    """


class NominationCounts(Model):
    """What became of the nominations that name a round.

    / Vad det blev av de nomineringar som anger en omgång.
    """

    nominated: int
    """All of them; the other counts add up to this. / Alla; de andra talen summerar
    till detta.
    """
    withdrawn: int
    """Taken back before a decision. / Återtagna före ett beslut."""
    declined: int
    """The school or the chief declined the offer. / Skolan eller grundskolechefen
    avböjde erbjudandet.
    """
    rejected: int
    """Decided not to take part. / Beslut att inte delta."""
    decided: int
    """Decided to take part, whatever came of it later. / Beslut att delta, vad det än
    blev av det senare.
    """
    undecided: int
    """Still without any of these. / Ännu utan något av detta."""


class SelectionRoundView(Model):
    """A selection round as it was on a day, as known at an instant.

    / En urvalsomgång som den var en dag, som det var känt vid en tidpunkt.
    """

    round_id: UUID
    """The selection round. / Urvalsomgången."""
    school_form: SchoolForm
    """The school form it is for. / Skolformen den gäller."""
    school_year: str
    """The school year it is for, as in 2026/27. / Läsåret den gäller, som 2026/27."""
    criteria: str
    """What schools are chosen by, in words. / Vad skolor väljs utifrån, i ord."""
    opens_on: date
    """The first day on which a school may be nominated in it. / Första dagen som en
    skola kan nomineras i den.
    """
    closes_on: date
    """The last day on which a school may be nominated in it. / Sista dagen som en skola
    kan nomineras i den.
    """
    open: bool
    """Whether it was open on that day. / Om den var öppen den dagen."""
    criteria_versions: tuple[CriteriaView, ...]
    """Oldest first. / Äldst först."""
    nominations: NominationCounts
    """What became of the nominations that name it. / Vad det blev av de nomineringar
    som anger den.
    """
    as_of: AsOf
    """The day the answer is for, as known when. / Vilken dag svaret gäller, som det var
    känt när.
    """


class FigureView(Model):
    """A published figure, with its period and its source.

    / En publicerad siffra, med sin period och sin källa.
    """

    period: str
    """The period that it is for, as its source writes it. / Perioden den gäller, som
    källan skriver den.
    """
    raw: str
    """Exactly as published. / Precis som den publicerats."""
    kind: NumberKind
    """How what was published is to be read. / Hur det publicerade ska läsas."""
    number: float | None
    """Null unless the figure is exact or approximate. / Null om siffran varken är exakt
    eller ungefärlig.
    """
    source: str
    """The source that published it. / Källan som publicerade den."""
    known_on: date
    """The day that the source spoke for. / Dagen som källan talade för."""


class TrendView(Model):
    """How an indicator has changed. / Hur ett nyckeltal har förändrats."""

    change_per_year: float | None
    """The slope of the straight line that fits best, in the indicator's unit per year,
    to two decimals; null with fewer than two figures to rest on. / Lutningen på den
    räta linje som passar bäst, i nyckeltalets enhet per år, med två decimaler; null med
    färre än två siffror att vila på.
    """
    figures: tuple[FigureView, ...]
    """The figures it rests on, oldest first. / Siffrorna den vilar på, äldst först."""
    left_out_figures: tuple[FigureView, ...]
    """Figures that are no numbers, or of a period that has no place in time. / Siffror
    som inte är tal, eller för en period utan plats i tiden.
    """
    approximate: bool
    """Whether any figure it rests on is approximate. / Om någon siffra den vilar på är
    ungefärlig.
    """


class IndicatorView(Model):
    """An indicator of a school: its level and its trend.

    / Ett nyckeltal för en skola: dess nivå och dess trend.
    """

    indicator: str
    """The indicator's name in its source. / Nyckeltalets namn i sin källa."""
    level: FigureView | None
    """The figure of the criteria's period, of the latest period where there is none of
    it; null where nothing is known. / Siffran för kriteriernas period, för den senaste
    perioden där den saknas; null där inget är känt.
    """
    trend: TrendView
    """How it has changed over the years. / Hur det har förändrats över åren."""


class CriterionView(Model):
    """A threshold beside the figure that it is compared with; it selects nothing.

    / Ett tröskelvärde bredvid siffran som det jämförs med; det väljer ingenting.
    """

    indicator: str
    """The indicator's name in its source. / Nyckeltalets namn i sin källa."""
    comparison: Comparison
    """On which side of the threshold the figure has to be. / På vilken sida om
    tröskelvärdet siffran ska ligga.
    """
    threshold: float
    """The value that the figure is compared with, in the indicator's unit. / Värdet som
    siffran jämförs med, i nyckeltalets enhet.
    """
    figure: FigureView | None
    """The figure that is compared; null where nothing is known. / Siffran som jämförs;
    null där inget är känt.
    """
    meets_threshold: bool | None
    """Null where the figure is suppressed, missing, withheld or not known at all. /
    Null där siffran är prickad, saknas, inte är utlämnad eller inte alls är känd.
    """


class RawText(Model):
    """A text that stands in place of a figure.

    / En text som står i stället för en siffra.
    """

    raw: str
    """The text as published. / Texten som den publicerats."""
    count: int
    """How many figures it stands in place of. / Hur många siffror den står i stället
    för.
    """


class SuppressionView(Model):
    """How much of what is published of a school is suppressed.

    / Hur mycket av det som publicerats om en skola som är prickat.
    """

    count: int
    """The suppressed figures. / De prickade siffrorna."""
    of: int
    """All figures known of the school. / Alla siffror som är kända om skolan."""
    texts: tuple[RawText, ...]
    """What stands in their place, the commonest first. / Vad som står i deras ställe,
    det vanligaste först.
    """


class ParticipationView(Model):
    """A school's part in a period of the national programme.

    / En skolas del i en period av det nationella programmet.
    """

    period: str
    """The period of the national programme. / Perioden i det nationella programmet."""
    status: Participation
    """Whether the school takes part or has taken part. / Om skolan deltar eller har
    deltagit.
    """
    source: str
    """Where this is known from. / Varifrån detta är känt."""
    noted_on: date
    """The day it was noted. / Dagen då det noterades."""


class CandidateView(Model):
    """A school of the round's form, side by side with the others; never ranked.

    / En skola av omgångens skolform, sida vid sida med de andra; aldrig rangordnad.
    """

    school_unit_code: SchoolUnitCode
    """The school unit's code in the register of school units. / Skolenhetens kod i
    skolenhetsregistret.
    """
    school_name: str | None
    """Null where no source names it. / Null där ingen källa nämner namnet."""
    school_forms: tuple[str, ...]
    """Empty where no source tells; such a school stands in the rounds of every form. /
    Tom där ingen källa säger det; en sådan skola står i omgångarna för varje form.
    """
    organizer_type: str | None
    """What kind of organizer runs the school, as the register says; null where it says
    nothing. / Vilken typ av huvudman skolan har, som registret säger; null där det
    inget säger.
    """
    status: str | None
    """The unit's status in the register. / Enhetens status i registret."""
    nominated_in_round: bool
    """Whether the school is nominated in the round. / Om skolan är nominerad i
    omgången.
    """
    open_programme: bool
    """Whether the school has a programme that has not ended. / Om skolan har en
    KSBS-omgång som inte är avslutad.
    """
    national_programmes: tuple[ParticipationView, ...]
    """What is noted of its part in the national programme. / Vad som är noterat om dess
    deltagande i det nationella programmet.
    """
    indicators: tuple[IndicatorView, ...]
    """Those of the criteria, in their order. / Kriteriernas, i deras ordning."""
    salsa_deviations: tuple[IndicatorView, ...]
    """Results beside what SALSA expects of the pupils' background. / Resultat i
    förhållande till vad SALSA förväntar av elevernas bakgrund.
    """
    completions: tuple[IndicatorView, ...]
    """Shares of upper-secondary pupils with an exam within three years, programme by
    programme; the rest did not complete. / Andelar gymnasieelever med examen inom tre
    år, program för program; övriga fullföljde inte.
    """
    suppression: SuppressionView
    """How much of what is published of the school is suppressed. / Hur mycket av det
    publicerade om skolan som är prickat.
    """
    criteria: tuple[CriterionView, ...]
    """The thresholds of the criteria, in their order. / Kriteriernas tröskelvärden, i
    deras ordning.
    """
