"""DOK, DOT and VER: what the API tells of itself, its times and its versions."""

import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from litestar.routes import HTTPRoute

from ksbs import __version__
from ksbs.domain.words import Role
from ksbs.http.openapi.schemas import references
from ksbs.http.routes import BASE
from tests.api.openapi_contract import METHODS, Contract
from tests.api.profile.conftest import CONTACT
from tests.api.profile.reading import (
    answers,
    both,
    followed,
    operations,
    parameters,
    properties,
    sections,
    served,
)
from tests.support.api import HOST, NOMINATION, World

MAJOR = BASE.rpartition("v")[2]
SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def of_section(site: World, *headings: str) -> list[str]:
    """Give what stands under one of the headings, in each document; never nothing."""
    found = [sections(document)[h] for document in both(site) for h in headings]
    assert all(len(text) > 20 for text in found)
    return found


def test_dok_03_the_documentation_tells_of_the_api_and_names_a_contact(
    site: World,
) -> None:
    of_section(site, "How it works", "Så fungerar det")
    of_section(site, "Terms of use", "Användarvillkor")
    of_section(site, "Data model", "Datamodell")
    of_section(site, "Authentication and who may", "Autentisering och behörighet")
    of_section(site, "Life cycle and versions", "Livscykel och versioner")
    for text in of_section(site, "Contact", "Kontakt"):
        assert text.startswith(f"{CONTACT.name}: {CONTACT.address}.")
    for document in both(site):
        assert document["info"]["contact"] == {
            "name": CONTACT.name,
            "email": CONTACT.address,
        }
        for address in (
            document["info"]["termsOfService"],
            document["externalDocs"]["url"],
        ):
            assert site.send("GET", address).status_code == 200


def test_dok_04_the_specification_is_the_contract_of_the_server(site: World) -> None:
    # given
    routed = {
        (method, route.path_format.removeprefix(BASE))
        for route in site.app.routes
        if isinstance(route, HTTPRoute) and "/docs" not in route.path_format
        for method in route.methods
        if method.lower() in METHODS
    }

    # then
    for document in both(site):
        told = {(method.upper(), path) for path, method, _ in operations(document)}
        assert told == routed


def test_dok_05_the_documentation_has_the_version_of_the_api(site: World) -> None:
    running = site.send("GET", f"{BASE}/api-info").json()["apiVersion"]
    assert running == __version__
    for document in both(site):
        assert document["info"]["version"] == running


def test_dok_08_the_service_level_is_described(site: World) -> None:
    of_section(site, "Service level (SLA)", "Servicenivå (SLA)")


def test_dok_09_known_problems_and_limits_are_described(site: World) -> None:
    of_section(site, "Known limits and problems", "Kända begränsningar och problem")


def test_dok_10_the_day_of_its_end_is_told_where_it_is_known(site: World) -> None:
    english, swedish = "No day is set", "Ingen dag är bestämd"
    for document in both(site):
        told = sections(document)
        assert english in told["Life cycle and versions"]
        assert swedish in told["Livscykel och versioner"]
    sunset = site.get("/programmes").headers.get("Sunset")
    assert sunset is None


def test_dok_11_purpose_and_behaviour_are_described(site: World) -> None:
    for document in both(site):
        assert len(document["info"]["summary"]) > 40
        assert len(document["info"]["description"]) > 4000
        for tag in document["tags"]:
            assert tag["description"]


def test_dok_12_every_resource_and_operation_is_described(site: World) -> None:
    for document in both(site):
        for path, method, operation in operations(document):
            assert operation["operationId"]
            assert len(operation["summary"]) > 4, (method, path)
            assert len(operation["description"]) > 20, (method, path)


def test_dok_13_every_status_is_documented_with_its_cause(site: World) -> None:
    acted = {"201", "400", "401", "403", "405", "409", "413", "415", "422", "500"}
    on_programme = {"404", "412", "428"}
    for document in both(site):
        for path, method, operation in operations(document):
            # when
            told = answers(document, operation)

            # then
            expected = {"200", "400", "405", "500", "503"}
            if method == "post":
                expected = acted | {"503"}
                expected |= on_programme if "{programmeId}" in path else set()
            elif operation["security"]:
                expected |= {"401", "403"}
            assert expected <= told.keys(), (method, path)
            assert all(answer["description"] for answer in told.values())


def test_dok_15_requests_and_answers_have_full_examples(site: World) -> None:
    for document in both(site):
        for path, method, operation in operations(document):
            parts = list(answers(document, operation).values())
            if method == "post":
                parts.append(operation["requestBody"])
            for part in parts:
                for content in part.get("content", {}).values():
                    assert "example" in content or content["examples"], (method, path)
            for parameter in parameters(document, operation):
                assert "example" in parameter, parameter["name"]


def test_dok_16_a_data_model_can_be_made_from_the_specification(site: World) -> None:
    for document in both(site):
        schemas = document["components"]["schemas"]
        for name, schema in schemas.items():
            Draft202012Validator.check_schema(schema)
            assert set(references(schema)) <= schemas.keys(), name


