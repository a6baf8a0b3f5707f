"""What every rendering states: V, P, the position, the root and the number of events.

And what KSBS is short for, as most who get a report meet it nowhere else.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ksbs.domain.words import Bilingual
from ksbs.reports.model import Flag, Note, Paragraph, Report
from ksbs.reports.numbers import figure
from ksbs.reports.said import say
from ksbs.reports.times import clock_time, utc_time


class Stated(NamedTuple):
    """A line of the statement: what it is, and what it says."""

    label: str
    text: str


PROGRAMME = Bilingual(en="About the programme", sv="Om programmet")
KSBS = Bilingual(
    en="KSBS, Kommunal samverkan för bästa skola (municipal support for schools)",
    sv="KSBS, Kommunal samverkan för bästa skola",
)
VALID_AT = Bilingual(en="What was true on", sv="Vad som gällde den")
KNOWN_AT = Bilingual(en="As it was known at", sv="Som det var känt")
EXACTLY = Bilingual(en="That instant in UTC", sv="Den tidpunkten i UTC")
POSITION = Bilingual(en="Position of the log", sv="Loggens position")
EVENTS = Bilingual(en="Events in the log then", sv="Händelser i loggen då")
ROOT = Bilingual(en="Root of the ledger (SHA-256)", sv="Liggarens rot (SHA-256)")
STOCKHOLM_TIME = Bilingual(en="Stockholm time", sv="svensk tid")


SORTS: dict[type, Bilingual] = {
    Note: Bilingual(en="Note", sv="Läs så här"),
    Flag: Bilingual(en="Attention", sv="Observera"),
}
"""What prose is called that is more than running text."""


def statement(report: Report) -> tuple[Stated, ...]:
    """Say when the report holds and on what it rests, in its language."""
    as_of, language = report.as_of, report.language
    clock = f"{clock_time(as_of.known_at)} ({say(STOCKHOLM_TIME, language=language)})"
    stated = {
        PROGRAMME: say(KSBS, language=language),
        VALID_AT: as_of.valid_at.isoformat(),
        KNOWN_AT: clock,
        EXACTLY: utc_time(as_of.known_at),
        POSITION: figure(as_of.position, language=language),
        EVENTS: figure(report.events, language=language),
        ROOT: as_of.root,
    }
    return tuple(Stated(say(k, language=language), text) for k, text in stated.items())


def told(report: Report) -> Iterator[Stated]:
    """Yield the statement and then all prose, for formats that are rows and columns.

    The label of prose is its section, and what sort of prose it is where that matters.
    """
    yield from statement(report)
    language = report.language
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph | Note | Flag):
                sort = SORTS.get(type(block))
                label = say(section.title, language=language)
                if sort is not None:
                    label = f"{label} ({say(sort, language=language).lower()})"
                yield Stated(label, say(block.text, language=language))


def in_short(report: Report) -> str:
    """Say V, P and the position on one line, for the foot of a page."""
    as_of, language = report.as_of, report.language
    words = {
        VALID_AT: as_of.valid_at.isoformat(),
        KNOWN_AT: clock_time(as_of.known_at),
        POSITION: figure(as_of.position, language=language),
    }
    return " · ".join(f"{say(k, language=language)} {v}" for k, v in words.items())
