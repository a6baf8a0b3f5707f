"""Putting a report together, for whoever may have it."""

from dataclasses import replace

from ksbs.questions.asking import Asking
from ksbs.reporting.kind import ReportKind, Sections
from ksbs.reporting.limits import limits
from ksbs.reports.model import Report
from ksbs.reports.said import Language


def composed(kind: ReportKind, asking: Asking, *, language: Language) -> Report:
    """Put a report together of what is asked.

    Raises:
        NotFound: if there was no such programme.
    """
    return Report(
        name=kind.name,
        title=kind.title_said,
        language=language,
        as_of=asking.as_of,
        events=asking.as_of.position,
        sections=_limited(asking, kind.sections(asking)),
    )


def _limited(asking: Asking, sections: Sections) -> Sections:
    """Say at the beginning what the report was narrowed to."""
    first, *others = sections
    return replace(first, blocks=(*limits(asking), *first.blocks)), *others
