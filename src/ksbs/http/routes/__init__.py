"""Every operation of the API, in one table."""

from functools import cache

from ksbs.domain.register import load_domain
from ksbs.http.media import BASE, JSON, PROBLEM_JSON
from ksbs.http.routes.about import ABOUT
from ksbs.http.routes.actions import actions
from ksbs.http.routes.questions import QUESTION_READS
from ksbs.http.routes.reads import READS
from ksbs.http.routes.report_differences import REPORT_DIFFERENCE_READS
from ksbs.http.routes.reports import REPORT_READS
from ksbs.http.routes.selection import SELECTION_READS
from ksbs.http.routes.table import (
    Answer,
    Header,
    Operation,
    Parameter,
    Tag,
    Where,
)
from ksbs.http.routes.tags import ALL as TAGS
from ksbs.http.routes.views import VIEW_READS

__all__ = [
    "BASE",
    "JSON",
    "PROBLEM_JSON",
    "TAGS",
    "Answer",
    "Header",
    "Operation",
    "Parameter",
    "Tag",
    "Where",
    "operations",
]


@cache
def operations() -> tuple[Operation, ...]:
    """Give every operation: reads, actions by noun, and what tells of the API."""
    load_domain()
    of_reports = (*REPORT_READS, *REPORT_DIFFERENCE_READS)
    reads = (*READS, *VIEW_READS, *SELECTION_READS, *QUESTION_READS, *of_reports)
    return (*reads, *sorted(actions(), key=lambda o: (o.tag.name, o.path)), *ABOUT)
