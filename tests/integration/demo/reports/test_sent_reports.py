"""A report that was sent is made again, byte for byte, when the log has grown."""

from collections.abc import Callable
from datetime import date

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.days import day_of
from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.domain.words import Role
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.serving import read_models_of
from ksbs.store.mapper import recorded
from projections import discover
from tests.integration.demo.world import Demo, NewDemo
from tests.support.api import Site

SENT = {"validAt": "2025-01-20", "knownAt": "2025-01-20", "language": "sv"}
"""The day on which Exempelskolan's report after the third term went to the committee."""
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
