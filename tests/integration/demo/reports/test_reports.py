"""The other reports of the filled demo, held against the pages that tell its story."""

from collections.abc import Callable

from ksbs.domain.words import Role
from tests.integration.demo.reports.conftest import Make, Send, charts, table
from tests.support.pdf_conformance import broken_rules

Find = Callable[[str], str]


def test_the_register_holds_a_decision_with_its_report_to_the_committee(
    make: Make,
) -> None:
    # when
    report = make("decision-register", to="2020-12-31")

    # then
    rows = [(*row[1:4], *row[5:]) for row in table(report, "decisions")]
    decided = "Enrolment decided"
    assert rows == [
        ("2020-04-14", "Hagexemplets skola", decided, "2020-05-25", "§ 31"),
        ("2020-04-20", "Tallexemplets skola", decided, "2020-05-29", "§ 32"),
        ("2020-10-21", "Vikexemplets skola", decided, "2020-11-25", "§ 77"),
    ]


def test_the_register_says_that_an_exception_need_not_be_reported(make: Make) -> None:
    # when asked for everything, and for a time without exceptions
    both = [make("decision-register"), make("decision-register", to="2020-12-31")]
    notes = [
        [b["text"] for b in report["sections"][0]["blocks"] if b["kind"] == "note"]
        for report in both
    ]

    # then
    exceptions = [row for row in table(both[0], "decisions") if "exception" in row[3]]
    assert exceptions
    assert {row[5:] for row in exceptions} == {(None, None)}
    assert [len(told) for told in notes] == [1, 0]
    assert "need not be reported to the committee" in notes[0][0]


def test_the_register_says_who_decided_in_which_capacity(
    make: Make, programme_id: Find
) -> None:
    # when Uddexemplets skola was decided twice, and the first time annulled
    report = make("decision-register", programmeId=programme_id("01000034"))

    # then
    assert [row[1] for row in table(report, "decisions")] == ["2026-04-27"]
    deciders = [(row[1], row[2], row[4]) for row in table(report, "deciders")]
    school = "Uddexemplets skola"
    assert deciders[:2] == [(school, "chief", "for"), (school, "principal", "for")]


def test_the_diary_follows_a_case_with_its_documents(
    make: Make, programme_id: Find
) -> None:
    # when
    report = make("diary", programmeId=programme_id("01000024"))

    # then the plan of Ekexemplets skola was asked for and sent
    rows = [row[:3] for row in table(report, "diary")]
    assert rows == [
        ("KS 2023/0190", "2023-10-23", "case opened"),
        ("KS 2023/0190", "2025-02-10", "document, received"),
        ("KS 2023/0190", "2025-02-13", "document, drawn up"),
        ("KS 2023/0190", "2025-02-13", "dispatched"),
    ]


def test_schools_are_compared_by_levels_as_published(make: Make) -> None:
    # when
    report = make("school-comparison", indicator="ratioOfPupilsWithExamWithin3Years:EK")

    # then a rounded level keeps its text and its kind, whatever its value
    rows = {row[:3]: row[3:6] for row in table(report, "levels")}
    kanalen = "Exempelgymnasiet Kanalen", "ratioOfPupilsWithExamWithin3Years:EK"
    assert rows[*kanalen, "2023/24"] == ("82,8", "exact", 82.8)
    assert rows[*kanalen, "2024/25"][:2] == ("~85", "approximate")
    (chart,) = charts(report)
    assert chart["title"] == (
        "Diploma within three years, Business Management and Economics (per cent),"
        " the last 3 periods"
    )
    assert ("Exempelgymnasiet Kanalen", "~85") in {
        (row[0], row[-1]) for row in table(report, "byPeriod1")
    }
    assert [series["title"] for series in chart["series"]] == [
        "2022/23",
        "2023/24",
        "2024/25",
    ]


def test_a_hidden_level_is_a_gap_and_never_a_number(make: Make) -> None:
    # when
    report = make("school-comparison", schoolForm="GR")

    # then Fjällexemplets skola has too few pupils
    school = "Fjällexemplets skola"
    rows = [row for row in table(report, "levels") if row[0] == school]
    assert rows
    assert {row[3:6] for row in rows} == {("..", "suppressed", None)}
    for chart in charts(report):
        place = chart["at"].index(school)
        assert {series["values"][place] for series in chart["series"]} == {None}
    # and no upper-secondary school is among those of the form asked for
    assert "Exempelgymnasiet Staden" not in {row[0] for row in table(report, "schools")}


