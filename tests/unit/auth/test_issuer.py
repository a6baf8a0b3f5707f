"""The development issuer: its key, its tokens, and where it is refused."""

import json
import multiprocessing
import stat
from pathlib import Path
from uuid import UUID

import pytest

from ksbs.application.actor import EVERY_AREA
from ksbs.auth.identity import verifier_for
from ksbs.auth.issuer import (
    KEY_FILE,
    DevelopmentIssuerRefused,
    _make_key,
    development_verifier,
    issue_token,
)
from ksbs.auth.persons import default_person
from ksbs.auth.tokens import Verifier
from ksbs.domain.words import Role
from ksbs.settings import Settings, SettingsRefused
from tests.unit.auth.provider import (
    AUDIENCE,
    ISSUER,
    PERSON,
    Provider,
    claims,
    reason_of,
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "a home")


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_a_token_for_its_own_person(
    settings: Settings, role: Role
) -> None:
    # when
    actor = verifier_for(settings).verify(issue_token(settings, role=role)).actor

    # then
    assert (actor.role, actor.person_id) == (role, default_person(role))


def test_default_persons_are_twelve_and_never_change() -> None:
    assert len({default_person(role) for role in Role}) == 12
    assert default_person(Role.CHIEF) == UUID("1ed90a84-c159-5f57-b0bc-991298e35896")


def test_a_chief_without_a_unit_has_every_area(settings: Settings) -> None:
    # given
    verifier = verifier_for(settings)

    # when
    of_all = verifier.verify(issue_token(settings, role=Role.CHIEF)).actor
    of_one = verifier.verify(
        issue_token(settings, role=Role.CHIEF, unit="01234567")
    ).actor

    # then
    assert (of_all.area, of_all.unit) == (EVERY_AREA, None)
    assert (of_one.area, of_one.unit) == (None, "01234567")


def test_person_unit_and_area_can_be_named(settings: Settings) -> None:
    # when
    token = issue_token(
        settings,
        role=Role.PRINCIPAL,
        person=UUID(PERSON),
        unit="01234567",
        area="Norra",
    )

    # then
    actor = verifier_for(settings).verify(token).actor
    assert actor.person_id == UUID(PERSON)
    assert (actor.unit, actor.area) == ("01234567", "Norra")


@pytest.mark.parametrize(
    "wrong", [{"unit": "12"}, {"area": ""}, {"lifetime": 0}, {"lifetime": 86_401}]
)
def test_a_token_that_would_be_refused_is_not_issued(
    settings: Settings, wrong: dict[str, object]
) -> None:
    with pytest.raises(DevelopmentIssuerRefused, match="would not be accepted"):
        issue_token(settings, role=Role.PRINCIPAL, **wrong)  # type: ignore[arg-type]  # One wrong argument at a time.


def test_the_key_is_private_whole_and_kept(settings: Settings) -> None:
    # when
    issue_token(settings, role=Role.AUDITOR)
    file = settings.home / KEY_FILE
    first = file.read_bytes()
    issue_token(settings, role=Role.AUDITOR)

    # then
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(first)["kty"] == "EC"
    assert file.read_bytes() == first
    assert [each.name for each in settings.home.iterdir()] == [KEY_FILE]


def _issue_at(home: Path) -> str:
    return issue_token(Settings(home=home), role=Role.DPO)


def test_processes_that_start_together_share_one_key(settings: Settings) -> None:
    # when
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        tokens = pool.map(_issue_at, [settings.home] * 6, chunksize=1)

    # then
    verifier = verifier_for(settings)
    assert {reason_of(development_verifier(settings), token) for token in tokens} == {
        None
    }
    assert isinstance(verifier, Verifier)


def test_a_key_already_in_use_is_never_replaced(settings: Settings) -> None:
    # given
    token = issue_token(settings, role=Role.DPO)

    # when
    _make_key(settings.home / KEY_FILE)  # as a process does that saw no file yet

    # then
    assert reason_of(development_verifier(settings), token) is None
    assert [each.name for each in settings.home.iterdir()] == [KEY_FILE]


def test_a_key_that_others_can_read_is_refused(settings: Settings) -> None:
    # given
    issue_token(settings, role=Role.DPO)
    (settings.home / KEY_FILE).chmod(0o644)

    # then
    with pytest.raises(DevelopmentIssuerRefused, match="Others can read"):
        issue_token(settings, role=Role.DPO)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"kty": "RSA"}'])
def test_a_broken_key_file_is_named_with_its_mend(
    settings: Settings, content: str
) -> None:
    # given
    issue_token(settings, role=Role.DPO)
    (settings.home / KEY_FILE).write_text(content, encoding="utf-8")

    # then
    with pytest.raises(DevelopmentIssuerRefused, match=r"Delete it"):
        issue_token(settings, role=Role.DPO)


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    # given
    (tmp_path / "file").touch()
    settings = Settings(home=tmp_path / "file" / "home")

    # then
    with pytest.raises(DevelopmentIssuerRefused, match="KSBS_HOME"):
        issue_token(settings, role=Role.DPO)


def test_another_installations_token_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    token = issue_token(Settings(home=tmp_path / "other"), role=Role.ADMIN)
    assert reason_of(development_verifier(settings), token) is not None


def test_production_neither_issues_nor_verifies_development_tokens(
    tmp_path: Path,
) -> None:
    # given
    settings = Settings(home=tmp_path, mode="production")

    # then
    with pytest.raises(DevelopmentIssuerRefused, match="Production"):
        issue_token(settings, role=Role.ADMIN)
    with pytest.raises(DevelopmentIssuerRefused, match="Production"):
        development_verifier(settings)
    with pytest.raises(SettingsRefused):
        verifier_for(settings)
    assert list(tmp_path.iterdir()) == []


def test_with_an_identity_provider_only_its_tokens_count(
    provider: Provider, tmp_path: Path
) -> None:
    # given
    issued = issue_token(Settings(home=tmp_path), role=Role.ADMIN)
    jwks = tmp_path / "jwks.json"
    jwks.write_bytes(provider.document())
    settings = Settings(
        home=tmp_path,
        mode="production",
        oidc_issuer=ISSUER,
        oidc_audience=AUDIENCE,
        oidc_jwks_file=jwks,
    )

    # when
    verifier = verifier_for(settings)

    # then
    now = int(jwks.stat().st_mtime)
    token = provider.token(claims(iat=now, exp=now + 300))
    assert reason_of(verifier, token) is None
    assert reason_of(verifier, issued) is not None
    in_development = settings.model_copy(update={"mode": "development"})
    with pytest.raises(DevelopmentIssuerRefused, match="identity provider"):
        issue_token(in_development, role=Role.ADMIN)


def test_a_jwks_address_is_asked_for_keys(provider: Provider) -> None:
    # given
    settings = Settings(
        oidc_issuer=ISSUER,
        oidc_audience=AUDIENCE,
        oidc_jwks_url="https://login.example/keys",
    )

    # then
    assert isinstance(verifier_for(settings), Verifier)
    assert provider.keys
