"""Figures in the school survey (Skolenkäten) of planned educations v4.

Source: the publisher's specification, and stored responses. Pupils answer in groups, one
for each year (`schoolYearMetrics`); guardians are one group, whose questions stand in
the body itself. An indicator is named `{survey}.{question}.{part}:{year}`, as in
`pupilsgr.securityMetrics.average:ak8`.
"""

import re
from collections.abc import Iterator

from ksbs.application.intake.figures import NoFigure, survey_figure
from ksbs.application.intake.indicator_records import IndicatorRecord, Teller
from ksbs.application.intake.located_json import Located
from ksbs.application.intake.place import Place
from ksbs.domain.selection.indicators import Source

_SURVEY = re.compile(r"/nestedsurveys/([a-z]+)")
_SURVEYS_OF_YEARS = {"ak": "pupilsgr", "ar": "pupilsgy"}
_GUARDIANS = "custodiansgr"
_OF_THE_GROUP = ("noOfAnswers", "noInGroup", "answeringFrequency")
_WORDS_OF_THE_QUESTION = ("questionDescription", "questionSubject")


def is_survey(document: Located) -> bool:
    """Say whether the document is a body of `/v4/school-units/{code}/nestedsurveys/…`."""
    return "schoolYearMetrics" in document or "noOfAnswers" in document


def survey(
    document: Located, *, address: object, place: Place
) -> Iterator[IndicatorRecord]:
    """Give the figures of a survey; `address` is where it was fetched, if known."""
    named = _SURVEY.search(address) if isinstance(address, str) else None
    groups = document.get("schoolYearMetrics", [document])
    if not isinstance(groups, list):
        place.fault("`schoolYearMetrics` is no list; fetch the response again")
        return
    for group in groups:
        here = place.within(group)
        if isinstance(group, Located):
            yield from _group(group, survey=named[1] if named else None, place=here)
        else:
            here.fault("a group of `schoolYearMetrics` is no object; fetch it again")


def _group(
    group: Located, *, survey: str | None, place: Place
) -> Iterator[IndicatorRecord]:
    year = str(group.get("schoolYear") or "")
    by_year = _SURVEYS_OF_YEARS.get(year[:2]) if year else _GUARDIANS
    code = group.get("schoolUnitCode")
    teller = Teller.of(code, source=Source.SURVEY, place=place)
    if teller is None:
        return
    if survey is None and by_year is None:
        teller.refuse("schoolYear", f"is {year[:40]!r}, a year like ak8 or ar2 wanted")
        return
    period = group.get("semester")
    for part, raw in _parts(group):
        name = f"{survey or by_year}.{part}{f':{year}' if year else ''}"
        yield from _said(name, raw, period=period, teller=teller)


def _parts(group: Located) -> Iterator[tuple[str, object]]:
    """Give what the group says: how many answered, and how, question by question."""
    for key in _OF_THE_GROUP:
        if group.get(key) is not None:
            yield key, group[key]
    for key, question in group.items():
        if isinstance(question, dict) and not key.startswith("_"):
            yield from ((f"{key}.{part}", raw) for part, raw in _answers(question))


def _answers(question: dict[str, object]) -> Iterator[tuple[str, object]]:
    """Give the parts of a question: of one that was not put, none.

    An alternative that is null is not on the question's scale and says nothing; an
    average that is null is missing.
    """
    if all(value is None for value in question.values()):
        return
    for part, raw in question.items():
        is_figure = part not in _WORDS_OF_THE_QUESTION
        if is_figure and (raw is not None or part == "average"):
            yield part, raw


def _said(
    name: str, raw: object, *, period: object, teller: Teller
) -> Iterator[IndicatorRecord]:
    if not isinstance(raw, str | None) or not isinstance(period, str | None):
        teller.refuse(name, "or its `semester` is no text")
        return
    try:
        figure = survey_figure(raw)
    except NoFigure as refused:
        teller.refuse(name, str(refused))
    else:
        yield from teller.say(name, period=period, figure=figure)
