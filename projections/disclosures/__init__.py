"""What was asked for, and what was handed out: to whom, and masked how."""

from collections.abc import Iterable

from ksbs.application.projection import Column, Projection, Row
from ksbs.domain.programme import Programme
from ksbs.domain.record.disclosure import (
    Disclosure,
    DisclosureDecision,
    DisclosureRequested,
    Disclosures,
)
from ksbs.domain.record.disclosure_decision import DisclosureDecided

REQUEST_COLUMNS = (
    Column("request_id", "uuid", DisclosureRequested),
    Column("requested_on", "date", "The day of the request. / Dagen för begäran."),
    Column("requested_scope", "text", DisclosureRequested),
    Column("requester_kind", "text", DisclosureRequested),
)
DECISION_COLUMNS = (
    Column(
        "decided_on",
        "date",
        "The day of the decision; null until there is one. / Dagen för beslutet; null "
        "tills det finns.",
        nullable=True,
    ),
    Column("outcome", "text", DisclosureDecided, nullable=True),
    Column("scope", "text", DisclosureDecided, nullable=True),
    Column(
        "masked_entries",
        "uuid[]",
        "The entries of the masked fields, one for each. / De maskade fältens "
        "anteckningar, en för varje.",
        nullable=True,
    ),
    Column(
        "masked_fields",
        "text[]",
        "The masked fields, in the order of their entries. / De maskade fälten, i "
        "anteckningarnas ordning.",
        nullable=True,
    ),
    Column("legal_reference", "text", DisclosureDecided, nullable=True),
    Column("decided_by", "uuid", DisclosureDecided, nullable=True),
    Column("delivered_on", "date", DisclosureDecided, nullable=True),
)
_UNDECIDED: Row = dict.fromkeys(column.name for column in DECISION_COLUMNS)


def rows(programme: Programme) -> Iterable[Row]:
    """Give a row for each request.

    The first of `masked_fields` is a field of the first of `masked_entries`, and so on.
    """
    for request in programme.facet(Disclosures).requested:
        decision = request.decision
        yield {**_request(request), **(_decision(decision) if decision else _UNDECIDED)}


def _request(request: Disclosure) -> Row:
    return {
        "request_id": request.request_id,
        "requested_on": request.requested_on,
        "requested_scope": request.requested_scope,
        "requester_kind": request.requester_kind,
    }


def _decision(decision: DisclosureDecision) -> Row:
    return {
        "decided_on": decision.on,
        "outcome": decision.outcome,
        "scope": decision.scope,
        "masked_entries": tuple(entry for entry, _ in decision.masked),
        "masked_fields": tuple(field for _, field in decision.masked),
        "legal_reference": decision.legal_reference,
        "decided_by": decision.decided_by,
        "delivered_on": decision.delivered_on,
    }


PROJECTION = Projection(
    name="disclosures",
    title="Disclosures / Utlämnanden",
    version=1,
    on=frozenset({DisclosureRequested, DisclosureDecided}),
    columns=REQUEST_COLUMNS + DECISION_COLUMNS,
    rows=rows,
    key=("request_id",),
)
