"""What a kind of report is: its words, what may be said of it, what makes its sections."""

from collections.abc import Callable
from dataclasses import dataclass

from ksbs.application.policy import Read
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import Asking
from ksbs.reports.model import Section

Sections = tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may be said of a report besides the two times.

    `about` is "English / Svenska". A report about one programme requires which.
    """

    name: str
    about: str
    required: bool = False

    @property
    def said(self) -> Bilingual:
        """What it is, in both languages."""
        return spoken(self.about)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of report. `title` and `about` are "English / Svenska".

    `drawn` tells whether it may hold charts, so that it can be had as SVG; `what` is
    what one must be allowed to look at.
    """

    name: str
    title: str
    about: str
    sections: Callable[[Asking], Sections]
    parameters: tuple[Parameter, ...] = ()
    drawn: bool = False
    what: Read = Read.REPORTS

    @property
    def title_said(self) -> Bilingual:
        """Its title, in both languages."""
        return spoken(self.title)

    @property
    def about_said(self) -> Bilingual:
        """What it shows, in both languages."""
        return spoken(self.about)


PROGRAMME = Parameter(
    "programme",
    "The programme that it is about. / Omgången som den handlar om.",
    required=True,
)
ONLY_PROGRAMME = Parameter("programme", "Only this programme. / Bara denna omgång.")
FROM = Parameter("from", "From this day on. / Från och med den dagen.")
TO = Parameter(
    "to", "Up to this day, the day included. / Till och med den dagen, dagen inräknad."
)
