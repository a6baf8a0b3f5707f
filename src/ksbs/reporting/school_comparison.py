"""Schools side by side: their interventions, and the levels published of them."""

from collections.abc import Iterator, Sequence

from ksbs.application.indicator_words import Indicator
from ksbs.domain.kinds import InterventionStatus, SchoolForm, Status
from ksbs.domain.words import Bilingual, spoken
from ksbs.questions.asking import PORTFOLIO, Asking
from ksbs.questions.question import Row
from ksbs.reporting import levels
from ksbs.reporting.cells import SCHOOL, columns, cut
from ksbs.reporting.kind import Parameter, ReportKind, Sections
from ksbs.reports.chart import Chart, Series
from ksbs.reports.model import Block, Paragraph, Section, Table

_PERIODS = 3
"""How many periods a chart shows beside each other, the last ones."""
_INTERVENTIONS = columns(
    SCHOOL,
    ("title", "Intervention / Insats", "text"),
    ("status", "Status / Status", "word"),
    ("started_on", "Started / Började", "date"),
    ("ended_on", "Ended / Slutade", "date"),
    ("cost", "Cost, SEK / Kostnad, kr", "integer"),
)
_SCHOOLS = columns(
    SCHOOL,
    ("status", "Stage / Läge", "word"),
    ("started_on", "Started / Började", "date"),
    ("interventions", "Interventions / Insatser", "integer"),
)


def sections(asking: Asking) -> Sections:
    """Give the schools, their interventions, and their levels with a chart for each."""
    schools = list(_schools(asking))
    shown = {row["programme_id"] for row in schools}
    interventions = [
        row for row in asking.rows("interventions") if row["programme_id"] in shown
    ]
    found = levels.levels(asking, schools)
    title = spoken("Published levels / Publicerade nivåer")
    every = levels.table(found)
    return (
        _portfolio(schools, interventions),
        _interventions(interventions),
        Section("levels", title, (*levels.NOTES, *_shown(found))),
        Section("published", every.title, (every,)),
    )


def _schools(asking: Asking) -> Iterator[Row]:
    """Yield the programmes that have begun, of the form of school asked for."""
    form = asking.said.get("school_form")
    for row in asking.rows(PORTFOLIO):
        if row["started_on"] and form in (None, row["school_form"]):
            yield row


def _portfolio(schools: Sequence[Row], interventions: Sequence[Row]) -> Section:
    of = [row["programme_id"] for row in interventions]
    rows = [
        {
            **cut(row, _SCHOOLS),
            "programme_id": row["programme_id"],
            "status": Status(row["status"]),
            "interventions": of.count(row["programme_id"]),
        }
        for row in schools
    ]
    title = spoken("Schools that have begun / Skolor som har påbörjat KSBS")
    text = Bilingual(f"Programmes: {len(rows)}.", f"Omgångar: {len(rows)}.")
    table = Table.of(
        "schools",
        title=title,
        columns=_SCHOOLS,
        rows=rows,
        key=("school",),
        identity=("programme_id",),
    )
    return Section("schools", title, (Paragraph(text), table))


def _interventions(found: Sequence[Row]) -> Section:
    rows = [
        {
            **cut(row, _INTERVENTIONS),
            "status": InterventionStatus(row["status"]),
            "intervention_id": row["intervention_id"],
        }
        for row in found
    ]
    title = spoken("Interventions / Insatser")
    table = Table.of(
        "interventions",
        title=title,
        columns=_INTERVENTIONS,
        rows=rows,
        key=("school", "title"),
        identity=("intervention_id",),
    )
    return Section("interventions", title, (table,))


def _shown(found: Sequence[Row]) -> Iterator[Block]:
    """Yield a table by period and a chart of each indicator."""
    of: dict[str, list[Row]] = {}
    for row in found:
        of.setdefault(row["indicator"], []).append(row)
    for place, (name, rows) in enumerate(sorted(of.items()), 1):
        indicator = Indicator(name)
        yield levels.by_period(f"by_period_{place}", indicator, rows)
        yield _chart(f"levels_{place}", indicator, rows)


def _chart(name: str, indicator: Indicator, rows: Sequence[Row]) -> Chart:
    schools = {row["school_unit_code"]: row["school"] for row in rows}
    periods = levels.last_periods(rows, most=_PERIODS)
    of = {(row["school_unit_code"], row["period"]): row for row in rows}
    series = (
        Series(
            f"period_{place}",
            period,
            tuple(levels.drawn_value(of.get((code, period))) for code in schools),
        )
        for place, period in enumerate(periods, 1)
    )
    said = levels.titled(indicator)
    return Chart(
        name,
        Bilingual(
            f"{said.en}, the last {len(periods)} periods",
            f"{said.sv}, de senaste {len(periods)} perioderna",
        ),
        "bar",
        spoken("School / Skola"),
        tuple(schools.values()),
        tuple(series),
        Bilingual(
            f"{indicator.en} of each school in the last {len(periods)} periods.",
            f"{indicator.sv} för varje skola de senaste {len(periods)} perioderna.",
        ),
        unit=indicator.unit,
    )


SCHOOL_COMPARISON = ReportKind(
    "school-comparison",
    "Schools compared / Jämförelse mellan skolor",
    "The interventions of the schools and the levels published of them, side by side;"
    " it describes and claims no effect. / Skolornas insatser och de nivåer som har"
    " publicerats om dem, sida vid sida; den beskriver och påstår ingen effekt.",
    sections,
    parameters=(
        Parameter(
            "school_form",
            "Only schools of this form: "
            + ", ".join(f"{form.value} ({form.en})" for form in SchoolForm)
            + ". / Bara skolor av denna form: "
            + ", ".join(f"{form.value} ({form.sv})" for form in SchoolForm)
            + ".",
        ),
        levels.INDICATOR,
    ),
    drawn=True,
)
