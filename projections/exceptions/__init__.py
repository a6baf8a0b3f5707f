"""Every use of an exception from a rule, and the two who agreed on it."""

from collections.abc import Iterable

from ksbs.application import column_words
from ksbs.application.numbering import numbered
from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.analysis.establishment import AnalysisEstablished
from ksbs.domain.closing.completion import ProgrammeCompleted
from ksbs.domain.decisions import stance_of
from ksbs.domain.kinds import Capacity
from ksbs.domain.plan.start import ActionPlanStarted
from ksbs.domain.programme import Programme


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each time that a rule was set aside."""
    used = programme.exceptions_used
    for number, exception in numbered(used, alike=lambda e: (e.rule, e.on)):
        chief = stance_of(exception.stances, capacity=Capacity.CHIEF)
        principal = stance_of(exception.stances, capacity=Capacity.PRINCIPAL)
        yield {
            "rule": exception.rule,
            "used_on": exception.on,
            "number": number,
            "chief": chief.person_id if chief else None,
            "chief_agreed_on": chief.on if chief else None,
            "principal": principal.person_id if principal else None,
            "principal_agreed_on": principal.on if principal else None,
        }


PROJECTION = Projection(
    name="exceptions",
    title="Exceptions used / Använda undantag",
    version=1,
    on=frozenset({AnalysisEstablished, ActionPlanStarted, ProgrammeCompleted}),
    columns=(
        Column(
            "rule",
            "text",
            "The rule that was set aside. / Regeln som åsidosattes.",
        ),
        Column(
            "used_on",
            "date",
            "The day the exception was used. / Dagen då undantaget användes.",
        ),
        Column("number", "integer", column_words.NUMBER),
        Column(
            "chief",
            "uuid",
            "The chief who agreed to it, by person id. / Chefen som gick med på det, "
            "med person-id.",
            nullable=True,
        ),
        Column(
            "chief_agreed_on",
            "date",
            "The day of the chief's stance. / Dagen för chefens ställningstagande.",
            nullable=True,
        ),
        Column(
            "principal",
            "uuid",
            "The principal who agreed to it, by person id. / Rektorn som gick med på "
            "det, med person-id.",
            nullable=True,
        ),
        Column(
            "principal_agreed_on",
            "date",
            "The day of the principal's stance. / Dagen för rektorns "
            "ställningstagande.",
            nullable=True,
        ),
    ),
    rows=rows,
    key=("rule", "used_on", "number"),
)
