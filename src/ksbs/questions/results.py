"""The question about results as they were published at each time."""

from collections.abc import Iterator
from datetime import date

from ksbs.application.streams import unit_indicators_stream
from ksbs.domain.calendar import terms_from
from ksbs.questions import parameters
from ksbs.questions.asking import PORTFOLIO, Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question
from ksbs.questions.wanted import wanted_indicator

_YEARS = (1, 2, 3)
_TERMS_OF_A_YEAR = 2


def _published(asking: Asking) -> Iterator[Row]:
    wanted = wanted_indicator(asking)
    for programme in asking.rows(PORTFOLIO):
        for moment, day in _moments(programme):
            if day <= asking.as_of.valid_at:
                for figure in _latest(asking, programme["school_unit_code"], day):
                    if wanted in (None, figure["indicator"]):
                        when = {"moment": moment, "on": day.isoformat()}
                        yield {**programme, **figure, **when}


def _moments(programme: Row) -> Iterator[tuple[str, date]]:
    yield "selection", date.fromisoformat(programme["nominated_on"])
    if programme["started_on"] is not None:
        terms = terms_from(date.fromisoformat(programme["started_on"]))
        for year in _YEARS:
            yield f"year_{year}", terms[_TERMS_OF_A_YEAR * year - 1].ends_on


def _latest(asking: Asking, code: str, day: date) -> Iterator[Row]:
    """Give the last published figure of each indicator as it was known on a day."""
    rows = asking.others(
        "unit_indicators", at=asking.then(day), of=unit_indicators_stream(code)
    )
    last: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (r["indicator"], r["period"])):
        last[row["indicator"]] = row
    for row in last.values():
        yield {**row, "published": row["raw"]}


QUESTIONS = (
    Question(
        23,
        Kind.HISTORY,
        "Results at selection and after each year / Resultat vid urvalet och efter "
        "varje år",
        "Results at selection and after years 1, 2, 3, as published at each time. / "
        "Resultat vid urvalet och efter år 1, 2 och 3, som de var publicerade då.",
        "`unit_indicators` of the school unit, the last period of each indicator, on "
        "the day of the nomination and on the last day of each year, each as known that "
        "day. / Skolenhetens `unit_indicators`, sista perioden av varje nyckeltal, på "
        "dagen för nomineringen och den sista dagen av varje år, var och en som det "
        "var känt den dagen.",
        columns(
            *SCHOOL,
            *("moment", "on", "indicator", "period", "published", "value"),
            *("kind", "known_on"),
        ),
        _published,
        (parameters.INDICATOR, parameters.PROGRAMME),
        (("programme", "01000013"),),
    ),
)
