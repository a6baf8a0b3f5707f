"""Segments, differences and rows as plain values, whichever way they came."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

from hypothesis import given as for_all
from hypothesis import strategies as st

from ksbs.application.projection import Column, Projection, Row
from ksbs.application.views_folding import FoldedProgramme
from ksbs.application.views_milestones import milestones
from ksbs.application.views_rows import (
    Segment,
    differences,
    in_order,
    plain_row,
    until_day,
)
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import Status
from ksbs.domain.programme import Programme
from projections import discover
from tests.support.any_event import any_event
from tests.support.read_models import AREAS, SESSIONS
from tests.support.telling_log import area, nominated
from tests.unit.application.telling_entries import entries_of

DAY = date(2026, 9, 1)
NEXT = DAY + timedelta(days=1)


def _nothing(_: Programme) -> Iterable[Row]:
    return ()


VALUES = Projection(
    name="test_values",
    title="Every kind of value / Alla slags värden",
    version=1,
    on=frozenset(),
    columns=(
        Column("word", "text", "A word. / Ett ord."),
        Column("number", "integer", "A number. / Ett tal."),
        Column("exact", "numeric", "An exact number. / Ett exakt tal.", nullable=True),
        Column("at", "timestamptz", "An instant. / En tidpunkt.", nullable=True),
        Column("ids", "uuid[]", "Some ids. / Några id:n.", nullable=True),
        Column("flag", "boolean", "Yes or no. / Ja eller nej.", nullable=True),
    ),
    rows=_nothing,
    key=("number",),
)


def row(number: int = 1, **changed: object) -> dict[str, object]:
    nothing = dict.fromkeys(column.name for column in VALUES.columns)
    return {**nothing, "word": "a", "number": number, **changed}


def test_a_row_reads_the_same_as_folded_and_as_stored() -> None:
    # given
    stockholm = timezone(timedelta(hours=2))
    folded = row(
        word=Status.STARTED,
        exact=3,
        at=datetime(2026, 6, 1, 12, tzinfo=stockholm),
        ids=(UUID(int=1),),
        flag=True,
    )
    stored = row(
        word="started",
        exact=Decimal(3),
        at=datetime(2026, 6, 1, 10, tzinfo=UTC),
        ids=[UUID(int=1)],
        flag=True,
    )

    # then
    assert plain_row(VALUES, folded) == plain_row(VALUES, stored)
    assert plain_row(VALUES, folded)["at"] == "2026-06-01T10:00:00Z"
    assert plain_row(VALUES, row(exact=Decimal("1E-7")))["exact"] == "0.0000001"


def test_rows_are_in_order_of_their_keys_as_numbers() -> None:
    # when
    ordered = in_order(VALUES, [row(10), row(9), row(1)])

    # then
    assert [each["number"] for each in ordered] == [1, 9, 10]


def test_rows_that_came_went_and_changed_are_told_apart() -> None:
    # when
    found = differences(
        VALUES, [row(1), row(2), row(3)], [row(2, word="b"), row(3), row(4)]
    )

    # then
    assert [each["number"] for each in found.added] == [4]
    assert [each["number"] for each in found.removed] == [1]
    assert [(c.row["number"], c.fields) for c in found.changed] == [
        (2, {"word": ("a", "b")})
    ]
    assert found.count == 3


def test_what_ended_later_still_holds_on_the_day() -> None:
    # given
    segments = [Segment(row(), DAY, NEXT), Segment(row(word="b"), NEXT, None)]

    # then
    assert until_day(VALUES, segments, valid_at=DAY) == [
        Segment(plain_row(VALUES, row()), DAY, None)
    ]
    assert len(until_day(VALUES, segments, valid_at=NEXT)) == 2
    assert until_day(VALUES, segments, valid_at=DAY - timedelta(days=1)) == []


def test_segments_that_read_alike_and_follow_each_other_are_one() -> None:
    # given
    later = NEXT + timedelta(days=1)
    together = [Segment(row(), NEXT, later), Segment(row(), DAY, NEXT)]
    apart = [Segment(row(), DAY, NEXT), Segment(row(), later, None)]

    # then
    assert until_day(VALUES, together, valid_at=later) == [
        Segment(plain_row(VALUES, row()), DAY, later)
    ]
    assert len(until_day(VALUES, apart, valid_at=later)) == 2


@for_all(events=st.lists(any_event(), max_size=25), day=st.dates())
def test_segments_and_rows_say_the_same_of_every_day(
    events: list[ProgrammeEvent], day: date
) -> None:
    # given
    told = FoldedProgramme(entries_of(*events), position=len(events))
    days = {event.occurred_on for event in events} | {day}

    for projection in (AREAS, SESSIONS, discover()["programme_status"]):
        # when
        segments = until_day(projection, told.segments(projection), valid_at=max(days))

        # then
        for each in days:
            holding = [
                s.row
                for s in segments
                if s.since <= each and (s.until is None or each < s.until)
            ]
            assert holding == in_order(projection, told.rows(projection, valid_at=each))


def test_milestones_are_changes_of_status_and_decisions() -> None:
    # given
    told = entries_of(area(NEXT, title="Läsning"), nominated(DAY))

    # when
    found = milestones(FoldedProgramme(told, position=2).until(NEXT))

    # then
    assert [(m.on, m.entry.name, m.status) for m in found] == [
        (DAY, "SchoolNominated", Status.NOMINATED)
    ]
