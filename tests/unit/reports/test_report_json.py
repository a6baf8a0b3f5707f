"""A report as JSON, read back."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.domain.kinds import Status
from ksbs.reports.as_json import to_json
from ksbs.reports.cell import Cell, Column, Kind
from ksbs.reports.model import Table
from ksbs.reports.said import clean
from tests.unit.reports.sample import report_of, timeline, whole_report

KINDS: dict[Kind, st.SearchStrategy[Cell]] = {
    "text": st.text(max_size=30),
    "word": st.sampled_from(Status),
    "date": st.dates(),
    "integer": st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1),
    "decimal": st.decimals(min_value=-(10**10), max_value=10**10, places=4),
    "percent": st.decimals(min_value=0, max_value=100, places=1),
}


def read(report: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(report, parse_float=Decimal)
    return parsed


def test_it_states_the_pair_the_position_the_root_and_the_events() -> None:
    # when
    told = read(to_json(whole_report()))

    # then
    assert told["asOf"] == {
        "validAt": "2026-06-30",
        "knownAt": "2026-07-01T06:30:15.123456Z",
        "position": 4213,
        "root": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        "events": 4211,
    }
    assert (told["name"], told["title"]) == ("term-status", "Lägesrapport VT 2026")


def test_a_table_has_named_cells_and_says_what_its_words_mean() -> None:
    # when
    blocks = read(to_json(whole_report("en")))["sections"][0]["blocks"]
    table = next(block for block in blocks if block["kind"] == "table")

    # then
    assert table["rows"][1] == {
        "school": "Åsö skola 2",
        "status": "offered",
        "started": "2025-02-15",
        "sessions": 1,
        "eligible": Decimal("86.5"),
        "cost": Decimal("-1234566.8"),
        "seen": "2026-02-03T23:30:00Z",
    }
    assert table["columns"][1]["words"]["offered"] == Status.OFFERED.en
    assert table["columns"][5]["unit"] == "SEK"


def test_every_sort_of_block_is_there_in_order() -> None:
    # when
    blocks = read(to_json(whole_report()))["sections"][0]["blocks"]

    # then
    kinds = [block.get("form", block["kind"]) for block in blocks]
    assert " ".join(kinds) == "paragraph flag table line bar step timeline note"


def test_what_goes_on_has_no_last_day() -> None:
    # when
    (block,) = read(to_json(report_of(timeline())))["sections"][0]["blocks"]

    # then
    assert block["lanes"][0]["spans"][1] == {
        "text": "Handledning",
        "first": "2026-01-10",
        "last": None,
        "state": "pågående",
    }
    assert block["marked"] == "2026-06-30"


def test_the_bytes_are_canonical() -> None:
    # when
    written = to_json(whole_report())

    # then they are what sorting and packing what was read gives
    again = json.dumps(
        json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert written == again.encode()


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_cell_comes_back_as_it_was(kind: Kind, data: st.DataObject) -> None:
    # given
    cell = data.draw(KINDS[kind])
    table = Table("held", "Det", (Column("it", "Det", kind),), ((cell,),))

    # when
    (block,) = read(to_json(report_of(table)))["sections"][0]["blocks"]
    (row,) = block["rows"]

    # then
    if isinstance(cell, date):
        assert date.fromisoformat(row["it"]) == cell
    elif isinstance(cell, str):
        assert row["it"] == clean(cell)
    else:
        assert row["it"] == cell
