"""The audit trail of the demo by its index: the same as by looking at every entry."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from ksbs.application.services import Services
from ksbs.demo import DemoClock
from ksbs.domain.words import Role
from ksbs.readmodels.serving import ReadModels
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.store.mapper import recorded
from tests.integration.demo.world import Filled
from tests.support.api import Site

QUERIES = [
    "",
    "name=AreaPrioritised",
    "role=principal",
    "role=programme-office&name=SchoolNominated",
    "recordedFrom=2025-01-01&recordedTo=2025-03-31",
    "recordedTo=2023-09-30T12:00:00Z",
    "occurredFrom=2024-06-01&occurredTo=2024-06-30",
    "knownAt=2024-01-31",
    "q=n%C3%A4rvaro",
    "q=n%C3%A4rvaron",
    "q=l%C3%A4rarna+matematik",
    "q=ELEVER&name=ProblemIdentified",
    "q=skolor",
    "q=m%C3%A5let",
    "q=%C3%A5ret+i",
    "q=l%C3%A4sa",
    "q=ingenstans",
]


@pytest.fixture(scope="module")
def both(filled: Filled) -> Iterator[tuple[Site, Site]]:
    """The API that looks at every entry, and the API that asks the index."""
    TrailRunner(filled.demo.dsn, recorded).catch_up()
    kept = ReadModels(filled.demo.dsn, ())
    store, clock = filled.demo.store, DemoClock()
    index = Required(kept, decode=recorded)
    with (
        Site(Services(store, clock, uuid7)) as walking,
        Site(Services(store, clock, uuid7, trail_index=index)) as finding,
    ):
        yield walking, finding
    kept.close()


class Required(ReadTrail):
    """An index that must know."""

    def entries(self, *asked: Any, **more: Any) -> Any:
        found = super().entries(*asked, **more)
        assert found is not None
        return found


def same(both: tuple[Site, Site], query: str, **who: Any) -> list[dict[str, Any]]:
    """Ask both ways; the answers are the same."""
    path = f"/events?limit=50&{query}"
    first, second = (
        site.get(path, headers=site.bearer(**{"role": Role.AUDITOR, **who}))
        for site in both
    )
    assert second.status_code == 200, second.text
    assert first.json() == second.json()
    items: list[dict[str, Any]] = second.json()["items"]
    return items


@pytest.mark.parametrize("query", QUERIES)
def test_what_fits_is_found_both_ways(both: tuple[Site, Site], query: str) -> None:
    # when
    found = same(both, query)

    # then
    assert bool(found) == (query != "q=ingenstans")


def test_every_filter_narrows_to_what_the_story_holds(
    both: tuple[Site, Site], filled: Filled
) -> None:
    # given
    school = filled.api.programme("Exempelskolan")
    entries = same(both, f"programmeId={school['programmeId']}")
    one = entries[0]
    person = one["recordedBy"]["personId"]
    member = school["people"][0]["personId"]

    # when
    of_school = same(both, f"schoolUnitCode={school['schoolUnitCode']}")
    by_person = same(both, f"personId={person}")
    together = same(both, f"correlationId={one['correlationId']}")
    about = same(both, f"namedId={member}")

    # then
    assert {e["programmeId"] for e in of_school} >= {school["programmeId"]}
    assert {e["recordedBy"]["personId"] for e in by_person} == {person}
    assert one in together
    assert about
    assert all(member in str(e["payload"]) or e["onBehalfOf"] == member for e in about)


def test_a_case_number_leads_to_its_entries(
    both: tuple[Site, Site], filled: Filled
) -> None:
    # given
    numbered = [e for e in filled.api.events(name="EnrolmentDecided") if e["dnr"]]
    assert numbered

    # when
    found = same(both, f"dnr={numbered[0]['dnr']}")

    # then
    assert numbered[0] in found


def test_the_trail_is_walked_to_its_end_both_ways(both: tuple[Site, Site]) -> None:
    # when
    walked, found = (_walked(site) for site in both)

    # then
    assert found == walked
    assert len(found) > 300


def _walked(site: Site) -> list[str]:
    ids: list[str] = []
    path = "/events?limit=200&occurredTo=2024-03-31"
    while True:
        listed = site.get(path, role=Role.AUDITOR).json()
        ids += [item["eventId"] for item in listed["items"]]
        following = listed["_links"].get("next")
        if not following:
            return ids
        path = following["href"].partition("/ksbs/v0")[2]


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMIN])
def test_everybody_finds_what_they_may_read_and_no_more(
    both: tuple[Site, Site], filled: Filled, role: Role
) -> None:
    # given whoever acts in that role in the story
    programmes = filled.api.programmes()
    people = {
        (UUID(p["personId"]), programme["schoolUnitCode"])
        for programme in programmes
        for p in programme["people"]
        if p["role"] == role.value
    } or {(UUID(int=7), programmes[0]["schoolUnitCode"])}

    for person, unit in sorted(people)[:3]:
        for query in ("", "q=elever", "name=SchoolNominated"):
            # when
            found = same(both, query, role=role, who=person, unit=unit)

            # then
            if role is Role.PRINCIPAL and not query:
                assert found


def test_attendance_is_found_in_every_form_and_absence_is_another_word(
    both: tuple[Site, Site],
) -> None:
    # when
    one, other = (
        {e["eventId"] for e in same(both, f"q={word}")}
        for word in ("n%C3%A4rvaro", "n%C3%A4rvaron")
    )
    absence = {e["eventId"] for e in same(both, "q=fr%C3%A5nvaro")}

    # then
    assert one == other
    assert one - absence
