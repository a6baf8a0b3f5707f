"""One programme over time: its interventions, and the levels published of its school."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ksbs.application.indicator_words import Indicator
from ksbs.domain.kinds import InterventionStatus
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import PORTFOLIO, Asking
from ksbs.questions.question import Row
from ksbs.reporting import levels
from ksbs.reporting.cells import columns, cut, day, number
from ksbs.reporting.kind import PROGRAMME, ReportKind, Sections
from ksbs.reports.cell import Cell
from ksbs.reports.chart import MOST_POINTS, Chart, Lane, Series, Span, Timeline
from ksbs.reports.model import Block, Paragraph, Section, Table

_COLUMNS = columns(
    ("title", "Intervention / Insats", "text"),
    ("areas", "Areas / Områden", "text"),
    ("status", "Status / Status", "word"),
    ("started_on", "Started / Började", "date"),
    ("ended_on", "Ended / Slutade", "date"),
    ("occasions", "Occasions / Tillfällen", "integer"),
    ("hours", "Hours / Timmar", "decimal"),
    ("cost", "Cost, SEK / Kostnad, kr", "integer"),
)
_NO_AREA = spoken("without an area / utan område")


def sections(asking: Asking) -> Sections:
    """Give the interventions with a timeline, and the levels with a chart of each."""
    # A school unit may be named that has had several: then it is about the last one.
    programme = max(asking.rows(PORTFOLIO), key=lambda row: str(row["nominated_on"]))
    areas = _areas(asking)
    found = [
        {**row, "areas": sorted({areas[goal] for goal in row["goal_ids"]} - {""})}
        for row in asking.rows("interventions")
        if row["programme_id"] == programme["programme_id"]
    ]
    published = levels.levels(asking, [programme])
    heading = spoken("Interventions / Insatser")
    title = spoken("Published levels / Publicerade nivåer")
    return (
        Section("interventions", heading, tuple(_shown(asking, programme, found))),
        Section(
            "levels",
            title,
            (*levels.NOTES, *_charts(published), levels.table(published)),
        ),
    )


def _areas(asking: Asking) -> dict[str, str]:
    """Give the title of the area of every goal, also of those withdrawn."""
    titles = {row["area_id"]: row["title"] for row in asking.rows("areas")}
    return {
        row["goal_id"]: titles.get(row["area_id"], "") for row in asking.rows("goals")
    }


def _shown(asking: Asking, programme: Row, found: Sequence[Row]) -> Iterator[Block]:
    count = len(found)
    yield Paragraph(
        Bilingual(
            f"Interventions planned: {count}.",
            f"Planerade insatser: {count}.",
        )
    )
    if found:
        yield _timeline(asking.as_of.valid_at, programme, found)
    yield _table(asking, found)


def _timeline(valid_at: date, programme: Row, found: Sequence[Row]) -> Timeline:
    first = date.fromisoformat(programme["started_on"] or programme["nominated_on"])
    spans = [(row, _span(row)) for row in found]
    last = max(valid_at, *(span.last or valid_at for _, span in spans))
    lanes: dict[str, list[Span]] = {}
    for row, span in spans:
        lanes.setdefault(", ".join(row["areas"]), []).append(span)
    return Timeline(
        "timeline",
        spoken("Interventions over time / Insatser över tid"),
        first,
        max(last, first + timedelta(days=1)),
        tuple(InterventionStatus),
        tuple(Lane(area or _NO_AREA, tuple(held)) for area, held in lanes.items()),
        spoken(
            "When each intervention was planned or ran, by area. / När varje insats"
            " planerades eller pågick, efter område."
        ),
        marked=valid_at,
    )


def _span(row: Row) -> Span:
    """Give the days that it ran; of one that has not begun, those that are planned."""
    planned = row["started_on"] is None
    first = day(row["planned_start" if planned else "started_on"]) or date.min
    last = day(row["planned_end" if planned else "ended_on"])
    if last is not None:
        last = max(last, first)
    return Span(row["title"], first, last, InterventionStatus(row["status"]))


def _table(asking: Asking, found: Sequence[Row]) -> Table:
    progress = asking.rows("intervention_progress")
    rows = [
        {
            **cut(row, _COLUMNS),
            "areas": ", ".join(row["areas"]) or None,
            "status": InterventionStatus(row["status"]),
            **_given([p for p in progress if _is_of(p, row)]),
            "intervention_id": row["intervention_id"],
        }
        for row in found
    ]
    title = spoken("Interventions / Insatser")
    return Table.of(
        "interventions",
        title=title,
        columns=_COLUMNS,
        rows=rows,
        key=("title",),
        identity=("intervention_id",),
    )


def _is_of(note: Row, intervention: Row) -> bool:
    return bool(note["intervention_id"] == intervention["intervention_id"])


def _given(notes: Sequence[Row]) -> dict[str, Cell]:
    hours = [number(note["hours"]) or 0 for note in notes]
    return {
        "occasions": sum(note["occasions"] for note in notes) if notes else None,
        "hours": sum(hours) if notes else None,
    }


def _charts(found: Sequence[Row]) -> Iterator[Block]:
    by_indicator: dict[str, list[Row]] = {}
    for row in found:
        by_indicator.setdefault(row["indicator"], []).append(row)
    for place, (name, rows) in enumerate(sorted(by_indicator.items()), 1):
        indicator, shown = Indicator(name), rows[-MOST_POINTS:]
        values = tuple(levels.drawn_value(row) for row in shown)
        yield Chart(
            f"levels_{place}",
            levels.titled(indicator),
            "line",
            spoken("Period / Period"),
            tuple(row["period"] for row in shown),
            (Series("level", spoken("level / nivå"), values),),
            Bilingual(
                f"{indicator.en} as published, period by period.",
                f"{indicator.sv} som publicerat, period för period.",
            ),
            unit=indicator.unit,
        )


INTERVENTIONS = ReportKind(
    "interventions-and-indicators",
    "Interventions and indicators over time / Insatser och nyckeltal över tid",
    "One programme: when its interventions ran, and the levels published of its school;"
    " it describes and claims no effect. / En omgång: när dess insatser pågick, och de"
    " nivåer som har publicerats om dess skola; den beskriver och påstår ingen effekt.",
    sections,
    parameters=(PROGRAMME, levels.INDICATOR),
    drawn=True,
)
