"""The calendar's first and last days are days like others: views of them are answered."""

from collections.abc import Iterator
from datetime import date

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.domain.words import Role
from ksbs.questions.catalogue import QUESTIONS
from ksbs.reporting.catalogue import REPORTS
from tests.integration.demo.world import Filled
from tests.support.api import Site

FIRST, LAST = date.min.isoformat(), date.max.isoformat()
ENDS = [{"validAt": FIRST}, {"knownAt": f"{FIRST}T00:00:00Z"}, {"validAt": LAST}]
UNIT = "01000013"
"""A school that has been through all of it, with published figures."""


@pytest.fixture(scope="module")
def site(filled: Filled) -> Iterator[Site]:
    """The demo over HTTP, folded from its log."""
    with Site(Services(filled.demo.store, DemoClock(), uuid7)) as site:
        yield site


@pytest.mark.parametrize("number", QUESTIONS)
def test_every_question_is_answered_at_the_ends_of_the_calendar(
    site: Site, number: int
) -> None:
    for pair in ENDS:
        # when
        answer = site.get(f"/questions/{number}", role=Role.AUDITOR, params=pair)

        # then
        assert answer.status_code == 200, (pair, answer.text)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_made_at_the_ends_of_the_calendar(
    site: Site, name: str
) -> None:
    # given
    (programme,) = site.get(
        "/programmes", role=Role.AUDITOR, params={"schoolUnitCode": UNIT}
    ).json()["items"]
    needs = any(p.name == "programme" and p.required for p in REPORTS[name].parameters)
    of = {"programmeId": programme["programmeId"]} if needs else {}

    for pair in ENDS:
        drawn = pair == {"validAt": LAST} and REPORTS[name].drawn
        for wanted in ("csv", "xlsx", "pdf", *(["svg"] if drawn else [])):
            # when
            said = {**pair, **of, "format": wanted}
            answer = site.get(f"/reports/{name}", role=Role.AUDITOR, params=said)

            # then there was no programme on the first days
            there = not needs or pair == {"validAt": LAST}
            assert answer.status_code == (200 if there else 404), (said, answer.text)


@pytest.mark.parametrize("first", [FIRST, f"{FIRST}T00:00:00Z"])
def test_the_trail_is_read_from_the_first_instant_to_the_last(
    site: Site, first: str
) -> None:
    # when
    said = {"recordedFrom": first, "recordedTo": f"{LAST}T23:59:59.999999Z"}
    days = {"occurredFrom": FIRST, "occurredTo": LAST}
    answer = site.get("/events", role=Role.AUDITOR, params={**said, **days})

    # then
    assert answer.json()["_meta"]["count"] == 20
