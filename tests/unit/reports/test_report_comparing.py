"""What two reports say otherwise, row by row."""

from collections.abc import Mapping

import pytest

from ksbs.domain.words import Bilingual
from ksbs.reports.cell import Cell, Column
from ksbs.reports.comparing import TableDiffers, differences
from ksbs.reports.model import Note, Report, Table
from tests.unit.reports.sample import line_chart, report_of, timeline

COLUMNS = (
    Column("number", "Nr", "integer", compared=False),
    Column("school", "Skola"),
    Column("sessions", "Träffar", "integer"),
)


def table(*rows: tuple[str, str, int]) -> Table:
    """Make a table of schools with their sessions, by an id that it does not show."""
    told: list[Mapping[str, Cell]] = [
        {"id": id_, "number": number, "school": school, "sessions": sessions}
        for number, (id_, school, sessions) in enumerate(rows, 1)
    ]
    return Table.of(
        "schools",
        title="Skolor",
        columns=COLUMNS,
        rows=told,
        key=("school",),
        identity=("id",),
    )


def compared(first: Report, second: Report) -> TableDiffers:
    (found,) = differences(first, second)
    return found


def test_rows_are_added_removed_and_changed() -> None:
    # given
    first = report_of(table(("a", "Åsö", 1), ("b", "Ängby", 2), ("c", "Zinken", 3)))
    second = report_of(table(("b", "Ängby", 4), ("c", "Zinken", 3), ("d", "Nya", 0)))

    # when
    found = compared(first, second)

    # then
    assert found.added == [(3, "Nya", 0)]
    assert found.removed == [(1, "Åsö", 1)]
    (changed,) = found.changed
    assert changed.row == (1, "Ängby", 4)
    assert changed.fields == {"sessions": (2, 4)}


def test_a_comparison_the_other_way_is_its_mirror() -> None:
    # given
    first = report_of(table(("a", "Åsö", 1), ("b", "Ängby", 2)))
    second = report_of(table(("b", "Ängby", 4), ("d", "Nya", 0)))

    # when
    there, back = compared(first, second), compared(second, first)

    # then
    assert (there.added, there.removed) == (back.removed, back.added)
    mirrored = {name: (new, old) for name, (old, new) in back.changed[0].fields.items()}
    assert there.changed[0].fields == mirrored


def test_a_row_is_the_same_when_what_it_is_called_has_changed() -> None:
    # when a school has got another name
    found = compared(
        report_of(table(("a", "Åsö", 1))), report_of(table(("a", "Åsö nya", 1)))
    )

    # then
    assert (found.added, found.removed) == ([], [])
    assert found.changed[0].fields == {"school": ("Åsö", "Åsö nya")}


def test_a_number_in_the_list_makes_no_difference() -> None:
    # when a row has come before the one that is there both times
    found = compared(
        report_of(table(("b", "Ängby", 2))),
        report_of(table(("a", "Åsö", 1), ("b", "Ängby", 2))),
    )

    # then
    assert found.added == [(1, "Åsö", 1)]
    assert found.changed == []


def test_equal_reports_and_those_of_other_words_do_not_differ() -> None:
    # given
    held = table(("a", "Åsö", 1))

    # then texts and charts are not compared
    assert differences(report_of(held), report_of(held, Note("Nytt"))) == []
    assert differences(report_of(held), report_of(held, line_chart())) == []


def test_a_table_that_one_lacks_is_all_added_or_all_removed() -> None:
    # given
    without, with_it = report_of(), report_of(table(("a", "Åsö", 1)))

    # then
    assert compared(without, with_it).added == [(1, "Åsö", 1)]
    assert compared(with_it, without).removed == [(1, "Åsö", 1)]


def test_what_shows_another_table_again_is_not_compared_once_more() -> None:
    # given
    def report(sessions: int) -> Report:
        again = Table("again", "Igen", COLUMNS[1:], (), arranges="schools")
        rows = (("Åsö", sessions),)
        filled = Table("again", "Igen", again.columns, rows, arranges="schools")
        return report_of(table(("a", "Åsö", sessions)), filled)

    # then
    assert compared(report(1), report(2)).table.name == "schools"


def test_rows_that_nothing_tells_apart_are_counted() -> None:
    # given a table without a key, two of whose rows read alike
    def report(*names: str) -> Report:
        rows = tuple((name,) for name in names)
        return report_of(Table("held", "Det", (Column("it", "Det"),), rows))

    # then
    found = compared(report("a", "a", "b"), report("a", "c"))
    assert (found.added, found.removed) == ([("c",)], [("a",), ("b",)])


def test_a_timeline_is_compared_by_its_spans() -> None:
    # when
    found = compared(report_of(timeline(2)), report_of(timeline(3)))

    # then
    assert found.added
    assert not found.removed
    assert [column.name for column in found.table.columns][:2] == ["lane", "text"]


def test_a_text_differs_if_it_does_in_either_language() -> None:
    # given
    def report(sv: str) -> Report:
        columns = Column("id", "Id"), Column("it", "Det")
        rows = (("a", Bilingual(en="step", sv=sv)),)
        return report_of(Table("held", "Det", columns, rows, key=("id",)))

    # then
    found = compared(report("steg"), report("trappa"))
    assert list(found.changed[0].fields) == ["it"]


def test_a_row_without_its_identity_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1: lacks"):
        Table.of(
            "held",
            title="Det",
            columns=COLUMNS,
            rows=[{"school": "Åsö"}],
            identity=("id",),
        )


def test_identities_are_one_for_each_row() -> None:
    with pytest.raises(ValueError, match="2 identities for 1 rows"):
        Table("held", "Det", (Column("it", "Det"),), (("a",),), (), (("a",), ("b",)))