def test_one_programme_is_shown_over_time(make: Make, programme_id: Find) -> None:
    # when
    said = {"programmeId": programme_id("01000013")}
    report = make("interventions-and-indicators", **said)

    # then: title, status, started, ended, occasions, hours, cost
    rows = [(row[0], *row[2:]) for row in table(report, "interventions")]
    assert sorted(rows) == [
        (
            "Kollegial handledning i matematik",
            *("completed", "2021-04-26", "2022-06-03", 7, 21.5, 112000),
        ),
        ("Läsro", "planned", None, None, None, None, None),
        (
            "Utbildning i lässtrategier för alla lärare",
            *("completed", "2021-08-30", "2022-12-16", 7, 21.5, None),
        ),
    ]
    timeline = charts(report)[0]
    assert [lane["title"] for lane in timeline["lanes"]] == [
        "Resonerande undervisning i matematik",
        "Läsförståelse i alla ämnen",
    ]
    texts = [b.get("text", "") for s in report["sections"] for b in s["blocks"]]
    assert any("does not show that it was its effect" in text for text in texts)


def test_levels_are_those_that_were_known_then(make: Make, programme_id: Find) -> None:
    # given the level of 2018/19 was revised to 67,4 on 2021-10-06
    eligible = "ratioOfPupils9thGradeEligibleForNationalProgramYR"
    said = {"programmeId": programme_id("01000013"), "indicator": eligible}

    # when
    name = "interventions-and-indicators"
    before = make(name, **said, validAt="2021-10-01", knownAt="2021-10-01")
    after = make(name, **said)

    # then
    first = [{row[2]: row[3] for row in table(r, "levels")} for r in (before, after)]
    assert [levels["2018/19"] for levels in first] == ["67,0", "67,4"]


def test_the_extract_holds_the_entries_between_two_days(
    make: Make, programme_id: Find
) -> None:
    # when
    said = {"programmeId": programme_id("01000024")}
    days = {"from": "2024-04-08", "to": "2024-04-22"}
    report = make("audit-extract", **said, **days)

    # then both corrections of a session's day are there, as recorded
    rows = [row for row in table(report, "entries") if "orrect" in row[3]]
    assert [row[2] for row in rows] == ["2024-04-08", "2024-04-22"]
    contents = {row[0]: row[-1] for row in table(report, "contents")}
    assert all("2024-03-2" in contents[row[0]] for row in rows)


def test_the_extract_tells_what_is_marked_confidential(
    make: Make, programme_id: Find
) -> None:
    # when, at Exempelgymnasiet Kanalen, one mark stands and one has been lifted
    said = {"programmeId": programme_id("01000025")}
    report = make("audit-extract", **said)

    # then
    marked = [(row[2], row[-1]) for row in table(report, "entries") if row[-1]]
    assert marked == [("2024-09-09", "summary: OSL 23 kap. 2 §")]


def test_a_report_says_what_it_was_narrowed_to(make: Make, programme_id: Find) -> None:
    # when
    days = {"from": "2024-04-08", "to": "2024-04-22"}
    one = make("audit-extract", programmeId=programme_id("01000024"), **days)
    form = make("school-comparison", schoolForm="GR", indicator="totalNumberOfPupils")

    # then
    first = [report["sections"][0]["blocks"][0]["text"] for report in (one, form)]
    school = "Ekexemplets skola (01000024)"
    assert first == [
        f"The report is about: school {school}, from 2024-04-08, up to 2024-04-22.",
        "The report is about: form of school compulsory school, indicator Pupils.",
    ]
    # and a report about everything says nothing of the sort
    assert "is about" not in str(make("diary"))


def test_the_extract_can_be_cut_by_positions(make: Make, programme_id: Find) -> None:
    # given
    said = {"programmeId": programme_id("01000013")}
    places = [row[0] for row in table(make("audit-extract", **said), "entries")]

    # when
    cut = {"fromPosition": places[2], "toPosition": places[4]}
    report = make("audit-extract", **said, **cut)

    # then
    assert [row[0] for row in table(report, "entries")] == places[2:5]


def test_every_report_comes_in_every_format_the_same_twice(
    send: Send, programme_id: Find
) -> None:
    # given
    one = {"programmeId": programme_id("01000016")}
    drawn: dict[str, dict[str, str]] = {
        "term-status": {},
        "school-comparison": {"schoolForm": "GY"},
        "interventions-and-indicators": one,
    }
    plain: dict[str, dict[str, str]] = {
        "decision-register": one,
        "diary": one,
        "audit-extract": one | {"to": "2021-06-30"},
    }
    for name, said in {**drawn, **plain}.items():
        for wanted in (
            "json",
            "csv",
            "xlsx",
            "pdf",
            *(["svg"] if name in drawn else []),
        ):
            for language in ("sv", "en"):
                # when
                asked = {**said, "format": wanted, "language": language}
                first, second = (send(name, Role.AUDITOR, **asked) for _ in range(2))

                # then
                assert first.content == second.content, (name, wanted)
                assert first.headers["content-language"] == language
                if wanted == "pdf":
                    assert broken_rules(first.content) == set(), (name, language)
