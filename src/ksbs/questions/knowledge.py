"""The question about what a school knew when it prioritised an area."""

from collections.abc import Iterator
from uuid import UUID

from ksbs.application.days import written
from ksbs.application.streams import unit_indicators_stream
from ksbs.application.view import AsOf
from ksbs.domain.analysis.areas import AreaPrioritised
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question


def _known_when_prioritised(asking: Asking) -> Iterator[Row]:
    wanted = asking.said.get("area")
    for programme_id in asking.schools:
        for entry in asking.facts(programme_id):
            event = entry.event
            if isinstance(event, AreaPrioritised) and wanted in (None, event.area_id):
                then = asking.when_recorded(entry)
                known = {
                    **asking.schools[programme_id],
                    "area_id": str(event.area_id),
                    "rank": event.rank,
                    "valid_at": then.valid_at.isoformat(),
                    "known_at": written(then.known_at),
                }
                for row in _grounds(asking, programme_id, then, area=event.area_id):
                    yield {**known, **row}


def _grounds(
    asking: Asking, programme_id: UUID, then: AsOf, *, area: UUID
) -> Iterator[Row]:
    """Give the evidence and the published figures as they were known then."""
    rows = {
        name: asking.rows(name, at=then, of=programme_id)
        for name in ("areas", "causes", "problems", "evidence")
    }
    chosen = next((a for a in rows["areas"] if a["area_id"] == str(area)), None)
    title = chosen["title"] if chosen else None
    causes = set(chosen["cause_ids"]) if chosen else set()
    problems = {c["problem_id"] for c in rows["causes"] if c["cause_id"] in causes}
    led = {
        evidence
        for problem in rows["problems"]
        if problem["problem_id"] in problems
        for evidence in problem["evidence_ids"]
    }
    for row in rows["evidence"]:
        yield {
            **row,
            "area_title": title,
            "what": "evidence",
            "led_to_area": row["evidence_id"] in led,
        }
    code = asking.schools[programme_id]["school_unit_code"]
    figures = asking.others("unit_indicators", at=then, of=unit_indicators_stream(code))
    for row in sorted(figures, key=lambda r: (r["indicator"], r["period"])):
        published = {"what": "indicator", "kind": row["indicator"]}
        yield {**published, **_figure(row), "area_title": title}


def _figure(row: Row) -> Row:
    return {
        "period": row["period"],
        "source": row["source"],
        "published": row["raw"],
        "value": row["value"],
    }


QUESTIONS = (
    Question(
        16,
        Kind.HISTORY,
        "What the school knew when it prioritised / Vad skolan visste när den "
        "prioriterade",
        "What did the school know when it prioritised area A (evidence and indicator "
        "values then, not later revisions)? / Vad visste skolan när den prioriterade "
        "område A (underlag och nyckeltal då, inte senare ändringar)?",
        "For each AreaPrioritised in force the pair of its day and of the moment it was "
        "recorded; at that pair `evidence`, with what led to the area by `problems` and "
        "`causes`, and the school unit's `unit_indicators`. / För varje "
        "AreaPrioritised som gäller paret av dess dag och stunden den registrerades; "
        "vid det paret `evidence`, med vad som genom `problems` och `causes` ledde till "
        "området, och skolenhetens `unit_indicators`.",
        columns(
            *SCHOOL,
            *("area_title", "rank", "valid_at", "known_at", "what", "kind", "period"),
            *("source", "summary", "led_to_area", "published", "value", "area_id"),
        ),
        _known_when_prioritised,
        (parameters.AREA, parameters.PROGRAMME),
        (("programme", "01000013"),),
    ),
)
