"""What the API answers about reports: the list of them, and one as JSON."""

from datetime import date, datetime
from typing import Literal

from pydantic import JsonValue

from ksbs.domain.words import Model
from ksbs.http.wire_views import Wording

Format = Literal["json", "csv", "xlsx", "pdf", "svg"]


class ReportParameter(Model):
    """Something that may be said of a report. / Något som kan anges om en rapport."""

    name: str
    """Its name in the query. / Dess namn i frågesträngen."""
    about: Wording
    """What it is. / Vad det är."""
    required: bool
    """True if the report cannot be made without it. / Sant om rapporten inte kan göras
    utan den.
    """


class ReportKindView(Model):
    """A report for any pair of times. / En rapport för vilket par av tider som helst."""

    name: str
    """Its name in the path. / Dess namn i sökvägen."""
    title: Wording
    """What it is called. / Vad den heter."""
    about: Wording
    """What it shows. / Vad den visar."""
    parameters: tuple[ReportParameter, ...]
    """What may be said besides the two times. / Vad som kan anges utöver de två
    tiderna.
    """
    formats: tuple[Format, ...]
    """The formats it can be had in. / Formaten den går att få i."""


class ReportList(Model):
    """The reports one may have. / Rapporterna som man får ta del av."""

    items: tuple[ReportKindView, ...]
    """The reports. / Rapporterna."""


class ReportAsOf(Model):
    """The pair of a report, and its log. / Rapportens par av tider, och dess logg."""

    valid_at: date
    """What was true on this day. / Vad som gällde den dagen."""
    known_at: datetime
    """As known at this instant. / Som det var känt vid den tidpunkten."""
    position: int
    """The last position of the log that it knows. / Den sista positionen i loggen som
    den känner till.
    """
    root: str
    """The ledger's root hash at that position. / Rothashen vid den positionen."""
    events: int
    """How many events the log held. / Hur många händelser loggen innehöll."""


class ReportSection(Model):
    """A part of a report under a heading. / En del av en rapport under en rubrik."""

    name: str
    """What the part is called in all languages. / Vad delen heter på alla språk."""
    title: str
    """Its heading. / Dess rubrik."""
    blocks: tuple[dict[str, JsonValue], ...]
    """Texts, tables and charts; `kind` says which. / Texter, tabeller och diagram;
    `kind` säger vilket.
    """


class ReportDocument(Model):
    """A report in one language. / En rapport på ett språk."""

    name: str
    """Which report it is. / Vilken rapport det är."""
    title: str
    """What it is called. / Vad den heter."""
    language: Literal["sv", "en"]
    """The language it is in. / Språket den är på."""
    as_of: ReportAsOf
    """The pair it is made for. / Paret den är gjord för."""
    sections: tuple[ReportSection, ...]
    """Its parts, in reading order. / Dess delar, i läsordning."""
