"""The questions that look back, answered by hand from the demo's pages.

The pages are docs/tutorial/the-demo-municipality.md and the-demo-city-programmes.md.
"""

from tests.integration.demo.questions.conftest import Ask, shown

ELIGIBLE = "ratioOfPupils9thGradeEligibleForNationalProgramYR"


def test_13_what_the_plan_said_on_1_march_2026(ask: Ask) -> None:
    # when
    rows = ask(13, programme="01000024", validAt="2026-03-01")

    # then the target date of one goal was corrected on 2026-04-13
    text = "Minst 95 procent av eleverna svarar att de vet vad som krävs."
    differing = [row for row in rows if row["differs"]]
    assert shown(differing, "part", "then", "now") == [
        ("goal", f"{text} (2026-12-04)", f"{text} (2026-11-27)")
    ]
    versions = [row for row in rows if row["part"] == "version"]
    assert shown(versions, "now", "firstPlanVersion") == [
        ("2024-10-07", 1),
        ("2025-09-22", 2),
    ]
    parts = [row["part"] for row in rows if row["firstPlanVersion"]]
    assert [parts.count(part) for part in ("goal", "sign", "baseline")] == [2, 4, 4]


def test_13_what_is_worked_on_is_in_no_version_yet(ask: Ask) -> None:
    # when: the goal was raised on 2025-01-20, and version 2 stands from 2025-01-27
    asked = ask(13, programme="01000001", validAt="2025-01-24", knownAt="2025-01-24")
    later = ask(13, programme="01000001", validAt="2025-01-27", knownAt="2025-01-27")

    # then
    raised = "Minst 94 procent av eleverna i årskurs 9 har godkänt betyg i matematik."
    versions = [
        [r["firstPlanVersion"] for r in rows if (r["now"] or "").startswith(raised)]
        for rows in (asked, later)
    ]
    assert versions == [[None], [2]]


def test_14_what_became_of_the_areas_of_year_1(ask: Ask) -> None:
    # when
    hag = ask(14, programme="01000013")
    strand = ask(14, programme="01000005")

    # then
    columns = ("yearEndedOn", "title", "rankThen", "became", "rankNow", "assessments")
    assert shown(hag, *columns) == [
        (
            "2021-06-30",
            "Resonerande undervisning i matematik",
            1,
            "prioritised",
            1,
            ["reached"],
        ),
        ("2021-06-30", "Läsförståelse i alla ämnen", 2, "prioritised", 2, ["partly"]),
    ]
    # and an area whose priority was taken away before the year ended is not among them
    assert shown(strand, "title", "rankThen", "rankNow") == [
        ("Resonerande undervisning i matematik", 1, 1)
    ]


def test_15_the_state_of_all_programmes_on_31_december(ask: Ask) -> None:
    # when
    rows = ask(15, on="2022-12-31")
    start = ask(15, on="2022-12-31", status="completed")

    # then
    assert dict(shown(rows, "school", "status")) == {
        "Bergexemplets skola": "following_up",
        "Exempelgymnasiet Hamnen": "following_up",
        "Exempelgymnasiet Staden": "following_up",
        "Exempelgymnasiet Torget": "decided",
        "Fjällexemplets skola": "analysing",
        "Hagexemplets skola": "following_up",
        "Lundexemplets skola": "following_up",
        "Sjöexemplets skola": "analysing",
        "Skogsexemplets skola": "rejected",
        "Tallexemplets skola": "following_up",
        "Vikexemplets skola": "following_up",
    }
    assert start == []


def test_16_what_the_school_knew_when_it_prioritised(ask: Ask) -> None:
    # when
    rows = [row for row in ask(16, programme="01000013") if row["rank"] == 1]

    # then the share of 2018/19 was not yet revised, nor the evidence corrected
    figures = [row for row in rows if row["kind"] == ELIGIBLE]
    assert shown(figures, "validAt", "period", "published") == [
        ("2021-01-19", "2018/19", "67,0"),
        ("2021-01-19", "2019/20", "65,6"),
    ]
    evidence = [row for row in rows if row["what"] == "evidence"]
    assert evidence[0]["summary"] == (
        "Betygen i årskurs 9 har sjunkit jämfört med året före."
    )
    assert {row["areaTitle"] for row in rows} == {
        "Resonerande undervisning i matematik"
    }


