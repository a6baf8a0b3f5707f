"""A report that was sent is made again, byte for byte, when the log has grown."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.days import day_of
from ksbs.application.ports import EventFilter
from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.domain.followup.report import ReportSubmitted
from ksbs.domain.words import Role
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.serving import read_models_of
from ksbs.store.mapper import recorded
from projections import discover
from tests.integration.demo.reports.conftest import Send
from tests.integration.demo.world import Demo, NewDemo
from tests.support.api import Site

SENT = {
    "validAt": "2025-01-20",
    "knownAt": "2025-01-20T08:00:00+01:00",
    "language": "sv",
}
"""The morning of the day when Exempelskolan's report after the third term was sent."""
SAID = "14a59248e509c81f65676984c8d58fd91ceb7997085cda748213cad7e01004a2"
"""SHA-256 of the sections that the report then had.

A new value here means that reports sent earlier can no longer be made byte for byte by
this version, unless it was the story that changed: say so in CHANGELOG.md.
"""
FORMATS = ("json", "csv", "xlsx", "pdf", "svg")


class Reached(Exception):
    """The story has been told as far as was asked for."""


def until(demo: Demo, day: date) -> Callable[[int, int], None]:
    """Stop the telling of a story after a day."""

    def stop(done: int, of: int) -> None:
        del done, of
        if day_of(demo.clock.now()) > day:
            raise Reached

    return stop


def digests(demo: Demo) -> list[str]:
    """Give the digests of the reports that were submitted on the day."""
    name = (ReportSubmitted.stored_as,)
    entries = demo.store.entries(EventFilter(names=name), limit=100)
    events = [e.event for e in entries if isinstance(e.event, ReportSubmitted)]
    return [e.sha256 for e in events if e.occurred_on == date(2025, 1, 20)]


def sent(services: Services) -> dict[str, bytes]:
    """Have the report made in every format."""
    with Site(services) as site:
        answers = {
            wanted: site.get(
                "/reports/term-status",
                role=Role.CHIEF,
                params={**SENT, "format": wanted},
            )
            for wanted in FORMATS
        }
    assert {answer.status_code for answer in answers.values()} == {200}
    return {wanted: answer.content for wanted, answer in answers.items()}


def test_the_report_of_term_3_is_the_same_when_the_story_has_gone_on(
    new_demo: NewDemo,
) -> None:
    # given the log as it was in the days after the report was sent
    with new_demo(1) as demo:
        with pytest.raises(Reached):
            demo.fill(progress=until(demo, date(2025, 1, 21)))
        length = demo.store.head().position
        submitted = digests(demo)
        then = sent(Services(demo.store, DemoClock(), uuid7))

        # when a year and a half has been recorded after it, some of it about days before
        demo.fill()
        assert demo.store.head().position > length
        for projection in discover().values():
            Runner(demo.dsn, projection, decode=recorded).catch_up()
        with read_models_of(demo.dsn, discover().values()) as rows:
            after = sent(Services(demo.store, DemoClock(), uuid7, rows=rows))

    # then folded from the log or read from the read models, it is what was sent
    assert after == then
    assert submitted == [sha256(then["json"]).hexdigest()]


def test_what_a_sent_report_says_does_not_change_with_the_code(send: Send) -> None:
    # when
    report = send("term-status", **SENT).json()

    # then
    content = json.dumps(report["sections"], ensure_ascii=False, sort_keys=True)
    assert sha256(content.encode()).hexdigest() == SAID
