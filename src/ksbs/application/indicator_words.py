"""What published indicators are called in a report, and in what they are measured.

An indicator keeps the name that its source gives it: that is its value in JSON. People
read its words; one that is not known here is called by its name.
"""

import re
from collections.abc import Mapping
from typing import Self

from ksbs.domain.words import Bilingual, Word, spoken

_PERCENT = spoken("per cent / procent")
_POINTS = spoken("points / poäng")
_NUMBER = spoken("number / antal")
_INDEX = spoken("index, 0 to 10 / index, 0–10")


class Indicator(Word):
    """A published indicator; any name is one. / Ett publicerat nyckeltal."""

    MERIT = (
        "averageGradesMeritRating9thGrade",
        "Meritvärde, åk 9",
        "Merit rating, year 9",
    )
    PASSED_9 = (
        "ratioOfPupilsIn9thGradeWithAllSubjectsPassed",
        "Godkänt i alla ämnen, åk 9",
        "All subjects passed, year 9",
    )
    PASSED_6 = (
        "ratioOfPupilsIn6thGradeWithAllSubjectsPassed",
        "Godkänt i alla ämnen, åk 6",
        "All subjects passed, year 6",
    )
    ELIGIBLE = (
        "ratioOfPupils9thGradeEligibleForNationalProgramYR",
        "Behöriga till yrkesprogram, åk 9",
        "Eligible for vocational, year 9",
    )
    FINAL_GRADES = (
        "numberOfPupilsWithFinalGrades9thGrade",
        "Elever med slutbetyg, åk 9",
        "Pupils with final grades, year 9",
    )
    EXAMS = (
        "ratioOfPupilsWithExamWithin3Years",
        "Examen inom tre år",
        "Diploma within three years",
    )
    GRADE_POINTS = "gradesPointsForStudents", "Betygspoäng", "Grade points"
    PUPILS = "totalNumberOfPupils", "Elever", "Pupils"
    TEACHERS = "certifiedTeachersQuota", "Legitimerade lärare", "Certified teachers"
    PER_TEACHER = "studentsPerTeacherQuota", "Elever per lärare", "Pupils per teacher"
    SALSA_MERIT = (
        "salsaAverageGradesIn9thGradeActual",
        "SALSA: meritvärde, åk 9",
        "SALSA: merit rating, year 9",
    )
    SALSA_EXPECTED = (
        "salsaAverageCalculated",
        "SALSA: beräknat meritvärde",
        "SALSA: expected merit rating",
    )
    SALSA_DEVIATION = (
        "salsaAverageGradesIn9thGradeDeviation",
        "SALSA: avvikelse, meritvärde",
        "SALSA: deviation, merit rating",
    )
    ANSWERS = "pupilsgr.noOfAnswers", "Skolenkäten: svar", "School survey: answers"
    SAFETY = (
        "pupilsgr.securityMetrics.average",
        "Skolenkäten: trygghet",
        "School survey: safety",
    )
    SATISFACTION = (
        "pupilsgr.satisfactionMetrics.average",
        "Skolenkäten: nöjdhet",
        "School survey: satisfaction",
    )
    CALM = (
        "pupilsgr.workingEnvironmentMetrics.average",
        "Skolenkäten: studiero",
        "School survey: calm to study",
    )
    SUPPORT = (
        "pupilsgr.supportMetrics.average",
        "Skolenkäten: stöd",
        "School survey: support",
    )
    STIMULATION = (
        "pupilsgr.inspirationMetrics.average",
        "Skolenkäten: stimulans",
        "School survey: stimulation",
    )

    @classmethod
    def _missing_(cls, value: object) -> Self:
        """Say what a part of a unit is, or an indicator that is not known here."""
        name, _, part = str(value).partition(":")
        made = str.__new__(cls, str(value))
        made._name_ = made._value_ = made.sv = made.en = str(value)
        known = next((each for each in cls if each.value == name), None)
        if known and part:
            of = _part(part)
            made.sv, made.en = f"{known.sv}, {of.sv}", f"{known.en}, {of.en}"
        return made

    @classmethod
    def says(cls, name: str) -> bool:
        """Tell whether there are words for an indicator, and for its part of a unit."""
        of, colon, part = name.partition(":")
        return of in list(cls) and (not colon or _said(part) is not None)

    @property
    def unit(self) -> Bilingual | None:
        """In what it is measured, where that is known."""
        return _UNITS.get(self.value.partition(":")[0])


_UNITS: Mapping[str, Bilingual] = {
    Indicator.MERIT: _POINTS,
    Indicator.GRADE_POINTS: _POINTS,
    Indicator.SALSA_MERIT: _POINTS,
    Indicator.SALSA_EXPECTED: _POINTS,
    Indicator.SALSA_DEVIATION: _POINTS,
    Indicator.PASSED_9: _PERCENT,
    Indicator.PASSED_6: _PERCENT,
    Indicator.ELIGIBLE: _PERCENT,
    Indicator.EXAMS: _PERCENT,
    Indicator.TEACHERS: _PERCENT,
    Indicator.FINAL_GRADES: _NUMBER,
    Indicator.PUPILS: _NUMBER,
    Indicator.ANSWERS: _NUMBER,
    Indicator.SAFETY: _INDEX,
    Indicator.SATISFACTION: _INDEX,
    Indicator.CALM: _INDEX,
    Indicator.SUPPORT: _INDEX,
    Indicator.STIMULATION: _INDEX,
}


_PROGRAMMES: Mapping[str, Bilingual] = {
    code: spoken(words)
    for code, words in {
        "BA": "Building and Construction / bygg och anläggning",
        "BF": "Child and Recreation / barn och fritid",
        "EE": "Electricity and Energy / el och energi",
        "EK": "Business Management and Economics / ekonomi",
        "ES": "Arts / estetiska",
        "FS": "Sales and Service / försäljning och service",
        "FT": "Vehicle and Transport / fordon och transport",
        "HA": "Business and Administration / handel och administration",
        "HT": "Hotel and Tourism / hotell och turism",
        "HU": "Humanities / humanistiska",
        "HV": "Handicraft / hantverk",
        "IB": "International Baccalaureate",
        "IN": "Industrial Technology / industritekniska",
        "NA": "Natural Science / naturvetenskap",
        "NB": "Natural Resource Use / naturbruk",
        "RL": "Restaurant Management and Food / restaurang och livsmedel",
        "SA": "Social Science / samhällsvetenskap",
        "TE": "Technology / teknik",
        "VF": "HVAC and Property Maintenance / VVS och fastighet",
        "VO": "Health and Social Care / vård och omsorg",
    }.items()
}


def _part(part: str) -> Bilingual:
    """Say which part of a unit an indicator is about, as after the colon of its name."""
    return _said(part) or Bilingual(part, part)


def _said(part: str) -> Bilingual | None:
    if part == "gy":
        return spoken("upper secondary school / gymnasieskolan")
    year = re.fullmatch(r"(ak|ar)(\d+)", part)
    if year is None:
        return _PROGRAMMES.get(part)
    sv = "åk" if year[1] == "ak" else "år"
    return Bilingual(f"year {year[2]}", f"{sv} {year[2]}")
