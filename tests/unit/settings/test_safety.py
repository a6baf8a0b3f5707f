"""What production, or any mode, refuses to start with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksbs.settings import (
    DEVELOPMENT_ISSUER,
    Settings,
    SettingsInvalid,
    SettingsRefused,
)
from ksbs.settings.dsn import NotAConnectionString, connection_words

SAFE = {
    "mode": "production",
    "database_url": "postgresql://ksbs@db.example/ksbs?sslmode=verify-full",
    "oidc_issuer": "https://login.example",
    "oidc_audience": "ksbs-api",
    "oidc_jwks_url": "https://login.example/keys",
}


def names(**flags: object) -> list[str]:
    return [refusal.name for refusal in Settings(**(SAFE | flags)).refusals()]


def test_a_public_https_address_behind_named_proxies_is_safe() -> None:
    behind = {"public_url": "https://ksbs.example", "trusted_proxies": "10.0.0.0/8"}
    assert names(**behind) == []


def test_safe_settings_pass_in_production() -> None:
    Settings(**SAFE).require_safe()
    assert names() == []


def test_production_without_a_contact_may_start_and_is_advised_to_name_one() -> None:
    assert names() == []
    assert [each.name for each in Settings(**SAFE).advice()] == ["no-contact"]


@pytest.mark.parametrize(
    "flags", [{"contact": "ksbs@kommun.example"}, {"mode": "development"}]
)
def test_nothing_is_advised_where_somebody_is_named_or_nobody_else_uses_it(
    flags: dict[str, object],
) -> None:
    assert Settings(**(SAFE | flags)).advice() == []


@pytest.mark.parametrize(
    "contact", ["ksbs", "http://kommun.example", "a@b@c", "a b@c", "https://", "<a@b>"]
)
def test_a_contact_is_an_address_that_can_be_used(contact: str) -> None:
    with pytest.raises(SettingsInvalid, match="contact"):
        Settings(contact=contact)


@pytest.mark.parametrize(
    "contact",
    [
        "ksbs@kommun.example",
        "https://kommun.example",
        "https://kommun.example/ksbs?a=b",
    ],
)
def test_a_contact_is_an_email_address_or_a_page(contact: str) -> None:
    assert Settings(contact=contact).contact == contact


def test_the_defaults_pass_in_development() -> None:
    Settings().require_safe(demo_log=True)


@pytest.mark.parametrize(
    ("flags", "name"),
    [
        ({"oidc_issuer": DEVELOPMENT_ISSUER}, "development-issuer"),
        ({"oidc_issuer": "http://login.example"}, "oidc-issuer-without-tls"),
        ({"oidc_jwks_url": "http://login.example/k"}, "oidc-jwks-url-without-tls"),
        ({"oidc_jwks_url": "http://localhost.evil/k"}, "oidc-jwks-url-without-tls"),
        ({"public_url": "http://ksbs.example"}, "public-url-without-tls"),
        ({"public_url": "http://localhost:8080"}, "public-url-without-tls"),
        ({"trusted_proxies": "10.0.0.7,0.0.0.0/0"}, "everybody-a-proxy"),
        ({"trusted_proxies": "::/0"}, "everybody-a-proxy"),
        ({"oidc_leeway": 121}, "wide-leeway"),
        ({"log_level": "debug"}, "debug-log"),
    ],
)
def test_production_refuses_a_weak_setting_that_development_allows(
    flags: dict[str, object], name: str
) -> None:
    assert names(**flags) == [name]
    assert names(mode="development", **flags) == []


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql://ksbs@db.example/ksbs",
        "postgresql://ksbs@db.example/ksbs?sslmode=disable",
        "postgresql://ksbs@db.example/ksbs?sslmode=prefer",
        "postgresql://localhost,db.example/ksbs",
        "postgresql:///ksbs?host=db.example",
        "postgresql://localhost/ksbs?hostaddr=192.0.2.7",
        "postgresql://[2001:db8::1]:5432/ksbs",
        "postgresql:///?service=city",
        "host=db.example dbname=ksbs",
        "host = 'db.example' sslmode=allow",
    ],
)
def test_production_wants_tls_to_a_database_elsewhere(dsn: str) -> None:
    assert names(database_url=dsn) == ["database-without-tls"]


@pytest.mark.parametrize(
    "dsn",
    [
        "postgresql:///ksbs",
        "postgres://ksbs:p@localhost:5433/ksbs",
        "postgresql://127.0.0.1/ksbs",
        "postgresql://[::1]/ksbs",
        "postgresql://%2Fvar%2Frun%2Fpostgresql/ksbs",
        "postgresql://db.example/ksbs?sslmode=require",
        "host=/var/run/postgresql dbname=ksbs",
        r"host=db.example password='a\' b' sslmode=verify-ca",
    ],
)
def test_a_local_or_encrypted_database_passes(dsn: str) -> None:
    assert names(database_url=dsn) == []


def test_what_libpq_takes_from_the_environment_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.setenv("PGHOST", "db.example")

    # then
    assert names(database_url="dbname=ksbs") == ["database-without-tls"]
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert names(database_url="dbname=ksbs") == []


def test_keys_in_clear_from_this_machine_pass() -> None:
    assert names(oidc_jwks_url="http://127.0.0.1:9000/keys") == []


def test_production_refuses_a_demo_log() -> None:
    [refusal] = Settings(**SAFE).refusals(demo_log=True)
    assert refusal.name == "demo-clock"


def test_production_without_an_identity_provider_is_refused() -> None:
    nobody = {"oidc_issuer": None, "oidc_audience": None, "oidc_jwks_url": None}
    assert names(**nobody) == ["development-issuer"]


@pytest.mark.parametrize("mode", ["development", "production"])
@pytest.mark.parametrize(
    "flags",
    [
        {"oidc_audience": None},
        {"oidc_jwks_url": None},
        {"oidc_jwks_file": "/etc/ksbs/jwks.json"},
    ],
)
def test_half_an_identity_provider_is_refused_in_every_mode(
    mode: str, flags: dict[str, object]
) -> None:
    assert names(mode=mode, **flags) == ["half-an-identity-provider"]


@pytest.mark.parametrize("mode", ["development", "production"])
@pytest.mark.parametrize("value", ["y", "", "0"])
def test_the_librarys_own_insert_function_is_refused_in_every_mode(
    monkeypatch: pytest.MonkeyPatch, mode: str, value: str
) -> None:
    monkeypatch.setenv("POSTGRES_ENABLE_DB_FUNCTIONS", value)
    assert names(mode=mode) == ["library-insert-function"]


def test_all_refusals_are_told_at_once_with_their_mends() -> None:
    # given
    settings = Settings(mode="production", log_level="debug", oidc_leeway=500)

    # when
    with pytest.raises(SettingsRefused) as refused:
        settings.require_safe(demo_log=True)

    # then
    told = str(refused.value)
    assert len(refused.value.refusals) == 4
    assert all(each.mend in told for each in refused.value.refusals)


@given(text=st.text(max_size=80))
def test_any_text_is_a_connection_string_or_named_as_none(text: str) -> None:
    for dsn in (text, f"postgresql://{text}"):
        try:
            words = connection_words(dsn)
        except NotAConnectionString:
            continue
        assert all(isinstance(value, str) for value in words.values())
