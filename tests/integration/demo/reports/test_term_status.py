"""The status report of the term, with figures worked out by hand from the demo's pages.

The pages are docs/tutorial/the-demo-municipality.md and the-demo-city-programmes.md.
"""

from tests.integration.demo.reports.conftest import Make, charts, table

SPRING_24 = {"validAt": "2024-06-30", "knownAt": "2024-06-30"}


def test_the_portfolio_counts_every_programme_by_stage(make: Make) -> None:
    # when
    report = make("term-status")

    # then as both pages say how it stands on 2026-06-30
    counted = dict(table(report, "portfolio"))
    assert counted == {
        "nominated": 1,
        "offered": 2,
        "withdrawn": 1,
        "declined": 2,
        "rejected": 2,
        "decided": 2,
        "started": 1,
        "analysing": 3,
        "planning": 1,
        "acting": 1,
        "following_up": 7,
        "paused": 1,
        "completed": 8,
        "terminated": 2,
    }
    (chart,) = charts(report)
    assert chart["series"][0]["values"] == list(counted.values())


def test_each_programme_has_its_stage_term_sessions_areas_and_interventions(
    make: Make,
) -> None:
    # when
    rows = {row[0]: row[1:] for row in table(make("term-status"), "programmes")}

    # then
    assert rows["Exempelskolan"] == ("following_up", 6, 6, 3, 1, 0)
    assert rows["Exempelgymnasiet Kanalen"] == ("following_up", 4, 6, 2, 1, 0)
    assert rows["Holmexemplets skola"] == ("paused", 4, 6, 2, 1, 0)
    assert rows["Ådalsexemplets skola"] == ("analysing", 2, 4, 0, 0, 0)
    assert rows["Brunnsexemplets skola"] == ("offered", None, 0, 0, 0, 0)
    # and what had ended before the spring is not told of
    assert "Hagexemplets skola" not in rows
    assert "Älvexemplets skola" not in rows


def test_a_paused_intervention_is_counted_by_itself(make: Make) -> None:
    # when asked while one at Exempelgymnasiet Torget was paused
    rows = {
        row[0]: row for row in table(make("term-status", **SPRING_24), "programmes")
    }

    # then
    assert rows["Exempelgymnasiet Torget"][-2:] == (1, 1)


def test_goals_are_counted_by_their_latest_assessment(make: Make) -> None:
    # when
    rows = {row[0]: row[1:] for row in table(make("term-status"), "goals")}

    # then: goals, reached, partly, not reached, too early, not assessed
    assert rows["Exempelskolan"] == (3, 1, 1, 1, 0, 0)
    assert rows["Gärdexemplets skola"] == (2, 1, 0, 1, 0, 0)
    assert rows["Ekexemplets skola"] == (2, 0, 1, 0, 1, 0)
    assert rows["Slottsexemplets skola"] == (2, 0, 0, 0, 0, 2)


def test_exceptions_overdue_steps_and_concerns_are_flagged(make: Make) -> None:
    # when
    report = make("term-status")

    # then, of the same programmes as the section of the programmes
    (attention,) = [s for s in report["sections"] if s["name"] == "attention"]
    assert attention["blocks"][0] == {
        "kind": "note",
        "text": "Of the programmes that had not ended before the term.",
    }
    assert table(report, "exceptions") == [
        ("Björkexemplets skola", "fewer_than_six_sessions", "2024-05-13")
    ]
    assert table(report, "overdue") == [
        ("Brunnsexemplets skola", "answer to the offer", "2026-04-30"),
        ("Gärdexemplets skola", "annual review 2", "2025-06-30"),
        ("Slottsexemplets skola", "follow-up", "2026-06-15"),
        ("Ådalsexemplets skola", "session 5", "2025-12-10"),
        ("Ådalsexemplets skola", "session 6", "2026-01-14"),
    ]
    assert table(report, "concerns") == [
        (
            "Slottsexemplets skola",
            "confidential, OSL 23 kap. 2 §",
            "2026-03-09",
        )
    ]


def test_it_corrects_the_report_of_the_term_before(make: Make) -> None:
    # when two schools recorded their fifth session only after the Christmas holidays
    report = make("term-status", **SPRING_24)

    # then
    assert table(report, "corrections") == [
        ("Exempelskolan", "sessions held", "4", "5"),
        ("Exempelskolan", "steps overdue", "1", "0"),
        ("Gärdexemplets skola", "sessions held", "4", "5"),
        ("Gärdexemplets skola", "steps overdue", "1", "0"),
    ]


def test_a_report_that_knew_more_has_less_to_correct(make: Make) -> None:
    # when the report before was made when both had been recorded
    report = make("term-status", **SPRING_24, previousKnownAt="2024-01-10")

    # then
    assert report["sections"][-1]["blocks"][-1] == {
        "kind": "paragraph",
        "text": "Nothing in the previous report has been corrected.",
    }


def test_a_programme_that_the_report_before_had_otherwise_is_told_of_once(
    make: Make,
) -> None:
    # when asked in the autumn of 2024, with a report from before a start came late
    times = {"validAt": "2025-06-30", "knownAt": "2025-06-30"}
    report = make("term-status", **times, previousKnownAt="2024-08-30")

    # then Norra Exempelgymnasiet had started, as is known now
    (stage,) = [
        row
        for row in table(report, "corrections")
        if row[:2] == ("Norra Exempelgymnasiet", "stage")
    ]
    assert stage[2] == "decided"
