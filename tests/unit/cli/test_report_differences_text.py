"""What differs between two reports, as it is written to a terminal."""

from datetime import UTC, datetime

from ksbs.application.view import AsOf
from ksbs.cli.report_differences_text import report_differences_text
from ksbs.domain.kinds import Status
from ksbs.domain.words import Bilingual
from ksbs.http.report_differences import report_differences_view
from ksbs.reports.cell import Cell, Column
from ksbs.reports.model import Report, Section, Table
from ksbs.reports.said import Language

PAIR = AsOf(
    valid_at=datetime(2026, 9, 30, tzinfo=UTC).date(),
    known_at=datetime(2026, 10, 1, 8, 0, tzinfo=UTC),
    position=7,
    root="00",
)
COLUMNS = (
    Column("school", Bilingual(en="School", sv="Skola")),
    Column("status", Bilingual(en="Stage", sv="Läge"), "word"),
    Column("cost", Bilingual("Cost", "Kostnad"), "integer", Bilingual("SEK", "kr")),
)


def text(
    *rows: tuple[tuple[Cell, ...], ...], key: str = "school", language: Language = "sv"
) -> str:
    """Write what differs between a report of some rows and one of others."""
    said = Bilingual(en="Schools", sv="Skolor")
    first, second = (
        Report(
            name="schools",
            title=said,
            language=language,
            as_of=PAIR,
            events=7,
            sections=(
                Section(
                    "all", said, (Table("schools", said, COLUMNS, held, key=(key,)),)
                ),
            ),
        )
        for held in rows
    )
    return report_differences_text(report_differences_view(first, second))


def test_rows_are_marked_by_sign_and_their_cells_by_column() -> None:
    # when
    said = text(
        (("Åsö", Status.STARTED, 5), ("Ängby", Status.STARTED, None)),
        (("Åsö", Status.ACTING, None), ("Zinken", Status.NOMINATED, None)),
    )

    # then
    assert "1 added, 1 removed, 1 changed.\n\nSkolor:\n" in said
    assert "  + Skola: Zinken; Läge: nominerad\n" in said
    assert "  - Skola: Ängby; Läge: påbörjad\n" in said
    assert said.endswith(
        "  ~ Skola: Åsö\n      Läge: påbörjad → insatser\n      Kostnad (kr): 5 → –"
    )


def test_words_of_a_key_are_said_in_the_language_of_the_report() -> None:
    # when
    said = text(
        (("Åsö", Status.STARTED, 5),),
        (("Åsö", Status.STARTED, 6),),
        key="status",
        language="en",
    )

    # then
    assert said.endswith("Schools:\n  ~ Stage: started\n      Cost (SEK): 5 → 6")


def test_reports_that_say_the_same_are_said_to() -> None:
    # given
    rows = (("Åsö", Status.STARTED, 5),)

    # then
    assert text(rows, rows).endswith("in between.\n\nNothing differs.")
