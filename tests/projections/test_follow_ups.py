"""The follow-ups that have been held."""

from datetime import date

from ksbs.domain.followup.meeting import RecordFollowUp
from projections.follow_ups import rows
from tests.support.cast import ANALYST, DAY, PRINCIPAL
from tests.support.given import started
from tests.support.telling import then

IN_MAY = date(2025, 5, 20)
RECORD = RecordFollowUp(
    occasion="Uppföljning efter vårterminen",
    participants=(PRINCIPAL, ANALYST),
    analysis="Tecknen syns i två av tre arbetslag.",
    decisions="Handledningen förlängs.",
    next_step="Nya besök i oktober.",
)


def test_a_programme_without_follow_ups_has_no_rows() -> None:
    assert list(rows(started())) == []


def test_a_follow_up_shows_its_term_and_what_came_of_it() -> None:
    # given
    programme = then(started(), RECORD, on=IN_MAY)
    # when
    (row,) = rows(programme)
    # then
    assert row == {
        "occasion": "Uppföljning efter vårterminen",
        "held_on": IN_MAY,
        "term": 2,
        "term_name": "VT25",
        "participants": (PRINCIPAL, ANALYST),
        "analysis": "Tecknen syns i två av tre arbetslag.",
        "decisions": "Handledningen förlängs.",
        "next_step": "Nya besök i oktober.",
    }


def test_an_occasion_that_is_held_twice_has_a_row_for_each_day() -> None:
    # given
    programme = then(started(), RECORD, on=DAY)
    # when
    found = rows(then(programme, RECORD, on=IN_MAY))
    # then
    assert [row["held_on"] for row in found] == [DAY, IN_MAY]
