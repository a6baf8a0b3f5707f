"""Question 26 about the demo: each report that was sent is made again and compared."""

from hashlib import sha256

from ksbs.domain.words import Role
from tests.integration.demo.questions.conftest import Ask, shown


def test_26_every_report_of_the_story_has_the_digest_that_was_sent(ask: Ask) -> None:
    # when
    rows = ask(26)

    # then
    assert len(rows) == 14
    assert {row["equal"] for row in rows} == {True}
    assert all(row["sha256"] == row["remadeSha256"] for row in rows)
    assert len({row["sha256"] for row in rows}) == 14
    assert {*shown(rows, "reportName", "reportFormat", "reportLanguage")} == {
        ("term-status", "json", "sv")
    }
    assert {row["unequalBecause"] for row in rows} == {None}


def test_26_the_digest_is_that_of_the_file_that_the_report_is_had_as(ask: Ask) -> None:
    # given
    (row,) = ask(26, programme="01000001")
    times = {"validAt": row["validAt"], "knownAt": row["knownAt"]}

    # when
    file = ask.site.get(
        f"/reports/{row['reportName']}",
        role=Role.AUDITOR,
        params={**times, "format": row["reportFormat"], "language": "sv"},
    )

    # then
    assert sha256(file.content).hexdigest() == row["sha256"]
    assert len(file.content) == row["bytes"]


def test_26_the_report_is_the_same_whenever_it_is_asked(ask: Ask) -> None:
    # when
    a_week_later = ask(
        26, programme="01000001", validAt="2025-01-27", knownAt="2025-01-27"
    )
    at_last = ask(26, programme="01000001")

    # then, though an intervention of 2025-01-13 came to be known only in February
    (report,) = at_last
    assert a_week_later == at_last
    assert report["equal"]
    assert report["submittedOn"] == report["validAt"] == "2025-01-20"
    assert report["knownAt"] == "2025-01-20T07:00:00Z"
    assert report["status"] == "following_up"


def test_26_what_came_to_be_known_later_is_not_in_it(ask: Ask) -> None:
    # given
    (row,) = ask(26, programme="01000001")
    pairs = (row["knownAt"], "2025-02-28")

    # when
    reports = [
        ask.site.get(
            "/reports/term-status",
            role=Role.AUDITOR,
            params={"validAt": row["validAt"], "knownAt": known_at},
        )
        for known_at in pairs
    ]

    # then
    school = "Exempelskolan"
    running = [
        table_row["running"]
        for report in reports
        for section in report.json()["sections"]
        if section["name"] == "programmes"
        for table_row in section["blocks"][-1]["rows"]
        if table_row["school"] == school
    ]
    assert running == [2, 3]
