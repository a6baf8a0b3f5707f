"""The selection over the real store: its streams are kept apart and found again."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.store.event_store import open_event_store
from tests.support.api import NOMINATION, UNIT, Site
from tests.support.selecting_over_http import NOTE, open_round, set_criteria


class Now:
    """This machine's clock: the database stamps by its own."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@pytest.fixture
def real(database: str) -> Iterator[Site]:
    with (
        open_event_store(database) as store,
        Site(Services(store, clock=Now(), new_id=uuid7)) as site,
    ):
        yield site


def test_a_school_is_nominated_in_a_round_and_seen_beside_the_others(
    real: Site,
) -> None:
    # given
    today = datetime.now(UTC).date().isoformat()
    round_id = open_round(real, occurredOn=today, closesOn="2099-12-18")
    assert set_criteria(real, round_id).status_code == 201
    assert real.post("/national-programme-notes", NOTE).status_code == 201

    # when
    answer = real.post("/programmes", NOMINATION | {"selectionRoundId": round_id})

    # then
    assert answer.status_code == 201, answer.text
    advised = [advisory["name"] for advisory in answer.json()["advisories"]]
    assert advised == ["national-programme-running", "school-unit-unknown"]
    [found] = real.get("/selection-rounds").json()["items"]
    assert (found["roundId"], found["nominations"]["nominated"]) == (round_id, 1)
    [candidate] = real.get(f"/selection-rounds/{round_id}/candidates").json()["items"]
    assert candidate["schoolUnitCode"] == UNIT
    assert candidate["nominatedInRound"]
    assert [p["status"] for p in candidate["nationalProgrammes"]] == ["takes_part"]
    assert len(real.get("/programmes").json()["items"]) == 1
