"""`ksbs report`: the list, and reports written to files by real processes."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from ksbs.application.days import day_of
from tests.integration.cli.conftest import Ksbs
from tests.support.elsewhere import surroundings

NOMINATION = {
    "schoolUnitCode": "01234567",
    "schoolName": "Ådalsexemplets skola",
    "schoolForm": "GR",
    "organizerNumber": "2120000142",
    "grounds": ["low_results"],
    "motive": "Resultaten har sjunkit tre år i rad.",
}


@pytest.fixture(scope="module")
def known_at(ksbs: Ksbs) -> str:
    """An instant at which a programme has been nominated."""
    done = ksbs("record", "programmes", "--json", stdin=json.dumps(NOMINATION))
    return str(done.json["event"]["recordedAt"])


def test_the_reports_are_listed_for_people_and_for_programs(ksbs: Ksbs) -> None:
    # when
    as_text, as_json = ksbs("report"), ksbs("report", "--json")
    # then
    names = [item["name"] for item in as_json.json]
    assert names[0] == "term-status"
    assert len(names) == 6
    assert all(name in as_text.out for name in names)
    assert "--previous-known-at" in as_text.out


def test_a_report_is_written_to_the_file_that_is_named(
    ksbs: Ksbs, known_at: str, tmp_path: Path
) -> None:
    # when
    file = tmp_path / "report.pdf"
    done = ksbs("report", "term-status", "--known-at", known_at, "-o", file)
    # then
    assert done.code == 0, done.err
    assert file.read_bytes().startswith(b"%PDF-")
    assert f"{file}: as of " in done.err
    assert list(tmp_path.iterdir()) == [file]


def test_the_same_report_has_the_same_bytes_in_another_zone_and_under_another_seed(
    ksbs: Ksbs, known_at: str
) -> None:
    # given
    arguments = ["report", "term-status", "--known-at", known_at, "-o", "-"]
    there_only = surroundings(zone="Asia/Tokyo", seed=7)
    elsewhere = Ksbs(ksbs.home, ksbs.environment | there_only)
    for wanted in ("json", "csv", "svg"):
        # when
        here = ksbs(*arguments, "--format", wanted)
        there = elsewhere(*arguments, "--format", wanted)
        # then
        assert here.code == 0, here.err
        assert here.out == there.out
        assert "Terminens lägesrapport" in here.out


def test_a_programme_is_named_by_the_code_of_its_school_unit(
    ksbs: Ksbs, known_at: str
) -> None:
    # when
    arguments = ["--programme", "01234567", "--known-at", known_at]
    written = ["--format", "json", "--language", "en", "-o", "-"]
    done = ksbs("report", "audit-extract", *arguments, *written, "--as-role", "auditor")
    # then
    told = [block.get("text") for block in done.json["sections"][0]["blocks"]]
    assert told[:2] == [
        "The report is about: school Ådalsexemplets skola (01234567).",
        "Entries: 1.",
    ]


def test_a_file_that_cannot_be_written_is_told_and_why(
    ksbs: Ksbs, known_at: str, tmp_path: Path
) -> None:
    # given
    arguments = ("report", "diary", "--known-at", known_at, "--format", "csv", "-o")
    nowhere = tmp_path / "nowhere" / "diary.csv"
    # when
    missing, full = ksbs(*arguments, nowhere), ksbs(*arguments, "/dev/full")
    # then
    assert (missing.code, full.code) == (2, 2)
    assert f"written to {nowhere}: there is no folder {nowhere.parent}." in missing.err
    assert "written to /dev/full: No space left on device." in full.err
    assert "Traceback" not in missing.err + full.err
    assert "Next: Name another file with --output." in full.err


def test_a_report_is_compared_with_itself_at_another_pair(
    ksbs: Ksbs, known_at: str
) -> None:
    # given
    # The instant is in UTC; the day on which it falls in Stockholm may be the next.
    day = day_of(datetime.fromisoformat(known_at)).isoformat()
    pairs = ["--valid-at", "2000-01-01", "--compare-valid-at", day]
    # when
    as_text = ksbs("report", "term-status", *pairs)
    as_json = ksbs("report", "term-status", *pairs, "--language", "en", "--json")
    nothing = ksbs("report", "term-status", "--known-at", known_at, "--compare")
    # then
    assert as_text.code == 0, as_text.err
    assert as_text.out.startswith("Terminens lägesrapport\nFirst:  2000-01-01, as")
    assert "  + Läge: nominerad; Omgångar: 1" in as_text.out
    assert as_json.json["title"]["en"] == "Status report of the term"
    assert as_json.json["comparedTo"]["validAt"] == day
    assert as_json.json["total"]["added"] == 2
    assert nothing.out.endswith("Nothing differs.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "There is no report nothing"),
        (("interventions-and-indicators",), "needs --programme"),
        (("diary", "--indicator", "x"), "takes no --indicator"),
        (("diary", "--format", "svg"), "has no charts"),
        (("term-status", "--json"), "--format json"),
        (("term-status", "--compare"), "leave out --output"),
        (("term-status", "--compare", "--format", "csv"), "leave out --format"),
        (("audit-extract", "--programme", "01234567"), "may not"),
    ],
)
@pytest.mark.usefixtures("known_at")
def test_what_cannot_be_made_is_told_and_nothing_is_written(
    ksbs: Ksbs, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    # when
    done = ksbs("report", *arguments, "-o", tmp_path / "report")
    # then
    assert done.code != 0
    assert said in done.err
    assert list(tmp_path.iterdir()) == []