def test_dok_19_what_an_operation_takes_is_described(site: World) -> None:
    for document in both(site):
        for _, method, operation in operations(document):
            for parameter in parameters(document, operation):
                assert parameter["description"], parameter["name"]
            if method == "post":
                body = operation["requestBody"]["content"]["application/json"]
                assert followed(document, body["schema"])["description"]


def test_dok_20_what_the_server_answers_is_documented(site: World) -> None:
    # given
    contract = Contract()
    programme = f"/programmes/{site.nominate(schoolUnitCode='09999998')}"

    # then
    for answer in (
        site.get("/programmes"),
        site.get("/programmes?page=0"),
        site.get(f"{programme}/events"),
        site.post("/programmes", NOMINATION, role=Role.AUDITOR),
        site.send("GET", f"{BASE}/programmes"),
        site.send("PATCH", f"{BASE}/programmes"),
        site.post("/programmes", NOMINATION | {"unheardOf": 1}),
        site.post("/programmes", NOMINATION | {"schoolUnitCode": "09999998"}),
    ):
        contract.check(answer)
    assert {status for _, status in contract.seen} == {
        *("200", "400", "401", "403", "405", "409")
    }


def test_dok_21_the_need_for_a_token_is_specified(site: World) -> None:
    for document in both(site):
        [(name, scheme)] = document["components"]["securitySchemes"].items()
        assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
        for path, _, operation in operations(document):
            open_to_all = path.startswith(("/api-info", "/problems", "/openapi."))
            open_to_all |= path.startswith("/health")
            assert operation["security"] == ([] if open_to_all else [{name: []}])


def test_dok_22_a_major_version_has_a_specification_of_its_own(site: World) -> None:
    for document in both(site):
        assert document["info"]["version"].partition(".")[0] == MAJOR
        [server] = document["servers"]
        assert server["url"].endswith(f"/v{MAJOR}")


@pytest.mark.parametrize("kind", ["json", "yaml"])
def test_dok_23_the_specification_stands_at_the_root_of_the_version(
    site: World, kind: str
) -> None:
    [server] = served(site)["servers"]
    answer = site.send("GET", f"{server['url']}/openapi.{kind}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(f"application/{kind}")


def test_dok_24_the_specification_has_the_name_that_is_asked_for(site: World) -> None:
    assert {"/openapi.json", "/openapi.yaml"} <= served(site)["paths"].keys()


def test_dot_01_every_zone_is_taken_and_utc_is_returned(world: World) -> None:
    # given
    programme_id = world.nominate()
    moments = ("2026-10-01T10:00:00+02:00", "2026-09-30T21:00:00-11:00")

    for moment in (*moments, "2026-10-01T22:00:00+14:00", "2026-10-01T08:00:00Z"):
        # when
        answer = world.get(f"/programmes/{programme_id}?knownAt={quote(moment)}")

        # then
        assert answer.status_code == 200, moment
        known = answer.json()["asOf"]["knownAt"]
        assert known.endswith("Z")
        assert datetime.fromisoformat(known) == datetime(2026, 10, 1, 8, tzinfo=UTC)
    [event] = world.get("/events").json()["items"]
    assert event["recordedAt"].endswith("Z")
    assert event["occurredOn"] == "2026-10-01"


def test_dot_02_dates_and_times_are_written_by_rfc_3339(site: World) -> None:
    for document in both(site):
        times = [
            (name, schema)
            for name, schema in properties(document["components"]["schemas"])
            if schema.get("format") in {"date", "date-time"}
        ]
        assert len(times) > 50
        for name, schema in times:
            if schema["format"] == "date":
                date.fromisoformat(schema["example"])
            else:
                assert INSTANT.fullmatch(schema["example"]), name


def test_ver_04_versions_are_semantic(site: World) -> None:
    assert SEMANTIC.fullmatch(served(site)["info"]["version"])


def test_ver_06_the_api_informs_at_its_root(site: World) -> None:
    [server] = served(site)["servers"]
    assert site.send("GET", f"{server['url']}/api-info").status_code == 200


def test_ver_07_the_information_is_whole_and_leads_to_the_documentation(
    site: World,
) -> None:
    # when
    info: dict[str, Any] = site.send("GET", f"{BASE}/api-info").json()

    # then
    assert info.keys() == {
        *("apiName", "apiVersion", "apiReleased", "apiDocumentation", "apiStatus")
    }
    assert SEMANTIC.fullmatch(info["apiVersion"])
    assert date.fromisoformat(info["apiReleased"]).isoformat() == info["apiReleased"]
    assert info["apiDocumentation"] == f"{HOST}{BASE}/docs"
    page = site.send("GET", info["apiDocumentation"])
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


def test_ver_11_a_beta_has_the_major_version_0(site: World) -> None:
    info = site.send("GET", f"{BASE}/api-info").json()
    early = info["apiStatus"] in {"alpha", "beta"}
    assert early == (info["apiVersion"].partition(".")[0] == "0")
