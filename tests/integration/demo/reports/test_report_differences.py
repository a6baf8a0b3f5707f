"""Reports of the filled demo at two pairs of times, worked out from its story."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from ksbs.application.actor import Actor
from ksbs.application.services import Services
from ksbs.domain.words import Role
from ksbs.reporting.catalogue import REPORTS, Reports
from ksbs.reports.comparing import differences
from ksbs.reports.model import Report
from projections import discover
from tests.integration.demo.reports.conftest import END
from tests.support.api import Site

Find = Callable[[str], str]


def differing(site: Site, name: str, **said: str) -> dict[str, Any]:
    """Compare a report, and give the tables that differ by their names."""
    answer = site.get(
        f"/reports/{name}/differences", role=Role.AUDITOR, params={**said}
    )
    assert answer.status_code == 200, answer.text
    return {table["name"]: table for table in answer.json()["tables"]}


def test_the_status_report_of_a_day_says_what_was_recorded_late(
    report_site: Site,
) -> None:
    # when an intervention that had begun at Exempelskolan was told of only afterwards
    found = differing(
        report_site,
        "term-status",
        validAt="2025-01-20",
        knownAt="2025-01-20",
        compareKnownAt=END["knownAt"],
    )

    # then
    assert list(found) == ["programmes"]
    (changed,) = found["programmes"]["changed"]
    assert changed["key"] == {"school": "Exempelskolan"}
    (field,) = changed["fields"]
    assert (field["about"]["sv"], field["old"], field["new"]) == ("Insatser", 2, 3)


@pytest.fixture(scope="session")
def programme(programme_id: Find) -> UUID:
    return UUID(programme_id("01000024"))


@pytest.fixture(scope="session")
def make_all(
    services: Services, programme: UUID
) -> Callable[[date, date], Iterator[Report]]:
    def make_all(valid_at: date, known_at: date) -> Iterator[Report]:
        """Make every report at a pair, as one who may have them all."""
        reports = Reports(
            services.history, discover(), services.rows, services.trail_index
        )
        pair = services.history.resolve(valid_at=valid_at, known_at=known_at)
        for kind in REPORTS.values():
            required = {p.name: programme for p in kind.parameters if p.required}
            actor = Actor(uuid4(), Role.AUDITOR, None, None)
            yield reports.make(
                kind, as_of=pair, actor=actor, language="sv", said=required
            )

    return make_all


EARLY, LATE = date(2024, 6, 30), date(2026, 6, 18)


def test_every_table_says_what_tells_its_rows_apart(
    make_all: Callable[[date, date], Iterator[Report]],
) -> None:
    for report in make_all(LATE, LATE):
        for table in report.tables():
            if table.arranges is None:
                # then
                assert table.key, (report.name, table.name)
                told = Counter(identity for identity, _ in table.identified())
                counts = [identity[-1] for identity in told]
                assert table.rows, (report.name, table.name)
                assert set(counts) == {0}, (report.name, table.name)


def test_every_report_differs_the_same_both_ways(
    make_all: Callable[[date, date], Iterator[Report]],
) -> None:
    earlier, later = make_all(EARLY, LATE), make_all(LATE, LATE)
    for first, second in zip(earlier, later, strict=True):
        # when
        there = {d.table.name: d for d in differences(first, second)}
        back = {d.table.name: d for d in differences(second, first)}

        # then
        assert there, first.name
        assert there.keys() == back.keys()
        for name, found in there.items():
            mirror = back[name]
            assert sorted(map(str, found.added)) == sorted(map(str, mirror.removed))
            assert sorted(map(str, found.removed)) == sorted(map(str, mirror.added))
            assert len(found.changed) == len(mirror.changed)


def test_the_second_report_is_the_first_with_its_differences(
    make_all: Callable[[date, date], Iterator[Report]],
) -> None:
    earlier, later = make_all(EARLY, LATE), make_all(LATE, LATE)
    for first, second in zip(earlier, later, strict=True):
        before = {table.name: table for table in first.tables()}
        found = {each.table.name: each for each in differences(first, second)}
        for table in second.tables():
            if table.arranges is None:
                # when
                each = found.get(table.name)
                held = len(before[table.name].rows) if table.name in before else 0
                added = len(each.added) if each else 0
                removed = len(each.removed) if each else 0

                # then
                assert held + added - removed == len(table.rows), table.name
