"""`ksbs import indicators`, by real processes."""

from pathlib import Path

from tests.integration.cli.conftest import Ksbs

FIXTURES = Path(__file__).parents[2] / "fixtures" / "skolverket"
STATISTICS = FIXTURES / "indicators-v4-gr.jsonl"
UNITS = FIXTURES / "planned-v4-list-of-two-pages.json"
NONE: list[object] = []


def test_figures_are_counted_and_the_second_import_says_nothing_new(ksbs: Ksbs) -> None:
    # given
    unknown = FIXTURES / "indicators-v4-gy.json"
    ksbs("import", "school-units", UNITS)
    # when
    first = ksbs("import", "indicators", STATISTICS, unknown, "--json").json
    second = ksbs("import", "indicators", STATISTICS, "--json").json
    # then
    assert first == {
        "read": 21,
        "new": 21,
        "unchanged": 0,
        "units": 3,
        "unknownUnits": ["04567890"],
        "rejected": NONE,
    }
    assert second == {
        "read": 14,
        "new": 0,
        "unchanged": 14,
        "units": 2,
        "unknownUnits": NONE,
        "rejected": NONE,
    }


def test_a_person_is_told_in_words_and_which_units_are_not_in_the_register(
    ksbs: Ksbs,
) -> None:
    # when
    told = ksbs("import", "indicators", FIXTURES / "indicators-programmes.csv")
    # then
    assert told.code == 0
    assert told.out == (
        "10 figures of 2 school units read: 10 new or revised, 0 known already.\n"
        "2 of the units are not in the register: 04567890, 05678901.\n"
        "Their figures are kept; import the units with “ksbs import school-units”.\n"
    )


def test_a_broken_file_exits_65_names_every_fault_and_records_nothing(
    ksbs: Ksbs, tmp_path: Path
) -> None:
    # given
    broken = tmp_path / "broken.jsonl"
    lines = STATISTICS.read_text().splitlines()
    broken.write_text("\n".join([lines[0][:200], lines[1].replace("188,4", "188;4")]))
    other = FIXTURES / "indicators-v4-salsa.json"
    # when
    as_json = ksbs("import", "indicators", other, broken, "--json")
    as_text = ksbs("import", "indicators", other, broken)
    # then
    assert (as_json.code, as_text.code, as_text.out) == (65, 65, "")
    rejected = as_json.json["rejected"]
    assert [(each["file"], each["line"]) for each in rejected] == [
        (str(broken), 2),
        (str(broken), 2),
    ]
    assert "'188;4', a number" in rejected[1]["reason"]
    assert all(
        f"{each['file']}:{each['line']}: {each['reason']}" in as_text.err
        for each in rejected
    )
    assert "Nothing was recorded." in as_text.err
    # and then: the whole file beside it is still news
    assert ksbs("import", "indicators", other, "--json").json["new"] == 4


def test_each_kind_of_file_is_sent_to_its_own_command(ksbs: Ksbs) -> None:
    # when
    units = ksbs("import", "indicators", UNITS)
    figures = ksbs("import", "school-units", FIXTURES / "indicators-final-grades.csv")
    # then
    assert (units.code, figures.code) == (65, 65)
    assert "import the file with “ksbs import school-units”" in units.err
    assert "import the file with “ksbs import indicators”" in figures.err


def test_help_says_which_files_are_read(ksbs: Ksbs) -> None:
    # when
    told = ksbs("import", "indicators", "--help")
    # then
    assert told.code == 0
    assert "SALSA" in told.out