def test_17_how_the_goals_of_exempelskolan_changed(ask: Ask) -> None:
    # when
    rows = ask(17, programme="01000001")

    # then
    raised = "Minst 94 procent av eleverna i årskurs 9 har godkänt betyg i matematik."
    assert shown(rows, "goalVersion", "saidOn", "endedOn", "firstPlanVersion") == [
        (1, "2024-02-20", "2025-01-20", 1),
        (2, "2025-01-20", None, 2),
        (1, "2024-02-21", None, 1),
        (1, "2024-02-22", None, 1),
    ]
    assert rows[1]["goal"] == raised != rows[0]["goal"]
    assert [row["level"] for row in rows] == ["pupil", "pupil", "pupil", "teaching"]
    assert "procent" in rows[2]["goal"]
    # and of Ängsexemplets skola, the third goal was withdrawn
    withdrawn = [row for row in ask(17, programme="01000004") if row["endedOn"]]
    assert shown(withdrawn, "saidOn", "endedOn", "firstPlanVersion") == [
        ("2026-03-04", "2026-03-10", None)
    ]
    assert withdrawn[0]["withdrawnBecause"]


def test_18_who_was_principal_on_two_days(ask: Ask) -> None:
    # when
    before = ask(18, programme="01000002", validAt="2024-08-04")
    after = ask(18, programme="01000002", validAt="2024-08-05")

    # then another principal, the same process supporter
    assert shown(before, "role", "firstDay") == [
        ("principal", "2023-10-02"),
        ("process-supporter", "2024-01-09"),
    ]
    assert shown(after, "role", "firstDay") == [
        ("principal", "2024-08-05"),
        ("process-supporter", "2024-01-09"),
    ]
    assert before[0]["personId"] != after[0]["personId"]
    assert before[1]["personId"] == after[1]["personId"]


def test_19_what_ran_at_the_spring_follow_up(ask: Ask) -> None:
    # when
    torget = ask(19, year=2024, programme="01000022")
    exempelskolan = ask(19, year=2025, programme="01000001")

    # then
    assert shown(torget, "heldOn", "intervention", "status") == [
        ("2024-06-04", "Mentorsutbildning för alla program", "paused"),
        ("2024-06-04", "Gemensamma ordningsregler på alla program", "started"),
    ]
    assert shown(exempelskolan, "heldOn", "intervention", "startedOn") == [
        ("2025-06-10", "Utbildning i lässtrategier för alla lärare", "2025-01-13"),
        ("2025-06-10", "Gemensam lektionsstruktur i arbetslagen", "2024-08-19"),
    ]


def test_20_the_time_from_the_decision(ask: Ask) -> None:
    # when
    days = {
        row["school"]: (
            row["daysToStart"],
            row["daysToSixthSession"],
            row["daysToPlan"],
        )
        for row in ask(20)
    }

    # then
    assert len(days) == 26
    # 2020-04-14 to 2020-08-17, 2021-01-12 and 2021-04-12
    assert days["Hagexemplets skola"] == (125, 273, 363)
    # 2020-04-20 to 2020-08-21 and 2021-04-16; it had five sessions
    assert days["Tallexemplets skola"] == (123, None, 361)
    # 2023-08-09 to 2023-08-14, 2024-01-16 and 2024-04-08
    assert days["Exempelskolan"] == (5, 160, 243)
    assert days["Södra Exempelgymnasiet"] == (None, None, None)


def test_21_what_became_of_the_nominations_of_a_round(ask: Ask) -> None:
    # when
    rows = [*ask(21, round="2022/23"), *ask(21, round="2024/25")]

    # then
    columns = ("school", "outcome", "outcomeOn", "reasonKind", "reason")
    assert shown(rows, *columns) == [
        ("Fjällexemplets skola", "decided", "2022-04-25", None, None),
        ("Sjöexemplets skola", "decided", "2022-04-19", None, None),
        (
            "Skogsexemplets skola",
            "rejected",
            "2022-04-11",
            None,
            "Skolan får redan stöd i ett annat utvecklingsarbete.",
        ),
        ("Holmexemplets skola", "decided", "2024-04-22", None, None),
        (
            "Älvexemplets skola",
            "declined",
            "2024-03-18",
            "time",
            "Skolan har under året öppnat en ny avdelning.",
        ),
    ]


def test_22_when_signs_were_first_seen(ask: Ask) -> None:
    # when
    rows = ask(22, programme="01000013")

    # then both of the first goal, 568 days after 2021-04-26; of the second none fully
    columns = ("firstSeenOn", "intervention", "startedOn", "daysAfterStart")
    assert (
        shown(rows, *columns)
        == [("2022-11-15", "Kollegial handledning i matematik", "2021-04-26", 568)] * 2
    )


