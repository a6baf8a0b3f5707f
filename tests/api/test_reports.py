"""Reports over HTTP: who may have which, in which format, the same for ever."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from ksbs.application.actor import Actor
from ksbs.domain.words import Role
from tests.api.openapi_contract import Contract
from tests.support.api import BASE, World

ALL = [
    "term-status",
    "decision-register",
    "diary",
    "school-comparison",
    "interventions-and-indicators",
    "audit-extract",
]
MEDIA = {
    "json": "application/json",
    "csv": "text/csv; header=absent; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}
PINNED: dict[str, Any] = {"validAt": "2026-10-01", "knownAt": "2026-10-01"}


def asked(
    world: World, name: str, *, role: Role = Role.PROGRAMME_OFFICE, **said: Any
) -> httpx.Response:
    """Ask for a report, and hold the answer against the document."""
    answer = world.get(f"/reports/{name}", role=role, params=said)
    Contract().check(answer)
    return answer


def wrong_parameter(answer: httpx.Response) -> str:
    """Give the parameter that a refusal names."""
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    parameter: str = error["parameter"]
    return parameter


def test_the_list_holds_the_reports_that_one_may_have(world: World) -> None:
    # when
    answers = [world.get("/reports", role=role) for role in (Role.AUDITOR, Role.CHIEF)]

    # then
    for answer in answers:
        Contract().check(answer)
    auditor, chief = (
        [item["name"] for item in answer.json()["items"]] for answer in answers
    )
    assert auditor == ALL
    assert chief == ALL[:-1]


def test_the_list_says_what_a_report_takes_and_its_formats(world: World) -> None:
    # when
    items = world.get("/reports", role=Role.AUDITOR).json()["items"]
    found = {item["name"]: item for item in items}

    # then
    one = found["interventions-and-indicators"]
    assert [p["name"] for p in one["parameters"] if p["required"]] == ["programmeId"]
    assert one["formats"] == list(MEDIA)
    assert found["diary"]["formats"] == ["json", "csv", "xlsx", "pdf"]


@pytest.mark.parametrize("wanted", MEDIA)
def test_a_report_is_a_named_file_of_its_media_type(world: World, wanted: str) -> None:
    # given
    world.nominate()

    # when
    answer = asked(world, "term-status", format=wanted, language="sv")

    # then
    assert answer.status_code == 200
    assert answer.headers["content-type"] == MEDIA[wanted]
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="term-status_2026-10-01_1.sv.{wanted}"'
    )
    assert answer.headers["content-language"] == "sv"


def test_without_a_format_a_report_is_json_in_the_language_asked_for(
    world: World,
) -> None:
    # when
    answer = world.get(
        "/reports/term-status", headers={"Accept-Language": "sv, en;q=0.5"}
    )

    # then
    body = answer.json()
    assert (body["name"], body["language"]) == ("term-status", "sv")
    assert body["title"] == "Terminens lägesrapport"
    assert body["asOf"]["events"] == body["asOf"]["position"]


def test_csv_can_be_written_for_swedish_excel(world: World) -> None:
    # given
    world.nominate()

    # when
    said: dict[str, Any] = {"format": "csv", "language": "sv"}
    plain = asked(world, "term-status", **said).content
    excel = asked(world, "term-status", **said, dialect="swedish-excel").content

    # then
    assert plain.startswith(b'"')
    assert excel.startswith("\N{BYTE ORDER MARK}".encode())
    assert b";" in excel.splitlines()[0]


def test_a_report_of_a_pinned_pair_has_a_tag_and_is_unchanged(world: World) -> None:
    # given
    world.nominate()
    world.clock.move(days=3)

    # when
    first = asked(world, "term-status", format="pdf", **PINNED)
    tag = {"If-None-Match": first.headers["etag"]}
    again = world.get(
        "/reports/term-status", params={**PINNED, "format": "pdf"}, headers=tag
    )

    # then
    assert again.status_code == 304
    assert again.content == b""
    # and one that is made as of now has none, nor one whose other time is not final
    assert "etag" not in asked(world, "term-status").headers
    ago = asked(world, "term-status", **PINNED, previousKnownAt="-P1Y")
    assert "etag" not in ago.headers


@pytest.mark.parametrize("wanted", MEDIA)
def test_a_pinned_report_is_the_same_when_more_has_been_recorded(
    world: World, wanted: str
) -> None:
    # given
    programme_id = world.nominate()
    world.clock.move(days=3)
    first = asked(world, "term-status", format=wanted, **PINNED)

    # when an offer of the pinned day is told late, and another school is nominated
    answer = world.post(
        f"/programmes/{programme_id}/participation-offers",
        {
            "offeredTo": "principal",
            "answerBy": "2026-10-20",
            "occurredOn": "2026-10-01",
        },
        version=1,
    )
    assert answer.status_code == 201, answer.text
    world.nominate(schoolUnitCode="01234568", occurredOn="2026-10-01")

    # then
    assert asked(world, "term-status", format=wanted, **PINNED).content == first.content
    # and what is known now of that day is another thing
    now = asked(world, "term-status", format=wanted, validAt="2026-10-01")
    assert now.content != first.content


def test_without_read_models_a_report_reads_the_programmes_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    world.nominate()
    world.clock.move(days=3)
    streams, read = world.store.streams, list[str]()

    def counting(category: str) -> Any:
        read.append(category)
        return streams(category)

    # when: nine read models are asked, at more than one pair
    monkeypatch.setattr(world.store, "streams", counting)
    answer = asked(world, "term-status", **PINNED)

    # then
    assert answer.json()["sections"][0]["blocks"][1]["rows"]
    assert read == ["programme"]


def test_there_is_no_other_report(world: World) -> None:
    # when
    answer = asked(world, "term-statuses")

    # then it says which there are
    assert answer.status_code == 404
    assert "term-status, decision-register" in answer.json()["detail"]


def test_there_is_no_other_format_language_or_dialect(world: World) -> None:
    for name in ("format", "language", "dialect"):
        # when
        said: dict[str, Any] = {name: "docx"}
        answer = asked(world, "term-status", **said)

        # then
        assert wrong_parameter(answer) == name


def test_a_report_without_charts_is_not_drawn(world: World) -> None:
    # when
    answer = asked(world, "diary", format="svg")

    # then
    assert wrong_parameter(answer) == "format"


def test_a_report_about_one_programme_needs_it(world: World) -> None:
    # when
    without = asked(world, "interventions-and-indicators")
    unknown = asked(world, "interventions-and-indicators", programmeId=str(uuid4()))

    # then
    assert wrong_parameter(without) == "programmeId"
    assert unknown.status_code == 404


def test_a_report_refuses_a_parameter_of_another(world: World) -> None:
    # when
    answer = asked(world, "term-status", indicator="anything")

    # then
    assert wrong_parameter(answer) == "indicator"
    assert "previousKnownAt" in answer.json()["detail"]


def test_nobody_knows_yet_what_tomorrow_will_say(world: World) -> None:
    # when
    answer = asked(world, "term-status", knownAt="2026-10-02")

    # then
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/not-yet-known")


@pytest.mark.parametrize("role", Role)
def test_only_some_may_have_reports(world: World, role: Role) -> None:
    # when
    answer = asked(world, "term-status", role=role)

    # then
    may = {
        *(Role.CHIEF, Role.PROGRAMME_OFFICE, Role.REGISTRAR, Role.DPO, Role.AUDITOR),
    }
    assert answer.status_code == (200 if role in may else 403)


@pytest.mark.parametrize("role", Role)
def test_the_extract_is_for_registrar_and_auditor(world: World, role: Role) -> None:
    # given
    programme_id = world.nominate()

    # when
    answer = asked(world, "audit-extract", role=role, programmeId=programme_id)

    # then
    may = {Role.REGISTRAR, Role.AUDITOR}
    assert answer.status_code == (200 if role in may else 403)


def test_a_chief_has_no_report_on_a_programme_of_another_area(world: World) -> None:
    # given
    programme_id = world.nominate()
    elsewhere = Actor(uuid4(), Role.CHIEF, None, "Annanstad")
    world.guard.actors["chief-elsewhere"] = elsewhere
    path = f"/reports/interventions-and-indicators?programmeId={programme_id}"

    # when
    own = world.get(path, role=Role.CHIEF)
    other = world.send(
        "GET", BASE + path, headers={"Authorization": "Bearer chief-elsewhere"}
    )

    # then
    assert own.status_code == 200
    assert other.status_code == 403
    assert other.json()["rule"] == "read-programme:chief:own-area"
