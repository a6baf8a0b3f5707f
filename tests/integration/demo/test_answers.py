"""Questions whose answers can be worked out by hand from the tutorial.

Every answer below is a sentence of docs/tutorial/the-demo-municipality.md.
"""

from typing import Any

from ksbs.demo.story.schools import TWELVE
from tests.integration.demo.world import Filled


def test_the_portfolio_on_31_january_2025(filled: Filled) -> None:
    # when
    statuses = _twelve(filled, validAt="2025-01-31", knownAt="2025-01-31")

    # then
    assert statuses == {
        "Björkexemplets skola": "following_up",
        "Exempelskolan": "following_up",
        "Höjdexemplets skola": "declined",
        "Kvarnexemplets skola": "withdrawn",
        "Norra Exempelgymnasiet": "analysing",
        "Ängsexemplets skola": "analysing",
        "Östra Exempelgymnasiet": "nominated",
    }
    assert _twelve(filled, validAt="2025-01-31") == statuses


def test_the_portfolio_on_the_last_day_of_june_2026(filled: Filled) -> None:
    # when
    statuses = _twelve(filled, validAt="2026-06-30")

    # then
    assert statuses == {
        "Björkexemplets skola": "following_up",
        "Dalexemplets skola": "nominated",
        "Exempelskolan": "following_up",
        "Höjdexemplets skola": "declined",
        "Kvarnexemplets skola": "withdrawn",
        "Lilla Exempelskolan": "offered",
        "Norra Exempelgymnasiet": "acting",
        "Strandexemplets skola": "analysing",
        "Södra Exempelgymnasiet": "decided",
        "Åsexemplets skola": "started",
        "Ängsexemplets skola": "planning",
        "Östra Exempelgymnasiet": "rejected",
    }


def test_a_start_recorded_late_shows_only_as_known_later(filled: Filled) -> None:
    # when
    then = filled.api.statuses(validAt="2024-08-31", knownAt="2024-08-31")
    now = filled.api.statuses(validAt="2024-08-31")

    # then
    assert then["Norra Exempelgymnasiet"] == "decided"
    assert now["Norra Exempelgymnasiet"] == "started"


def test_the_sessions_of_exempelskolan_as_known_then_and_now(filled: Filled) -> None:
    # when
    then = _exempelskolan(filled, validAt="2023-11-14", knownAt="2023-11-30")
    now = _exempelskolan(filled, validAt="2023-11-14")
    all_of_them = _exempelskolan(filled)

    # then
    assert _days(then) == ["2023-09-12", "2023-10-03", "2023-10-26"]
    assert _days(now) == ["2023-09-12", "2023-10-03", "2023-10-26", "2023-11-14"]
    assert _days(all_of_them) == [*_days(now), "2023-12-05", "2024-01-16"]


def test_the_fourth_session_had_another_day_until_the_correction(
    filled: Filled,
) -> None:
    # when
    before = _exempelskolan(filled, knownAt="2023-12-10")
    after = _exempelskolan(filled, knownAt="2023-12-11")

    # then
    assert _days(before)[3] == "2023-11-15"
    assert _days(after)[3] == "2023-11-14"


def test_an_intervention_was_under_way_before_anybody_knew(filled: Filled) -> None:
    # given
    title = "Utbildning i lässtrategier för alla lärare"

    # when
    then = _exempelskolan(filled, validAt="2025-01-31", knownAt="2025-01-31")
    now = _exempelskolan(filled, validAt="2025-01-31")

    # then
    assert _intervention(then, title)["status"] == "planned"
    assert _intervention(now, title)["status"] == "started"
    assert _intervention(now, title)["startedOn"] == "2025-01-13"


def test_the_areas_of_exempelskolan_by_rank(filled: Filled) -> None:
    # when
    areas = _exempelskolan(filled, validAt="2025-01-31")["areas"]

    # then
    assert [(a["rank"], a["title"]) for a in areas] == [
        (1, "Resonerande undervisning i matematik"),
        (2, "Läsförståelse i alla ämnen"),
        (3, "Tydliga mål för lektionen"),
    ]


def test_a_goal_reads_as_it_was_worded_on_the_day(filled: Filled) -> None:
    # when
    before, after = (
        _exempelskolan(filled, validAt=day)["goals"][0]["text"]
        for day in ("2025-01-19", "2025-01-20")
    )

    # then
    raised = "Minst 94 procent av eleverna i årskurs 9 har godkänt betyg i matematik."
    assert before != after == raised


def test_a_misspelling_stands_until_it_was_corrected(filled: Filled) -> None:
    # when
    then = _exempelskolan(filled, validAt="2024-03-01", knownAt="2024-03-01")
    now = _exempelskolan(filled, validAt="2024-03-01")

    # then
    assert "procnet" in then["goals"][1]["text"]
    assert now["goals"][1]["text"] == then["goals"][1]["text"].replace(
        "procnet", "procent"
    )


def test_an_observation_of_another_school_stood_for_four_days(filled: Filled) -> None:
    # given
    sign = "Lärarna ställer frågor som har mer än ett svar."

    # when
    then = _exempelskolan(filled, validAt="2024-12-12", knownAt="2024-12-13")
    now = _exempelskolan(filled, validAt="2024-12-12")

    # then
    assert _sign(then, sign) == "seen"
    assert _sign(now, sign) == "partly"


def test_an_annulment_was_itself_annulled(filled: Filled) -> None:
    # given
    sign = "Lärarna går igenom texten före läsningen."

    # when
    seen = [
        _sign(_exempelskolan(filled, validAt="2025-05-31", knownAt=day), sign)
        for day in ("2025-06-11", "2025-06-12", "2025-06-13")
    ]

    # then
    assert seen == ["seen", "partly", "seen"]


def test_the_principal_of_bjorkexemplet_changed_on_5_august_2024(
    filled: Filled,
) -> None:
    # when
    people = filled.api.programme("Björkexemplets skola")["people"]

    # then
    principals = [p for p in people if p["role"] == "principal"]
    assert [(p["from"], p["to"]) for p in principals] == [
        ("2023-10-02", "2024-08-04"),
        ("2024-08-05", None),
    ]


def test_what_became_of_the_interventions_of_bjorkexemplet(filled: Filled) -> None:
    # when
    school = filled.api.programme("Björkexemplets skola")

    # then
    assert [
        (i["title"], i["status"], i["endedOn"]) for i in school["interventions"]
    ] == [
        ("Handledning i språkutvecklande undervisning", "discontinued", "2025-03-17"),
        ("Gemensam rutin för närvaro med elevhälsan", "planned", None),
        ("Gemensam rutin för närvaro med extern handledare", "completed", "2026-05-29"),
    ]


def _twelve(filled: Filled, **times: str) -> dict[str, str]:
    names = {school.name for school in TWELVE}
    every = filled.api.statuses(**times)
    return {name: status for name, status in every.items() if name in names}


def _exempelskolan(filled: Filled, **times: str) -> dict[str, Any]:
    return filled.api.programme("Exempelskolan", **times)


def _days(programme: dict[str, Any]) -> list[str]:
    return [session["occurredOn"] for session in programme["sessions"]]


def _intervention(programme: dict[str, Any], title: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = [i for i in programme["interventions"] if i["title"] == title]
    return found


def _sign(programme: dict[str, Any], text: str) -> str:
    (found,) = [s for s in programme["signs"] if s["text"] == text]
    return str(found["lastObserved"])
