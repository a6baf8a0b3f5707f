"""What each kind of entry writes into the history, row by row."""

from datetime import date

from ksbs.domain.analysis.areas import AreaDeprioritised, AreaPrioritised
from tests.support.given import held, scheduled
from tests.support.read_models import AREAS, SESSIONS
from tests.support.telling_log import AREA, OTHER_AREA, Told, annulling, area

MARCH, APRIL, MAY = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4)


def prioritised(day: date, *, rank: int) -> AreaPrioritised:
    return AreaPrioritised(
        occurred_on=day,
        area_id=AREA,
        rank=rank,
        reasons="Hindrar flest elever.",
        expected_effect="Fler godkända i matematik.",
        within_influence=True,
    )


def test_an_entry_that_comes_last_adds_a_row_for_each_row_that_changed(
    told: Told,
) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    first = told.tell(
        stream,
        area(MARCH, title="Ett"),
        area(MARCH, title="Två", area_id=OTHER_AREA),
    )
    keeper.catch_up()
    # when
    second = told.tell(stream, prioritised(APRIL, rank=1))
    keeper.catch_up()
    # then
    assert told.history(AREAS, "title", "rank") == [
        (MARCH, first.position, None, False, "Ett", None),
        (MARCH, first.position, None, False, "Två", None),
        (APRIL, second.position, None, False, "Ett", 1),
    ]
    assert told.current(AREAS, "title", "rank") == {("Ett", 1), ("Två", None)}


def test_a_late_entry_closes_what_is_no_longer_believed(told: Told) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    first = told.tell(stream, area(MARCH, title="Ett"))
    may = told.tell(stream, prioritised(MAY, rank=2))
    keeper.catch_up()
    # when
    late = told.tell(stream, prioritised(APRIL, rank=1))
    keeper.catch_up()
    # then
    assert told.history(AREAS, "rank") == [
        (MARCH, first.position, None, False, None),
        (MAY, may.position, None, False, 2),
        (APRIL, late.position, None, False, 1),
    ]
    assert told.current(AREAS, "rank") == {(2,)}


def test_what_a_late_entry_does_not_change_is_not_written(told: Told) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    told.tell(stream, area(MARCH, title="Ett"))
    told.tell(stream, prioritised(APRIL, rank=1))
    keeper.catch_up()
    before = told.history(AREAS, "rank")
    # when
    told.nominate(MARCH)
    told.tell(stream, area(APRIL, title="Två", area_id=OTHER_AREA))
    told.tell(stream, annulling(told.store.stream(stream)[-1].event_id))
    keeper.catch_up()
    # then
    rows = told.history(AREAS, "title", "rank")
    assert [row[:4] + row[5:] for row in rows if row[4] == "Ett"] == before
    assert [row[3:5] for row in rows if row[4] != "Ett"] == [(False, "Två")]


def test_a_corrected_day_moves_a_segment(told: Told) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    first = told.tell(stream, area(MARCH, title="Ett"))
    second = told.tell(stream, prioritised(MAY, rank=1))
    keeper.catch_up()
    # when
    moved = told.correct(second, occurredOn=(str(MAY), str(APRIL)))
    keeper.catch_up()
    # then
    assert told.history(AREAS, "rank", "prioritised_on") == [
        (MARCH, first.position, None, False, None, None),
        (MAY, second.position, moved.position, False, 1, MAY),
        (APRIL, moved.position, None, False, 1, APRIL),
    ]
    assert told.current(AREAS, "prioritised_on") == {(APRIL,)}


def test_an_annulled_entry_leaves_nothing_and_a_restored_one_stands_again(
    told: Told,
) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    first = told.tell(stream, area(MARCH, title="Ett"))
    keeper.catch_up()
    # when
    annulled = told.annul(first)
    keeper.catch_up()
    gone = told.current(AREAS, "title")
    restored = told.annul(annulled)
    keeper.catch_up()
    # then
    assert gone == set()
    assert told.history(AREAS, "title") == [
        (MARCH, first.position, annulled.position, False, "Ett"),
        (MARCH, restored.position, None, False, "Ett"),
    ]
    assert told.current(AREAS, "title") == {("Ett",)}


def test_a_row_that_ends_leaves_a_tombstone(told: Told) -> None:
    # given
    keeper = told.keeper(SESSIONS)
    stream = told.nominate(MARCH)
    planned, done = scheduled(1), held(1)
    first = told.tell(stream, planned)
    keeper.catch_up()
    # when
    second = told.tell(stream, done)
    keeper.catch_up()
    # then
    rows = told.history(SESSIONS, "number", "held", "place")
    assert sorted(rows, key=lambda row: (row[0], row[3])) == [
        (planned.occurred_on, first.position, None, False, 1, False, planned.place),
        (done.occurred_on, second.position, None, False, 1, True, planned.place),
        (done.occurred_on, second.position, None, True, 1, False, None),
    ]
    assert told.current(SESSIONS, "number", "held") == {(1, True)}


def test_every_command_of_a_batch_leaves_a_step_of_its_own(told: Told) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    keeper.catch_up()
    # when: one batch takes three commands about one day, the second of two entries
    one = told.tell(stream, area(MARCH, title="Ett"))
    two = told.tell(stream, prioritised(MARCH, rank=1), prioritised(MARCH, rank=2))
    three = told.tell(stream, prioritised(MARCH, rank=3))
    keeper.catch_up()
    # then
    assert told.history(AREAS, "rank") == [
        (MARCH, one.position, two.position, False, None),
        (MARCH, two.position, three.position, False, 2),
        (MARCH, three.position, None, False, 3),
    ]


def test_a_rank_that_is_taken_away_again_shows_in_turn(told: Told) -> None:
    # given
    keeper = told.keeper(AREAS)
    stream = told.nominate(MARCH)
    told.tell(stream, area(MARCH, title="Ett"), prioritised(MARCH, rank=1))
    # when
    told.tell(
        stream, AreaDeprioritised(occurred_on=MAY, area_id=AREA, reason="Uppnått.")
    )
    keeper.catch_up()
    # then
    assert [(row[0], row[4]) for row in told.history(AREAS, "rank")] == [
        (MARCH, 1),
        (MAY, None),
    ]
