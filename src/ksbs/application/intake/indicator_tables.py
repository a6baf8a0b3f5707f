"""Figures in tables: each column a figure, named as the service names the same one.

Source: the tables as Skolverket exports them, compared with the service's responses about
the same units. In the final grades of 2024/25 all 282 figures that both have are equal.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ksbs.application.intake.figures import NoFigure, figure
from ksbs.application.intake.indicator_records import IndicatorRecord, Teller
from ksbs.application.intake.place import Place
from ksbs.application.intake.tables import (
    DESCRIBING,
    UNIT_CODE,
    UNIT_CODES_OF_STATISTICS,
    Header,
    Kind,
)
from ksbs.domain.selection.indicators import Source

Row = Mapping[str, str]

_FINAL_GRADES = "Grundskola - Slutbetyg årskurs 9, samtliga elever"
_FINAL_GRADES_COLUMNS = {
    "Antal elever": "numberOfPupilsWithFinalGrades9thGrade",
    "Andel (%) elever som uppfyllt betygskriterierna i alla ämnen": (
        "ratioOfPupilsIn9thGradeWithAllSubjectsPassed"
    ),
    "Andel (%) elever behöriga till yrkesprog.": (
        "ratioOfPupils9thGradeEligibleForNationalProgramYR"
    ),
    "Genomsnittligt meritvärde (17 ämnen)": "averageGradesMeritRating9thGrade",
}
_SCHOOL_YEAR = "Valt läsår:"

_SALSA_COLUMNS = {
    "salsa_actual_merit": "salsaAverageGradesIn9thGradeActual",
    "salsa_expected_merit": "salsaAverageCalculated",
    "salsa_deviation_merit": "salsaAverageGradesIn9thGradeDeviation",
    "salsa_deviation_requirements_reached_pp": "salsaRequirementsReachedDeviation",
    "salsa_parents_education": "salsaParentsEducation",
}
_SURVEY_COLUMNS = {
    "survey_pupils_n": "pupilsgr.noOfAnswers",
    "survey_safety": "pupilsgr.securityMetrics.average",
    "survey_satisfaction": "pupilsgr.satisfactionMetrics.average",
    "survey_calm": "pupilsgr.workingEnvironmentMetrics.average",
    "survey_support": "pupilsgr.supportMetrics.average",
    "survey_stimulation": "pupilsgr.inspirationMetrics.average",
}

_OF_THE_UNIT = {
    "pupils": "totalNumberOfPupils:gy",
    "certified_teachers_pct": "certifiedTeachersQuota:gy",
}
_OF_THE_PROGRAMME = {
    "program_pupils": "totalNumberOfPupils",
    "grade_points_latest": "gradesPointsForStudents",
}
_EXAMS = "ratioOfPupilsWithExamWithin3Years"
_LATEST, _SERIES = "exam_within_3y_pct_latest", "exam_within_3y_series"

_SOURCES = {
    Kind.STATISTICS: Source.STATISTICS_TABLE,
    Kind.PROGRAMMES: Source.PROGRAMME_TABLE,
    Kind.SALSA_AND_SURVEY: Source.SALSA_AND_SURVEY_TABLE,
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure as it stands in a row, and what it is a figure of."""

    indicator: str
    period: str | None
    raw: str


def figures_of_row(
    row: Row, *, header: Header, place: Place
) -> Iterator[IndicatorRecord]:
    """Give the figures of a row.

    An empty cell is a missing figure where its period is known and other figures of the
    same origin stand beside it; else it says nothing.
    """
    code = next(
        row[name] for name in (UNIT_CODE, *UNIT_CODES_OF_STATISTICS) if name in row
    )
    teller = Teller.of(code.strip(), source=_SOURCES[header.kind], place=place)
    if teller is not None:
        for cell in _cells(row, header=header, teller=teller):
            if cell.raw.strip() or cell.period:
                yield from _said(cell, teller=teller)


def _cells(row: Row, *, header: Header, teller: Teller) -> Iterator[_Cell]:
    match header.kind:
        case Kind.STATISTICS:
            return _statistics(row, header=header)
        case Kind.PROGRAMMES:
            return _programme(row, teller=teller)
        case Kind.SALSA_AND_SURVEY:
            return _salsa_and_survey(row)


def _said(cell: _Cell, *, teller: Teller) -> Iterator[IndicatorRecord]:
    try:
        read = figure(cell.raw)
    except NoFigure as refused:
        teller.refuse(cell.indicator, str(refused))
    else:
        yield from teller.say(cell.indicator, period=cell.period, figure=read)


def _statistics(row: Row, *, header: Header) -> Iterator[_Cell]:
    above = [cells[0] for cells in header.above if cells and cells[0]]
    years = (text for text in above if text.startswith(_SCHOOL_YEAR))
    period = next(years, "").removeprefix(_SCHOOL_YEAR).strip()
    titles = [text for text in above if not text.startswith(_SCHOOL_YEAR)]
    title = titles[-1] if titles else ""
    names = _FINAL_GRADES_COLUMNS if title == _FINAL_GRADES else {}
    for column, raw in row.items():
        if column and column not in DESCRIBING:
            own = f"{title}: {column}" if title else column
            yield _Cell(names.get(column, own), period, raw)


def _salsa_and_survey(row: Row) -> Iterator[_Cell]:
    year = row.get("survey_pupils_ak", "").strip()
    about = f":{year}" if year else ""
    yield from _group(row, _SALSA_COLUMNS, period=row.get("salsa_period"))
    survey = {column: f"{name}{about}" for column, name in _SURVEY_COLUMNS.items()}
    yield from _group(row, survey, period=row.get("survey_semester"))


def _group(
    row: Row, indicators: Mapping[str, str], *, period: str | None
) -> Iterator[_Cell]:
    """Give the figures that were made together; where all are empty, none was made."""
    columns = [column for column in indicators if column in row]
    if any(row[column].strip() for column in columns):
        for column in columns:
            yield _Cell(indicators[column], period, row[column])


def _programme(row: Row, *, teller: Teller) -> Iterator[_Cell]:
    programme = row["program_code"].strip()
    if not programme:
        teller.refuse("program_code", "is empty")
        return
    for column, indicator in _OF_THE_UNIT.items():
        yield _Cell(indicator, None, row.get(column, ""))
    for column, indicator in _OF_THE_PROGRAMME.items():
        yield _Cell(f"{indicator}:{programme}", None, row.get(column, ""))
    yield from _exams(row, programme=programme, teller=teller)


def _exams(row: Row, *, programme: str, teller: Teller) -> Iterator[_Cell]:
    """Give the series; the latest figure beside it must be the first of the series."""
    name, latest = f"{_EXAMS}:{programme}", row.get(_LATEST, "").strip()
    series = [part for part in row.get(_SERIES, "").split(";") if part.strip()]
    if not series:
        yield _Cell(name, None, latest)
        return
    cells = [
        _Cell(name, period.strip(), raw.strip())
        for period, _, raw in map(_split, series)
    ]
    if latest and cells[0].raw != latest:
        teller.refuse(
            _LATEST,
            f"is {latest[:40]!r}, but the series begins with {cells[0].raw[:40]!r}",
        )
        return
    yield from cells


def _split(part: str) -> tuple[str, str, str]:
    return part.partition("=")
