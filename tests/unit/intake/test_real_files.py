"""Reads Skolverket's own files where they lie beside the project."""

from pathlib import Path

import pytest

from ksbs.application.intake import FileRejected, merge, read_school_units

DATA = Path(__file__).parents[4] / "shared" / "data" / "skolverket"
LIST = DATA / "planned-educations-v4-school-units-0180-ak9.json"
DETAILS = DATA / "planned-educations-v4-school-unit-details-0180.jsonl"

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="Skolverket's files do not lie beside the project"
)


def test_all_four_pages_of_the_list_are_read() -> None:
    # given / when
    units = read_school_units(LIST)

    # then
    assert len({u.code for u in units}) == len(units) == 155
    assert sum(u.organizer_type == "KOMMUN" for u in units) == 74
    assert all(u.municipality_code == "0180" and "GR" in u.school_forms for u in units)


def test_details_and_list_agree_and_complete_each_other() -> None:
    # given
    details = {u.code: u for u in read_school_units(DETAILS)}

    # when
    merged = [merge(details.get(u.code), u) for u in read_school_units(LIST)]

    # then
    assert len(details) == 100
    known = [u for u in merged if u.code in details]
    assert all(u.facts() == details[u.code].facts() for u in known)
    assert {u.organizer_number for u in known if u.organizer_type == "KOMMUN"} == {
        "2120000142"
    }


def test_the_registers_responses_are_read() -> None:
    # given
    names = ("registry-v2-school-unit.json", "registry-v2-school-units.json")

    # when
    counts = [len(read_school_units(DATA / "fixtures" / name)) for name in names]

    # then
    assert counts == [1, 2]


@pytest.mark.parametrize(
    "name",
    [
        "planned-educations-v4-statistics-gr-0180.jsonl",
        "skolverket-slutbetyg-ak9-2025-skolenhet-0180.csv",
        "fixtures/v4-salsa-unit-absent.json",
        "fixtures/kolada-v3-kpi.json",
    ],
)
def test_files_about_other_things_are_rejected(name: str) -> None:
    # given / when / then
    with pytest.raises(FileRejected):
        read_school_units(DATA / name)
