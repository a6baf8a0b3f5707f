"""What the interventions have given, note by note."""

from datetime import timedelta
from decimal import Decimal

from ksbs.domain.interventions.course import (
    InterventionProgressNoted,
    NoteInterventionProgress,
)
from ksbs.domain.programme import Programme
from projections.intervention_progress import rows
from tests.support.cast import DAY
from tests.support.given_plan import INTERVENTION, intervention_started
from tests.support.telling import then

LATER = DAY + timedelta(days=60)


def note(*, occasions: int, hours: float) -> NoteInterventionProgress:
    return NoteInterventionProgress(
        intervention_id=INTERVENTION,
        occasions=occasions,
        staff_reached=18,
        hours=hours,
        note="Varje arbetslag har prövat en lektion.",
    )


def test_an_intervention_without_notes_has_no_rows() -> None:
    assert list(rows(intervention_started())) == []


def test_each_note_has_a_row_of_its_own() -> None:
    # given
    programme = then(intervention_started(), note(occasions=3, hours=7.5))
    programme = then(programme, note(occasions=2, hours=4.1), on=LATER)
    # when
    first, second = rows(programme)
    # then
    assert first == {
        "intervention_id": INTERVENTION,
        "note_number": 1,
        "noted_on": DAY,
        "occasions": 3,
        "staff_reached": 18,
        "hours": Decimal("7.5"),
        "note": "Varje arbetslag har prövat en lektion.",
    }
    assert (second["note_number"], second["noted_on"]) == (2, LATER)
    assert (second["occasions"], second["hours"]) == (2, Decimal("4.1"))


def test_notes_on_an_intervention_that_nobody_planned_show_nothing() -> None:
    # given
    said = note(occasions=3, hours=7.5).said()
    noted = InterventionProgressNoted(**said, occurred_on=DAY)
    # when, then
    assert list(rows(noted.evolve(Programme()))) == []