def test_23_results_as_published_at_each_time(ask: Ask) -> None:
    # when
    rows = ask(23, programme="01000013", indicator=ELIGIBLE)

    # then each time the latest that had been published by then
    assert shown(rows, "moment", "on", "period", "published") == [
        ("selection", "2020-02-03", "2018/19", "67,0"),
        ("year_1", "2021-06-30", "2019/20", "65,6"),
        ("year_2", "2022-06-30", "2020/21", "64,2"),
        ("year_3", "2023-06-30", "2021/22", "66,4"),
    ]
    hidden = ask(23, programme="01000021", indicator=ELIGIBLE)
    assert {row["published"] for row in hidden} == {".."}
    assert {row["value"] for row in hidden} == {None}


def test_24_the_share_of_the_staff_reached(ask: Ask) -> None:
    # when
    rows = ask(24, programme="01000013")

    # then of 21 in each half, session by session: 1 and 2, 2 and 0, 0 and 1 … missing
    assert shown(rows, "sessionNumber", "termName", "present", "eligible", "share") == [
        (1, "HT20", 39, 42, "92.9"),
        (2, "HT20", 40, 42, "95.2"),
        (3, "HT20", 41, 42, "97.6"),
        (4, "HT20", 39, 42, "92.9"),
        (5, "HT20", 40, 42, "95.2"),
        (6, "VT21", 41, 42, "97.6"),
    ]


def test_25_support_promised_and_delivered(ask: Ask) -> None:
    # when asked before the twelve schools whose costs the seed chooses
    rows = ask(25, validAt="2023-06-30", knownAt="2023-06-30")

    # then
    columns = ("department", "asked", "promised", "declined", "delivered")
    assert shown(rows, *columns, "plannedCost", "cost") == [
        ("Avdelningen för elevhälsa", 3, 1, 2, 1, 80_000, 95_000),
        # 120 + 150 + 200 + 90 + 130 + 160 thousand; 112, 150 and 90 thousand paid
        ("Avdelningen för undervisningsstöd", 6, 6, 0, 3, 850_000, 352_000),
        # 70 + 110 + 140 + 100 + 50 thousand; one discontinued, none completed
        ("Exempelinstitutet", 5, 5, 0, 0, 470_000, 0),
    ]
    assert shown(rows, "discontinued", "underWay", "notStarted") == [
        (0, 0, 0),
        (0, 3, 0),
        (1, 2, 2),
    ]
    assert {row["withoutIntervention"] for row in rows} == {0}


def test_27_the_difference_between_two_dates(ask: Ask) -> None:
    # when
    bounds = {"from": "2023-01-22", "to": "2023-08-21"}
    berg = ask(27, programme="01000017", view="decisions", **bounds)
    bounds = {"from": "2025-01-19", "to": "2025-01-27"}
    goals = ask(27, programme="01000001", view="goals", **bounds)

    # then a pause and its end were decided
    assert [(r["change"], r["after"]["kind"]) for r in berg] == [
        ("added", "ProgrammePaused"),
        ("added", "ProgrammeResumed"),
    ]
    # and a goal got its second version, so that the first ended
    assert shown(goals, "change", "field") == [
        ("added", None),
        ("changed", "endedOn"),
        ("changed", "lastPlanVersion"),
    ]
    assert goals[0]["after"]["goalVersion"] == 2
    assert (goals[1]["before"], goals[1]["after"]) == (None, "2025-01-20")


def test_29_causes_at_the_level_of_the_organizer(ask: Ask) -> None:
    # when
    rows = ask(29)

    # then
    assert [row["school"] for row in rows] == [
        "Björkexemplets skola",
        "Ekexemplets skola",
        "Lundexemplets skola",
        "Sjöexemplets skola",
        "Slottsexemplets skola",
        "Vikexemplets skola",
        "Ådalsexemplets skola",
        "Ängsexemplets skola",
    ]
    tested = dict(shown(rows, "school", "assessedOn"))
    assert tested["Lundexemplets skola"] == "2022-08-26"
    assert tested["Vikexemplets skola"] == "2021-05-07"
    assert tested["Ådalsexemplets skola"] is None
    # and between 2022-08-24 and its test on 2022-08-26 that of Lundexemplet had none
    between = ask(29, validAt="2022-08-25", programme="01000018")
    assert shown(between, "proposedOn", "verdict", "assessedOn") == [
        ("2022-08-24", None, None)
    ]
