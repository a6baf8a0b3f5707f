"""The published figures of Exempelstad: one file a year, and what schools measure of them.

They are made up, the same for every seed. Every autumn the figures of the school year
before are published: of compulsory schools the share eligible for vocational programmes
and the average merit rating, of upper-secondary schools the share with an exam within
three years.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ksbs.demo.story.calendar import office_day
from ksbs.demo.story.pace import Pace
from ksbs.demo.story.parts.followup import ELIGIBLE, EXAMS, MERIT
from ksbs.demo.story.schools import GR, NEIGHBOURS, SCHOOLS, School
from ksbs.demo.story.tale import Tale

ELIGIBLE_NAME = "ratioOfPupils9thGradeEligibleForNationalProgramYR"
MERIT_NAME = "averageGradesMeritRating9thGrade"
EXAMS_NAME = "ratioOfPupilsWithExamWithin3Years"
"""How the service names the three figures."""
FIRST_YEAR, LAST_YEAR = 2019, 2025
"""The years whose spring the first and the last file tell of."""
_TURN = 2021
REVISED = {(2021, "01000013"): (2019, 67.4)}
"""Shares that a later file revises: that file and the school, the spring and the share."""
FEW_PUPILS = 25
"""With fewer of the staff than this, a school is so small that figures are hidden."""
_API = "https://api.skolverket.se/planned-educations/v4/school-units"
_HIDDEN = "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS"
_ROUNDED = "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE"
_KINDS = {
    "EXISTS": "exact",
    _ROUNDED: "approximate",
    _HIDDEN: "suppressed",
    "MISSING": "missing",
}


def school_year(spring: int) -> str:
    """Give the school year that ends in the spring of a year."""
    return f"{spring - 1}/{spring % 100:02d}"


def springs(pace: Pace) -> tuple[int, int, int, int]:
    """Give the springs whose figures count: at the selection, after years 1, 2 and 3.

    Those at the selection were published in the autumn before the start. A programme
    that starts in August ends before the figures of its third spring are published.
    """
    first = pace.year if pace.spring else pace.year + 1
    return pace.year - 1, first, first + 1, first + 2


def share(school: School, *, year: int) -> float:
    """Give the school's share in per cent, in the school year that ends in `year`.

    It falls by 1.4 a year up to 2021; its level, and how it goes on, are the school's.
    """
    number = int(school.code[-2:])
    level, change = 66.0 + number * 7 % 18, -0.8 + 0.6 * (number * 5 % 6)
    fallen = 1.4 * (min(year, _TURN) - FIRST_YEAR)
    return round(level - fallen + change * max(year - _TURN, 0), 1)


def merit(school: School, *, year: int) -> float:
    """Give the school's average merit rating in the school year that ends in `year`."""
    return round(150 + share(school, year=year) * 0.8, 1)


def published_on(year: int) -> date:
    """Give the day on which the figures of a spring are fetched and imported."""
    if year == FIRST_YEAR:
        return date(2020, 1, 13)
    return office_day(date(year, 10, 6))


def measure(tale: Tale, pace: Pace) -> None:
    """Note the figures at the selection and after each year, as they were published."""
    chosen, *after = springs(pace)
    days = {chosen: pace("capacity before")} | {y: published_on(y) for y in after}
    for spring, day in days.items():
        for name, number in _measured(tale.school, year=spring):
            said = _said(tale.school, number, year=spring, of_share=name != MERIT)
            tale.routine(
                day,
                tale.analyst,
                "indicator-measurements",
                **_figure(name, spring, number=number, said=said),
            )


def before_and_after(
    school: School, pace: Pace, *, on: date
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the share at the selection and on a day, the latter as the school counts."""
    chosen, last = springs(pace)[0], on.year
    name = ELIGIBLE if school.form is GR else EXAMS
    before, after = share(school, year=chosen), round(share(school, year=last))
    published = _said(school, before, year=chosen, of_share=True)
    counted = {"value": f"ca {after}", "valueType": _ROUNDED}
    return (
        _figure(name, chosen, number=before, said=published),
        _figure(name, last, number=float(after), said=counted),
    )


def _figure(
    name: str, spring: int, *, number: float, said: dict[str, str]
) -> dict[str, Any]:
    kind = _KINDS[said["valueType"]]
    figure = {
        "indicator": name,
        "period": school_year(spring),
        "raw": said["value"],
        "kind": kind,
    }
    if kind == "approximate":
        return figure | {"number": float(round(number))}
    return figure | ({"number": number} if kind == "exact" else {})


def write_figures(path: Path, *, year: int) -> None:
    """Write the file of a year: statistics of planned educations v4, a unit a line."""
    schools = (school for school in (*SCHOOLS, *NEIGHBOURS) if school.registered)
    lines = (json.dumps(response(each, year), ensure_ascii=False) for each in schools)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def response(school: School, year: int) -> dict[str, Any]:
    """Give what the service answers about a school after the spring of a year."""
    form = school.form.value.lower()
    return {
        "fetched_at": f"{published_on(year)}T06:00:00.000Z",
        "url": f"{_API}/{school.code}/statistics/{form}",
        "body": dict(_body(school, year=year)),
    }


def _body(school: School, *, year: int) -> Iterator[tuple[str, Any]]:
    shares = list(_shares(school, year=year))
    if school.form is GR:
        rating = merit(school, year=year)
        yield "schoolUnit", school.code
        yield ELIGIBLE_NAME, shares
        yield MERIT_NAME, [_said(school, rating, year=year, of_share=False)]
    else:
        programme = {"schoolUnit": school.code, "programCode": "EK"}
        yield "programMetrics", [programme | {EXAMS_NAME: shares}]


def _shares(school: School, *, year: int) -> Iterator[dict[str, str]]:
    """Give the share of the year, and of an earlier one if it has been revised."""
    yield _said(school, share(school, year=year), year=year, of_share=True)
    revised = REVISED.get((year, school.code))
    if revised is not None:
        earlier, number = revised
        yield _said(school, number, year=earlier, of_share=True)


def _said(
    school: School, number: float, *, year: int, of_share: bool
) -> dict[str, str]:
    value, kind = _written(number), "EXISTS"
    if school.staff < FEW_PUPILS:
        value, kind = "..", _HIDDEN
    elif of_share and number >= 85:  # noqa: PLR2004  # few are not eligible from here on
        value, kind = f"~{round(number)}", _ROUNDED
    elif year == FIRST_YEAR and school.code.endswith("5"):
        value, kind = ".", "MISSING"
    return {"value": value, "valueType": kind, "timePeriod": school_year(year)}


def _measured(school: School, *, year: int) -> tuple[tuple[str, float], ...]:
    if school.form is GR:
        return (
            (ELIGIBLE, share(school, year=year)),
            (MERIT, merit(school, year=year)),
        )
    return ((EXAMS, share(school, year=year)),)


def _written(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
