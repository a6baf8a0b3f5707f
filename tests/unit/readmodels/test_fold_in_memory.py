"""A fold kept in memory, of which the days folded last were taken away again."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from ksbs.domain.event import Event
from ksbs.readmodels.fold import KEPT_STATES, Fold
from ksbs.readmodels.shown import Showing
from tests.support.bitemporal import Drawn
from tests.support.read_models import AREAS
from tests.support.telling_log import annulling, area, nominated

DAY = date(2026, 1, 1)


def test_a_fact_after_all_days_whose_states_were_kept_is_taken() -> None:
    # given: a programme in memory, with more days than states are kept of
    drawn = Drawn(Random(1), AREAS)
    folded = Fold(Showing([AREAS]))

    def tell(event: Event) -> UUID:
        (entry,) = command = drawn._command([event])
        folded.take(command)
        assert not folded.failed
        folded.forget_states()
        return entry.event_id

    tell(nominated(DAY))
    identified = [
        tell(area(DAY + timedelta(days=n), title=f"{n}", area_id=UUID(int=n)))
        for n in range(1, KEPT_STATES + 4)
    ]
    # when: what came last is annulled, back to before what was kept
    for event_id in reversed(identified[2:]):
        tell(annulling(event_id))
    tell(area(DAY + timedelta(days=30), title="Ny"))
    # then
    (shown,) = folded.shown
    assert shown is not None
    titles = {values[1] for values in shown.settled.values()}
    assert titles == {"1", "2", "Ny"}
