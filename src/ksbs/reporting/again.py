"""Making a report again that was sent: as the file that it was, if there is one.

What is recorded of a report that was sent is its name, its pair of times and a digest.
Which file it was is found by its digest: every format in both languages is tried.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256 as digest_of

from ksbs.application.refusals import NotFound
from ksbs.questions.asking import Asking, MadeAgain
from ksbs.reporting.catalogue import REPORTS
from ksbs.reporting.composing import composed
from ksbs.reporting.kind import ReportKind
from ksbs.reports.as_csv import STANDARD, SWEDISH_EXCEL, Dialect
from ksbs.reports.as_svg import NothingToDraw
from ksbs.reports.model import Report
from ksbs.reports.rendering import Format, render
from ksbs.reports.said import Language

_LANGUAGES: tuple[Language, ...] = ("sv", "en")
_FILES: tuple[tuple[str, Format, Dialect], ...] = (
    ("json", "json", STANDARD),
    ("csv", "csv", STANDARD),
    ("csv, swedish-excel", "csv", SWEDISH_EXCEL),
    ("svg", "svg", STANDARD),
    ("xlsx", "xlsx", STANDARD),
    ("pdf", "pdf", STANDARD),
)
"""What a report can be had as, that which is soonest written first."""
_USUAL = ("pdf", "sv")
"""What is sent where nothing else is asked for."""


def made_again(asking: Asking, name: str, *, sha256: str) -> MadeAgain | None:
    """Give the file of that digest, else the PDF in Swedish (`MakeAgain`).

    Whoever may see the digest may have it compared, so nobody's permission to have the
    report is asked for. None if there is no report of that name, or none at that pair.
    """
    usual = None
    for made in _files(asking, name):
        if digest_of(made.content).hexdigest() == sha256:
            return made
        if usual is None and (made.format, made.language) == _USUAL:
            usual = made
    return usual


def _files(asking: Asking, name: str) -> Iterator[MadeAgain]:
    for report in _reports(asking, name):
        for called, wanted, dialect in _FILES:
            for language in _LANGUAGES:
                write = partial(render, replace(report, language=language), wanted)
                with suppress(NothingToDraw):
                    yield MadeAgain(write(dialect=dialect).content, called, language)


def _reports(asking: Asking, name: str) -> Iterator[Report]:
    """Yield what a report of that name says of the programme, then of everything."""
    kind = REPORTS.get(name)
    if kind is None:
        return
    for said in _ways(kind, asking):
        with suppress(NotFound):
            yield composed(kind, replace(asking, said=said), language="sv")


def _ways(kind: ReportKind, asking: Asking) -> Iterator[dict[str, str]]:
    takes = {each.name: each.required for each in kind.parameters}
    if "programme" in takes:
        yield {"programme": asking.said["programme"]}
    if not any(takes.values()):
        yield {}
