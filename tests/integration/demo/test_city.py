"""The city's programmes as the API shows them, beside what their page says.

Every answer below can be read from a row of docs/tutorial/the-demo-city-programmes.md.
"""

from typing import Any

from tests.integration.demo.world import Filled
from tests.unit.demo.page import rows

DASH = "–"


def test_every_programme_stands_as_its_page_says(filled: Filled) -> None:
    # given
    written = {row[0]: row[3] for row in rows("At a glance")}

    # when
    statuses = filled.api.statuses(validAt="2026-06-30")

    # then
    assert len(written) == 22
    assert written.items() <= statuses.items()


def test_the_sessions_held_are_those_of_the_page(filled: Filled) -> None:
    # given
    programmes = _by_school(filled)

    for school, _, _, _, *days in rows("Sessions"):
        # when
        held = programmes[school]["sessions"]

        # then
        written = [day for day in days if day != DASH]
        if school == "Ekexemplets skola":
            written[2] = "2024-03-27"  # as the second of two corrections says
        assert [session["occurredOn"] for session in held] == written, school


def test_the_interventions_ended_as_the_page_says(filled: Filled) -> None:
    # given
    programmes = _by_school(filled)

    for row in rows("Interventions"):
        # when
        school, title, ended = row[0], row[1], row[8]
        works = programmes[school]["interventions"]
        (work,) = [work for work in works if work["title"] == title]

        # then
        if ended != DASH:
            assert f"{work['status']} {work['endedOn']}" == ended
        else:
            assert work["endedOn"] is None


def test_goals_came_to_what_the_page_says(filled: Filled) -> None:
    # given
    programmes = _by_school(filled)

    for school, _, _, set_on, _, assessed, _ in rows("Areas and goals"):
        if DASH not in {set_on, assessed}:
            # when
            found = {goal["assessment"] for goal in programmes[school]["goals"]}

            # then
            assert assessed.split()[-1] in found, school


def test_a_paused_programme_went_on_and_ended_later(filled: Filled) -> None:
    # when
    statuses = [
        _berg(filled, validAt=day)["status"]
        for day in (
            "2023-01-22",
            "2023-01-23",
            "2023-08-20",
            "2023-08-21",
            "2025-01-08",
        )
    ]

    # then
    assert statuses == ["following_up", "paused", "paused", "following_up", "completed"]
    assert _berg(filled)["plannedEnd"] == "2024-12-31"


def test_a_session_had_three_days_as_it_became_known(filled: Filled) -> None:
    # when
    days = [
        filled.api.programme("Ekexemplets skola", knownAt=day)["sessions"][2][
            "occurredOn"
        ]
        for day in ("2024-04-07", "2024-04-08", "2024-04-22")
    ]

    # then
    assert days == ["2024-03-26", "2024-03-25", "2024-03-27"]


def test_a_correction_that_was_annulled_leaves_what_stood(filled: Filled) -> None:
    # given
    (wrong,) = [
        event
        for event in filled.api.events(name="EntryCorrected")
        if event["payload"]["changes"][0]["field"] == "purpose"
    ]

    # when
    annulments = filled.api.events(name="EntryAnnulled")

    # then
    assert wrong["eventId"] in {a["payload"]["targetEventId"] for a in annulments}


def test_each_round_had_the_nominations_that_the_page_names(filled: Filled) -> None:
    # given
    named = [row[2] for row in rows("Enrolment")]

    # when
    rounds = filled.api.get("/selection-rounds")["items"]

    # then
    assert {
        f"{r['schoolForm']} {r['opensOn'][:4]}": r["nominations"]["nominated"]
        for r in rounds
    } == {name: named.count(name) for name in named if name != DASH}


def test_the_candidates_of_a_round_show_figures_hidden_from_few_pupils(
    filled: Filled,
) -> None:
    # given
    rounds = filled.api.get("/selection-rounds")["items"]
    (found,) = [r for r in rounds if r["schoolYear"] == "2022/23"]

    # when
    path = f"/selection-rounds/{found['roundId']}/candidates"
    items = filled.api.get(path, limit=200, validAt="2022-02-01")["items"]

    # then
    levels = {item["schoolName"]: item["indicators"][0]["level"] for item in items}
    assert levels["Fjällexemplets skola"]["kind"] == "suppressed"
    assert levels["Sjöexemplets skola"]["raw"] == "77,2"


def _by_school(filled: Filled) -> dict[str, dict[str, Any]]:
    return {programme["schoolName"]: programme for programme in filled.api.programmes()}


def _berg(filled: Filled, **times: str) -> dict[str, Any]:
    return filled.api.programme("Bergexemplets skola", **times)
