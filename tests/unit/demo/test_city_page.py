"""The page on the city's schools tells what the demo does: each row, and no other."""

import re

import pytest

from ksbs.demo.story import figures
from ksbs.demo.story.schools import ADAL, CITY, SCHOOLS, SLOTT, School
from tests.unit.demo import tables, told, turns
from tests.unit.demo.page import rows, section, table
from tests.unit.demo.told import Told

TABLES = {
    name: (columns, tables.rows(name)) for name, (columns, _) in tables.TABLES.items()
}
TABLES |= turns.MORE


@pytest.mark.parametrize("heading", TABLES)
def test_the_rows_of_a_table_are_those_of_the_story(heading: str) -> None:
    # given
    columns, expected = TABLES[heading]

    # when
    written = list(table(heading))

    # then
    assert expected
    assert written == [columns, *expected]


def test_every_school_is_at_a_glance_with_its_code_and_staff() -> None:
    # when
    written = [row[:3] for row in rows("At a glance")]

    # then
    assert written == [(s.name, s.code, str(s.staff)) for s in CITY]


def test_figures_are_published_on_the_days_that_the_page_names() -> None:
    # then
    assert turns.days_of_figures() in section("Published figures")


def test_the_one_revised_figure_is_the_one_that_the_page_names() -> None:
    # given
    (((file, code), (spring, share)),) = figures.REVISED.items()

    # then
    (name,) = [school.name for school in CITY if school.code == code]
    written = f"{share}".replace(".", ",")
    assert (
        f"The file of {figures.published_on(file)} revises the share of {name} in "
        f"{figures.school_year(spring)} to {written}."
    ) in section("Published figures")


@pytest.mark.parametrize(
    ("school", "noun", "held", "planned"),
    [
        (ADAL, "session-schedules", "sessions", "2025-12-10"),
        (SLOTT, "follow-up-schedules", "follow-ups", "2026-06-15"),
    ],
    ids=["a session", "a follow-up"],
)
def test_what_was_planned_and_not_held_is_named(
    school: School, noun: str, held: str, planned: str
) -> None:
    # given
    (glance,) = [row for row in rows("At a glance") if row[0] == school.name]

    # when
    days = {str(step.body.get("plannedOn")) for step in Told(school).all(noun)}
    days |= {str(step.body.get("at"))[:10] for step in Told(school).all(noun)}

    # then
    assert planned in glance[4]
    assert planned in days
    assert planned not in Told(school).day(held)


def test_what_has_no_table_of_its_own_is_a_turn_or_everyday() -> None:
    # given
    city = {school.code for school in CITY}
    nouns = {step.noun for step in told.steps() if step.school in city}

    # when
    shown = {row[3] for school in CITY for row in turns.turns(school)}

    # then
    assert nouns - shown - turns.TABLED == turns.EVERYDAY | {"stances"} - shown


def test_from_every_even_session_one_key_person_is_absent() -> None:
    for school in CITY:
        for step in Told(school).all("sessions"):
            # when
            absent, number = step.body["absentees"], step.body["number"]

            # then
            assert len(absent) == (number + 1) % 2, step.key
            assert len(absent) + len(step.body["attendees"]) == 4


def test_of_the_collegial_work_at_most_two_of_a_half_are_missing() -> None:
    for school in CITY:
        for step in Told(school).all("staff-work"):
            # given
            number = step.body["sessionNumber"]
            half = ("arbetslag F–6", "arbetslag 7–9").index(step.body["group"])

            # then
            assert step.body["eligible"] == school.staff // 2
            missing = step.body["eligible"] - step.body["present"]
            assert missing == (number + half) % 3, step.key


def test_every_question_of_the_catalogue_has_a_case() -> None:
    # when
    numbers = [int(row[0]) for row in rows("Where to find a case")]

    # then
    assert numbers == list(range(1, 31))


def test_every_school_named_as_a_case_is_one_of_the_demo() -> None:
    # given
    names = {school.name for school in SCHOOLS}

    # when
    named = set(re.findall(r"\*\*(.+?)\*\*", section("Where to find a case")))

    # then
    assert named
    assert named <= names
