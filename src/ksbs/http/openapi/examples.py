"""Full examples of answers, made from the schemas and from what commands say."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ksbs.application import streams
from ksbs.domain.analysis.areas import PrioritiseArea, RankTaken
from ksbs.domain.command import Command
from ksbs.http.config import HttpConfig
from ksbs.http.openapi.question_examples import question_examples
from ksbs.http.openapi.schemas import EXAMPLE_DAY, Schema, component
from ksbs.http.problems import kinds
from ksbs.http.problems.kinds import Kind
from ksbs.http.readers import EXAMPLE_ID
from ksbs.http.routes import BASE
from ksbs.http.routes.parameters import EXAMPLE_TRACE
from ksbs.http.said import Language, Said
from ksbs.http.wire_problems import FieldError, Problem

_AREA = "Resonerande undervisning i matematik"

_OF_NAME: Mapping[str, Any] = {
    "schoolUnitCode": "01234567",
    "schoolName": "Exempelskolan",
    "position": 1284,
    "treeSize": 1284,
    "root": hashlib.sha256(b"root").hexdigest(),
    "leaf": hashlib.sha256(b"leaf").hexdigest(),
    "organizerNumber": "2120000142",
    "organizerType": "Kommun",
    "organizerName": "Exempelstads kommun",
    "municipalityCode": "0180",
    "messageSv": "Skolenheten 01234567 finns inte i registret.",
    "message": "The register knows no school unit 01234567.",
    "area": None,
    "personId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c21",
    "to": None,
    "endedOn": None,
    "onBehalfOf": None,
    "causationId": None,
    "confidentiality": None,
    "lateReason": None,
    "dnr": "2026-123",
    "limit": 20,
}
"""Values by the name of their property, wherever it stands."""

_OF_PLACE: Mapping[str, Any] = {
    "EventView.name": "AreaPrioritised",
    "EventView.storedAs": "analysis.area-prioritised.v1",
    "EventView.source": "api",
    "EventView.version": 17,
    "EventView.payload": dict(PrioritiseArea.example),
    "ProgrammeView.status": "acting",
    "ProgrammeView.plannedEnd": "2029-01-12",
    "AreaView.title": _AREA,
    "GoalView.text": "85 procent av eleverna når godkänt i matematik.",
    "GoalView.targetDate": "2028-06-15",
    "SignView.text": "Eleverna förklarar sina lösningar för varandra.",
    "InterventionView.title": "Handledning i matematik",
    "InterventionView.status": "started",
    "AdvisoryView.name": "school-unit-unknown",
    "Recorded.events": [],
    "SchoolUnitView.status": "Aktiv",
    "SchoolUnitView.schoolForms": ["GR"],
    "Term.name": "HT26",
    "Term.startsOn": "2026-08-18",
    "Term.endsOn": "2027-01-12",
    "Link.href": f"https://ksbs.example{BASE}/programmes?limit=20",
    "Link.rel": "self",
    "ApiInfo.apiName": "ksbs",
    "ApiInfo.apiVersion": HttpConfig().version,
    "ApiInfo.apiReleased": HttpConfig().released.isoformat(),
    "ApiInfo.apiDocumentation": f"https://ksbs.example{BASE}/docs",
    "ApiInfo.apiStatus": "beta",
    "ReportDocument.name": "term-status",
    "ReportDocument.title": "Terminens lägesrapport",
    "ReportAsOf.events": 1284,
    "ReportSection.name": "portfolio",
    "ReportSection.title": "Alla omgångar",
    "ReportSection.blocks": [
        {
            "kind": "paragraph",
            "text": "Vårterminen 2026 (VT26). Nominerade omgångar hittills: 34.",
        }
    ],
    "Health.checks": {"database": "ok", "amendments": "ok"},
    "ProblemPage.type": f"https://ksbs.example{BASE}/problems/rank-taken",
    "ProblemPage.name": "rank-taken",
    "ProblemPage.status": kinds.RULE_BROKEN.status,
    "ProblemPage.title": kinds.RULE_BROKEN.title.en,
    "ProblemPage.titleSv": kinds.RULE_BROKEN.title.sv,
    "ProblemPage.detail": RankTaken.template(),
    "ProblemPage.detailSv": RankTaken.sv,
    **question_examples(),
}
"""Values by component and property, before those by name."""


@dataclass(frozen=True)
class Examples:
    """Makes examples by the components of the document."""

    schemas: Mapping[str, Schema]

    def of(self, name: str) -> Any:
        """Make one of a component."""
        return self._value(self.schemas[name], owner=name, name=name)

    def recorded(self, command: type[Command]) -> dict[str, Any]:
        """Make the answer to a command's own example."""
        event = command.records
        recorded: dict[str, Any] = self.of("Recorded")
        category = streams.category_of(event.stored_as)
        recorded["event"] |= {
            "name": event.__name__,
            "storedAs": event.stored_as,
            "payload": self._payload(command),
        }
        recorded["event"]["recordedBy"] |= {"role": command.by[0].value}
        if category != "programme":
            recorded["event"]["programmeId"] = None
        if event.__name__ != "SchoolNominated":
            recorded["advisories"] = []
        return recorded

    def _payload(self, command: type[Command]) -> dict[str, Any]:
        """Say what the command says; of the rest what the system adds, else nothing."""
        name, said = command.records.__name__, command.example
        return {
            field: said[field] if field in said else self._added(schema, name, field)
            for field, schema in self.schemas[name]["properties"].items()
        }

    def _added(self, schema: Schema, owner: str, name: str) -> Any:
        if _may_be_null(schema):
            return None
        if schema.get("type") == "array" and "minItems" not in schema:
            return []
        return self._value(schema, owner=owner, name=name)

    def _value(self, schema: Schema, *, owner: str, name: str) -> Any:
        for known, key in ((_OF_PLACE, f"{owner}.{name}"), (_OF_NAME, name)):
            if key in known:
                return _copied(known[key])
        if "$ref" in schema:
            owner = schema["$ref"].rsplit("/", 1)[1]
            schema = component(self.schemas, schema)
        if "anyOf" in schema:
            return self._value(schema["anyOf"][0], owner=owner, name=name)
        if "properties" in schema:
            return {
                member: self._value(inner, owner=owner, name=member)
                for member, inner in schema["properties"].items()
            }
        if "items" in schema:
            return [self._value(schema["items"], owner=owner, name=name)]
        return _scalar(schema, name)


