"""The figures of a chart as a table, for the formats that do not draw."""

from datetime import date

from ksbs.domain.words import Bilingual
from ksbs.reports.cell import Column, Kind
from ksbs.reports.chart import Chart, Timeline
from ksbs.reports.model import Report, Table

_LANE = Column("lane", Bilingual(en="Lane", sv="Rad"))
_TEXT = Column("text", Bilingual(en="What", sv="Vad"))
_STATE = Column("state", Bilingual(en="State", sv="Läge"))
_FIRST = Column("first", Bilingual(en="From", sv="Från"), "date")
_LAST = Column("last", Bilingual(en="To", sv="Till"), "date")


def all_tables(report: Report) -> tuple[Table, ...]:
    """Give every table of a report, then the figures of every chart."""
    return (*report.tables(), *map(table_of, report.drawings()))


def table_of(drawing: Chart | Timeline) -> Table:
    """Give the figures of a chart, or the spans of a timeline, as a table."""
    if isinstance(drawing, Timeline):
        return _spans(drawing)
    at_kind: Kind = "date" if isinstance(drawing.at[0], date) else "text"
    columns = (
        Column("at", drawing.at_title, at_kind),
        *(
            Column(s.name, s.title, "decimal", drawing.unit, drawing.decimals)
            for s in drawing.series
        ),
    )
    rows = zip(drawing.at, *(s.values for s in drawing.series), strict=True)
    return Table(drawing.name, drawing.title, columns, tuple(rows))


def _spans(timeline: Timeline) -> Table:
    return Table(
        timeline.name,
        timeline.title,
        (_LANE, _TEXT, _STATE, _FIRST, _LAST),
        tuple(
            (lane.title, s.text, s.state, s.first, s.last)
            for lane, s in timeline.spans()
        ),
        key=("lane", "text"),
    )
