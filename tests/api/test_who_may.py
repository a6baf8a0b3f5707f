"""Who asks is told by a token, what they may by the policy; both come first."""

import pytest

from ksbs.auth.keys import KeysUnavailable
from ksbs.domain.words import Role
from ksbs.http.routes import operations
from tests.support.api import BASE, NOMINATION, World

NOT_ACCEPTED = (
    'Bearer realm="ksbs", error="invalid_token", '
    'error_description="The access token is not accepted"'
)


@pytest.mark.parametrize(
    ("headers", "challenge"),
    [
        ({}, 'Bearer realm="ksbs"'),
        ({"Authorization": "Basic dXNlcjpwYXNz"}, 'Bearer realm="ksbs"'),
        (
            {"Authorization": "Bearer forged"},
            NOT_ACCEPTED,
        ),
        (
            {"Authorization": "Bearer"},
            NOT_ACCEPTED,
        ),
    ],
)
def test_who_cannot_be_known_is_asked_for_a_token(
    world: World, headers: dict[str, str], challenge: str
) -> None:
    # when
    answer = world.send("GET", BASE + "/programmes", headers=headers)

    # then
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == challenge
    assert answer.json()["type"].endswith("/problems/token-refused")


def test_two_tokens_are_none(world: World) -> None:
    # when
    header = world.bearer(Role.AUDITOR)["Authorization"]
    headers = [("Authorization", header), ("Authorization", header)]
    answer = world.send("GET", BASE + "/programmes", headers=headers)

    # then
    assert answer.status_code == 401


def test_every_operation_that_names_roles_wants_a_token(world: World) -> None:
    for operation in operations():
        # when
        path = operation.full_path.replace("{name}", "forbidden")
        answer = world.send(operation.method, path)

        # then
        if operation.authenticated:
            assert answer.status_code == 401, operation.operation_id
        else:
            assert answer.status_code == 200, operation.operation_id


def test_keys_that_cannot_be_had_are_a_reason_to_come_back(world: World) -> None:
    # given
    def verify(_: str) -> None:
        raise KeysUnavailable

    world.guard.verify = verify  # type: ignore[assignment, method-assign]  # No issuer answers.

    # when
    answer = world.get("/programmes")

    # then
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


NOMINATING = {
    Role.CHIEF: 201,
    Role.PRINCIPAL: 403,
    Role.PROCESS_SUPPORTER: 403,
    Role.ANALYST: 403,
    Role.WORKING_GROUP: 403,
    Role.PROGRAMME_OFFICE: 201,
    Role.REGISTRAR: 403,
    Role.SUPPORT_DEPARTMENT: 403,
    Role.EXTERNAL_PARTNER: 403,
    Role.DPO: 403,
    Role.AUDITOR: 403,
    Role.ADMIN: 403,
}


@pytest.mark.parametrize(("role", "status"), NOMINATING.items())
def test_who_may_nominate(world: World, role: Role, status: int) -> None:
    # when
    answer = world.post("/programmes", NOMINATION, role=role)

    # then
    assert answer.status_code == status, answer.text
    if status == 403:
        assert answer.json()["rule"] == f"programmes:not-{role.value}"


@pytest.mark.parametrize("body", [{}, {"extra": 1}])
def test_a_role_that_may_not_is_told_before_its_body_is_looked_at(
    world: World, body: dict[str, int]
) -> None:
    # when
    answer = world.post("/programmes", body, role=Role.AUDITOR)

    # then
    assert answer.status_code == 403
    assert answer.json()["rule"] == "programmes:not-auditor"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.AUDITOR, 403),
        (Role.DPO, 400),
        (Role.REGISTRAR, 400),
        (Role.WORKING_GROUP, 400),
    ],
)
def test_who_may_record_anything_may_perhaps_amend(
    world: World, role: Role, status: int
) -> None:
    # when
    path = f"/programmes/{world.nominate()}/corrections"
    answer = world.post(path, {}, role=role, version=1)

    # then
    assert answer.status_code == status, answer.text
    if status == 403:
        assert answer.json()["rule"] == f"corrections:not-{role.value}"


def test_every_action_refuses_the_roles_that_may_not_before_the_body(
    world: World,
) -> None:
    programme_id = world.nominate()
    for operation in operations():
        for role in set(Role) - (operation.roles or set(Role)):
            if operation.command is not None:
                # when
                path = operation.path.replace("{programmeId}", programme_id)
                answer = world.post(path, {}, role=role, version=1)

                # then
                assert answer.status_code == 403, (operation.operation_id, role)


READING = {
    Role.CHIEF: (200, 200, 403),
    Role.PRINCIPAL: (200, 200, 403),
    Role.PROCESS_SUPPORTER: (403, 200, 403),
    Role.ANALYST: (403, 200, 403),
    Role.WORKING_GROUP: (200, 200, 403),
    Role.PROGRAMME_OFFICE: (200, 200, 200),
    Role.REGISTRAR: (200, 200, 200),
    Role.SUPPORT_DEPARTMENT: (403, 200, 403),
    Role.EXTERNAL_PARTNER: (403, 200, 403),
    Role.DPO: (200, 200, 200),
    Role.AUDITOR: (200, 200, 200),
    Role.ADMIN: (403, 200, 200),
}
"""A programme of one's own unit that nobody is assigned to; its list; the directory."""


@pytest.mark.parametrize(("role", "statuses"), READING.items())
def test_who_may_read_what(
    world: World, role: Role, statuses: tuple[int, int, int]
) -> None:
    # given
    programme_id = world.nominate()

    # when
    answers = [
        world.get(f"/programmes/{programme_id}", role=role),
        world.get("/school-units", role=role),
        world.get("/role-assignments", role=role),
    ]

    # then
    assert tuple(a.status_code for a in answers) == statuses


def test_a_principal_of_another_school_sees_nothing_of_this_one(world: World) -> None:
    # given
    programme_id = world.nominate()
    headers = world.bearer(Role.PRINCIPAL, unit="01234999")

    # when
    one = world.send("GET", f"{BASE}/programmes/{programme_id}", headers=headers)
    every = world.send("GET", f"{BASE}/programmes", headers=headers)
    events = world.send("GET", f"{BASE}/events", headers=headers)

    # then
    assert one.status_code == 403
    assert one.json()["rule"] == "read-programme:principal:own-school"
    assert every.json()["items"] == []
    assert events.json()["items"] == []


def test_a_refusal_names_the_rule_of_the_policy_in_both_languages(world: World) -> None:
    # when
    headers = {"Accept-Language": "sv"}
    answer = world.post("/programmes", NOMINATION, role=Role.AUDITOR, headers=headers)

    # then
    assert answer.json()["title"] == "Rollen får inte göra detta"
    assert answer.json()["detail"] == (
        "Rollen revisor får inte göra detta: Nominera en skolenhet till KSBS."
    )