def problem(kind: Kind, *, origin: str, language: Language) -> dict[str, Any]:
    """Make a problem of a kind, as it is told."""
    type_name, rule, detail = kind.name, None, kind.mend
    if kind is kinds.RULE_BROKEN:
        taken = RankTaken(title=_AREA, area=UUID(EXAMPLE_ID), rank=1)
        type_name = rule = taken.name()
        detail = Said(taken.message_sv, taken.en)
    elif kind is kinds.FORBIDDEN:
        rule = "area-priorities:not-auditor"
    told = Problem(
        type=f"{origin}{BASE}/problems/{type_name}",
        title=kind.title.to(language),
        status=kind.status,
        detail=detail.to(language),
        instance=f"{BASE}/programmes",
        trace_id=EXAMPLE_TRACE.split("-")[1],
        rule=rule,
        errors=_errors(kind, language),
    )
    return told.model_dump(mode="json", by_alias=True, exclude_none=True)


_WRONG = {
    kinds.INVALID_BODY.name: (
        "pointer",
        "/rank",
        Said("Ska vara ett heltal.", "Input should be a valid integer."),
    ),
    kinds.INVALID_QUERY.name: (
        "parameter",
        "limit",
        Said(
            "Skriv ett heltal från 1 till 200.", "Write a whole number from 1 to 200."
        ),
    ),
    kinds.NOT_YET_KNOWN.name: ("parameter", "knownAt", kinds.NOT_YET_KNOWN.mend),
}


def _errors(kind: Kind, language: Language) -> tuple[FieldError, ...] | None:
    if kind.name not in _WRONG:
        return None
    member, place, said = _WRONG[kind.name]
    return (FieldError.model_validate({member: place, "detail": said.to(language)}),)


def _may_be_null(schema: Schema) -> bool:
    kinds_of = schema.get("type")
    either = schema.get("anyOf", ())
    return (isinstance(kinds_of, list) and "null" in kinds_of) or {
        "type": "null"
    } in either


def _scalar(schema: Schema, name: str) -> Any:
    for key in ("example", "const", "default"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if schema.get("format") == "uuid":
        return _id(name)
    if kind in {"integer", "number"}:
        return max(1, schema.get("minimum", 1))
    return {"boolean": True, "object": {}}.get(str(kind), EXAMPLE_DAY)


def _id(name: str) -> str:
    """Give an id that is the same wherever the same thing is meant."""
    meant = "programmeId" if name == "streamId" else name
    return EXAMPLE_ID[:24] + hashlib.sha256(meant.encode()).hexdigest()[:12]


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, dict | list) else value
