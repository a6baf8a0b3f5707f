"""Other work at the school, for whoever reads what was seen."""

from ksbs.domain.plan.other_work import NoteOtherWork
from projections.other_work import rows
from tests.support.cast import DAY
from tests.support.given import started
from tests.support.telling import then

NOTE = NoteOtherWork(
    title="Läslyftet för alla lärare",
    led_by="Förvaltningen",
    may_affect="Läsförståelsen kan stiga även utan insatserna.",
)


def test_a_programme_without_other_work_has_no_rows() -> None:
    assert list(rows(started())) == []


def test_each_piece_of_other_work_is_a_row_of_its_own() -> None:
    # given
    programme = then(started(), NOTE)
    programme = then(programme, NOTE.model_copy(update={"title": "Nytt schema"}))
    # when
    first, second = rows(programme)
    # then
    assert (first["title"], first["noted_on"]) == ("Läslyftet för alla lärare", DAY)
    assert second["title"] == "Nytt schema"
    assert first["work_id"] != second["work_id"]
