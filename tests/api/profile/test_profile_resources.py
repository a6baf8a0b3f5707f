"""RES, UFN, MOG, AME, FNS and HYP: addresses, names, lists and links."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
import pytest

from ksbs.domain.words import Role
from ksbs.http.config import HttpConfig
from ksbs.http.routes import BASE
from tests.api.profile.reading import (
    both,
    followed,
    operations,
    parameters,
    properties,
    sections,
    served,
    words_of,
)
from tests.support.api import HOST, UNIT, World

WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
SPECIFICATIONS = {"openapi.json", "openapi.yaml"}
"""Named so by DOK.24."""

UNCOUNTABLE = {"evidence", "staff-work"}
"""Nouns that English has no plural of."""

ONE_OF_ITS_KIND = {"timeline"}
"""What a programme has one of."""

NO_RESOURCE_OF_OURS = {"api-info", "health", "live", "ready"} | SPECIFICATIONS
"""Named so by VER.06 and DOK.24, or outside the API."""

SINGULAR_LISTS = {"ledBy", "legalBasis", "added", "removed", "changed"}
"""Lists whose names are no plurals."""

IRREGULAR = ("people", "criteria")
"""Plurals that do not end in s."""

LISTS = ("/programmes", "/school-units", "/persons", "/role-assignments")
IANA = {"self", "first", "last", "next", "prev"}


@pytest.fixture(scope="module")
def populated() -> Iterator[tuple[World, str]]:
    """An installation with five programmes, and the id of one of them."""
    with World() as world:
        ids = [world.nominate(schoolUnitCode=f"0123456{n}") for n in range(5)]
        yield world, ids[0]


def addresses(world: World, programme_id: str) -> list[str]:
    """Give every address that a handful of answers tells of."""
    offered = world.get(f"/programmes/{programme_id}").headers["ETag"]
    nominated = world.get(f"/programmes/{programme_id}/events").json()["items"][0]
    refused = world.get(f"/events/{UUID(int=9)}").json()
    linked = [link["href"] for link in links(world, "/programmes?limit=2&page=2")]
    assert offered
    return [
        *linked,
        refused["type"],
        f"{HOST}{BASE}/events/{nominated['eventId']}",
        own_link(world.get(f"/programmes/{programme_id}")),
    ]


def links(world: World, path: str) -> list[dict[str, str]]:
    """Give the links of a list."""
    found = world.get(path, role=Role.ADMIN if "/persons" in path else Role.AUDITOR)
    assert found.status_code == 200, found.text
    listed: dict[str, dict[str, str]] = found.json()["_links"]
    return list(listed.values())


def is_plural(name: str) -> bool:
    """Tell by its ending; `indicatorsBefore` is of indicators."""
    noun = re.sub(r"(Before|After)$", "", name)
    regular = noun.endswith("s") and not noun.endswith(("ss", "sis"))
    return regular or noun.endswith(IRREGULAR)


def own_link(answer: httpx.Response) -> str:
    """Give the address that an answer says it has in its header."""
    found = re.fullmatch(r'<([^>]+)>; rel="self"; method="GET"', answer.headers["Link"])
    assert found
    return found[1]


def test_res_04_an_id_below_a_programme_is_unique_everywhere(
    populated: tuple[World, str],
) -> None:
    # given
    world, _ = populated
    every = world.get("/events?limit=200").json()["items"]

    # then
    ids = [UUID(event["eventId"]) for event in every]
    assert len(ids) == len(set(ids)) == 5
    assert all(each.version == 7 for each in ids)


def test_res_06_resources_are_lower_case_plural_nouns(site: World) -> None:
    for document in both(site):
        words = {word for path in document["paths"] for word in words_of(path)}
        ours = words - NO_RESOURCE_OF_OURS
        assert ours >= UNCOUNTABLE, "take the names that are no longer there out"
        for word in ours:
            assert WORDS.fullmatch(word), word
            assert is_plural(word) or word in UNCOUNTABLE | ONE_OF_ITS_KIND, word


def test_ufn_02_the_api_is_exposed_by_https_on_port_443(site: World) -> None:
    for document in both(site):
        for server in document["servers"]:
            parts = urlsplit(server["url"])
            assert (parts.scheme, parts.port) == ("https", None)


def test_ufn_03_no_query_carries_what_is_to_be_recorded(site: World) -> None:
    document = served(site)
    for path, method, operation in operations(document):
        told = {
            p["name"] for p in parameters(document, operation) if p["in"] == "query"
        }
        assert not (method == "post" and told), path
    answer = site.post("/programmes?schoolName=Exempelskolan", {})
    assert answer.json()["type"].endswith("/problems/invalid-query")


def test_ufn_07_addresses_have_only_the_characters_allowed(
    populated: tuple[World, str],
) -> None:
    world, programme_id = populated
    allowed = re.compile(r"[a-z0-9./~-]+")
    for address in addresses(world, programme_id):
        parts = urlsplit(address)
        assert allowed.fullmatch(parts.netloc + parts.path), address


def test_ufn_08_words_are_separated_by_a_hyphen_only(site: World) -> None:
    words = {word for path in served(site)["paths"] for word in words_of(path)}
    for word in words - SPECIFICATIONS:
        assert WORDS.fullmatch(word), word
    assert any("-" in word for word in words)


def test_ufn_09_no_path_has_a_space_or_an_underscore(site: World) -> None:
    for document in both(site):
        for path in document["paths"]:
            assert not set(path) & {" ", "_"}, path


def test_mog_01_resources_and_methods_carry_the_meaning(site: World) -> None:
    document = served(site)
    assert len(document["paths"]) > 50
    for path, method, operation in operations(document):
        good = {status for status in operation["responses"] if status < "300"}
        assert good == ({"201"} if method == "post" else {"200"}), path
    assert site.send("PUT", f"{BASE}/programmes").status_code == 405


def test_mog_03_no_post_reads(site: World) -> None:
    for path, method, operation in operations(served(site)):
        if method == "post":
            assert operation["requestBody"]["required"], path
            assert "201" in operation["responses"], path


def test_ame_05_every_name_is_in_camel_case(site: World) -> None:
    for document in both(site):
        for name, _ in properties(document["components"]["schemas"]):
            assert CAMEL.fullmatch(name.removeprefix("_")), name


def test_ame_06_fields_that_are_lists_have_plural_names(site: World) -> None:
    found = {
        name
        for name, schema in properties(served(site)["components"]["schemas"])
        if "items" in schema or any("items" in each for each in schema.get("anyOf", ()))
    }
    assert {name for name in found if not is_plural(name)} == SINGULAR_LISTS


def test_fns_01_query_parameters_are_in_camel_case(site: World) -> None:
    for name in query_names(site):
        assert CAMEL.fullmatch(name), name


def query_names(site: World) -> set[str]:
    """Give the name of every query parameter."""
    document = served(site)
    return {
        parameter["name"]
        for _, _, operation in operations(document)
        for parameter in parameters(document, operation)
        if parameter["in"] == "query"
    }


def test_fns_02_values_are_percent_encoded_utf_8(site: World) -> None:
    # when
    taken = site.get("/events?dnr=2026%2F1%20%C3%85")
    other = site.get("/events?dnr=%C5")

    # then
    assert taken.status_code == 200
    own = parse_qs(urlsplit(taken.json()["_links"]["self"]["href"]).query)
    assert own == {"dnr": ["2026/1 Å"]}
    assert other.status_code == 400


def test_fns_03_parameters_begin_with_a_letter(site: World) -> None:
    assert all(name[0].isalpha() for name in query_names(site))


def test_fns_07_lists_take_page_and_limit_but_for_the_log(site: World) -> None:
    document = served(site)
    for path, _, operation in operations(document):
        told = {p["name"] for p in parameters(document, operation)}
        if path.endswith("/events"):
            assert {"after", "limit"} <= told
            assert "page" not in told
        elif "limit" in told:
            assert "page" in told, path
    for path in LISTS:
        names = parameters(document, document["paths"][path]["get"])
        assert {"page", "limit"} <= {each["name"] for each in names}


def test_fns_08_the_first_page_is_1(populated: tuple[World, str]) -> None:
    world, _ = populated
    assert world.get("/programmes").json()["_meta"]["page"] == 1
    assert world.get("/programmes?page=0").status_code == 400
    first = world.get("/programmes?page=1&limit=5").json()["items"]
    assert first == world.get("/programmes?limit=5").json()["items"]


def test_fns_12_links_keep_every_parameter(populated: tuple[World, str]) -> None:
    # given
    world, _ = populated
    kept = {"status": "nominated", "limit": "2", "validAt": "2026-10-01"}

    # when
    found = links(world, "/programmes?page=2&" + "&".join(map("=".join, kept.items())))

    # then
    assert {link["rel"] for link in found} == IANA
    for link in found:
        query = parse_qs(urlsplit(link["href"]).query)
        assert {name: query[name] for name in kept} == {k: [v] for k, v in kept.items()}


def test_hyp_01_links_and_what_they_lead_to_are_documented(site: World) -> None:
    for document in both(site):
        told = sections(document)
        for heading in ("How it works", "Så fungerar det"):
            for word in ("_links", "href", "rel", "method", *IANA, "JSON"):
                assert word in told[heading], word


def test_hyp_02_reading_changes_nothing(populated: tuple[World, str]) -> None:
    # given
    world, programme_id = populated
    before = world.store.head()

    # when
    for path, method, _ in operations(served(world)):
        if method == "get":
            place = path.replace("{programmeId}", programme_id)
            place = place.replace("{schoolUnitCode}", UNIT).replace("{name}", "a")
            world.get(place.replace("{eventId}", programme_id))

    # then
    assert world.store.head() == before


def test_hyp_05_every_answer_links_to_itself(populated: tuple[World, str]) -> None:
    # given
    world, programme_id = populated
    query = "?validAt=2026-10-01"
    one, many = f"/programmes/{programme_id}{query}", "/programmes?limit=1"

    # then
    for path in (one, many, "/events", "/api-info"):
        answer = world.get(path)
        assert own_link(answer) == HOST + BASE + path
        again = world.send("GET", own_link(answer), headers=world.bearer(Role.AUDITOR))
        assert again.json() == answer.json()
    listed = world.get(many)
    assert listed.json()["_links"]["self"]["href"] == own_link(listed)
    assert "Link" not in world.get("/programmes?page=0").headers


@pytest.mark.parametrize("host", ["api.kommun.example", "other.example"])
def test_hyp_09_the_header_forwarded_is_honoured(host: str) -> None:
    config = HttpConfig(trusted_proxies=("10.0.0.0/8",))
    with World(config, peer="10.1.2.3") as world:
        # when
        forwarded = {"Forwarded": f"for=192.0.2.7;proto=https;host={host}"}
        answer = world.get("/programmes", headers=forwarded)

    # then
    for address in (own_link(answer), answer.json()["_links"]["self"]["href"]):
        assert address == f"https://{host}{BASE}/programmes"


def test_hyp_11_a_link_is_described_by_a_schema(site: World) -> None:
    for document in both(site):
        link = document["components"]["schemas"]["Link"]
        assert link["properties"].keys() == {"href", "rel", "method"}
        for name in ("PageLinks", "CursorLinks"):
            for each in document["components"]["schemas"][name]["properties"].values():
                assert followed(document, each) == link


def test_hyp_12_a_link_has_an_href(site: World) -> None:
    assert "href" in served(site)["components"]["schemas"]["Link"]["required"]
    assert all(link["href"] for path in LISTS for link in links(site, path))


def test_hyp_13_an_href_is_the_address_of_what_it_leads_to(
    populated: tuple[World, str],
) -> None:
    world, _ = populated
    for link in links(world, "/programmes?limit=2&page=2"):
        found = world.send("GET", link["href"], headers=world.bearer(Role.AUDITOR))
        assert found.status_code == 200
        assert found.json()["_links"]["self"]["href"] == link["href"]


def test_hyp_14_an_href_is_absolute_and_names_the_host_asked(site: World) -> None:
    answer = site.get("/programmes", headers={"Host": "api.kommun.example"})
    href = answer.json()["_links"]["self"]["href"]
    assert href == f"https://api.kommun.example{BASE}/programmes"


def test_hyp_15_a_link_has_a_rel(site: World) -> None:
    assert "rel" in served(site)["components"]["schemas"]["Link"]["required"]
    assert all(link["rel"] for path in LISTS for link in links(site, path))


def test_hyp_16_a_link_names_its_method(site: World) -> None:
    for path in LISTS:
        assert {link["method"] for link in links(site, path)} == {"GET"}


def test_hyp_17_the_method_is_always_said(site: World) -> None:
    assert "method" in served(site)["components"]["schemas"]["Link"]["required"]


def test_hyp_18_a_rel_says_what_it_leads_to(populated: tuple[World, str]) -> None:
    world, _ = populated
    found = {each["rel"]: each for each in links(world, "/programmes?limit=2&page=2")}
    pages = {
        rel: parse_qs(urlsplit(link["href"]).query)["page"][0]
        for rel, link in found.items()
    }
    assert pages == {"self": "2", "first": "1", "last": "3", "next": "3", "prev": "1"}


def test_hyp_19_every_rel_is_one_of_ianas(site: World) -> None:
    schemas = served(site)["components"]["schemas"]
    for name in ("PageLinks", "CursorLinks"):
        assert schemas[name]["properties"].keys() <= IANA
