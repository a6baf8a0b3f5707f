"""The tutorial tells what the demo does: no day of the story is missing or wrong."""

import re
from datetime import date
from pathlib import Path

import pytest

from ksbs.auth.persons import default_person
from ksbs.demo.story import story
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.schools import TWELVE, School

TUTORIAL = Path(__file__).parents[3] / "docs" / "tutorial" / "the-demo-municipality.md"

EVERYDAY = {
    "baselines",
    "cause-assessments",
    "causes",
    "evidence",
    "follow-up-schedules",
    "indicator-measurements",
    "minutes-approvals",
    "problems",
    "pupil-voices",
    "session-schedules",
    "sign-observations",
    "staff-work",
    "visible-signs",
}
"""What the tutorial need not tell day by day."""


def section(school: School) -> str:
    text = TUTORIAL.read_text(encoding="utf-8")
    _, _, rest = text.partition(f"\n## {school.name}\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("school", TWELVE, ids=lambda school: school.name)
def test_every_deed_of_a_school_stands_in_its_section_with_its_day(
    school: School,
) -> None:
    # given
    told = section(school)

    # when
    untold = [
        (told_step.step.noun, day)
        for told_step in story(Cast(default_person), seed=1)
        for day in days_of(told_step.step.body, told_step.step.recorded_on)
        if told_step.step.school == school.code
        and told_step.step.noun not in EVERYDAY
        and day.isoformat() not in told
    ]

    # then
    assert told
    assert not untold


@pytest.mark.parametrize("school", TWELVE, ids=lambda school: school.name)
def test_every_day_in_a_section_is_a_day_of_the_story(school: School) -> None:
    # given
    known = re.findall(r"\d{4}-\d\d-\d\d", repr(days_in_the_story(school)))

    # when
    invented = set(re.findall(r"\d{4}-\d\d-\d\d", section(school))) - set(known)

    # then
    assert not invented - ENDS


ENDS = {"2026-06-30", "2026-12-31"}
"""Planned ends, which follow from the starts."""


def test_every_refusal_is_named() -> None:
    # given
    text = TUTORIAL.read_text(encoding="utf-8")

    # when
    refused = {told.step.refused for told in story(Cast(default_person), seed=1)}

    # then
    assert {name for name in refused if name and f"`{name}`" not in text} == set()


def test_the_table_names_every_school_with_its_code() -> None:
    # given
    text = TUTORIAL.read_text(encoding="utf-8")

    # then
    for school in TWELVE:
        assert f"| {school.name} | {school.code} |" in text


def days_of(body: object, recorded_on: date) -> set[date]:
    occurred = body.get("occurredOn", recorded_on) if isinstance(body, dict) else None
    return {day for day in (occurred, recorded_on) if isinstance(day, date)}


def days_in_the_story(school: School) -> list[str]:
    """Give every step of a school as text, in which its days can be found."""
    return [
        f"{told.step.recorded_on} {find_days(told.step.body)}"
        for told in story(Cast(default_person), seed=1)
        if told.step.school == school.code
    ]


def find_days(value: object) -> list[str]:
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, dict):
        return [day for each in value.values() for day in find_days(each)]
    if isinstance(value, tuple | list):
        return [day for each in value for day in find_days(each)]
    return []
