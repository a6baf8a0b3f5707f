"""Where a setting's value comes from, and what is said when it cannot be used."""

import os
from pathlib import Path

import pytest

from ksbs.settings import Mode, Settings, SettingsInvalid, unknown_variables

DSN = "postgresql://ksbs:s3cret@db.example/ksbs?sslmode=verify-full"


def problems_of(**flags: object) -> list[str]:
    with pytest.raises(SettingsInvalid) as invalid:
        Settings(**flags)
    return invalid.value.problems


def test_without_any_source_the_defaults_hold() -> None:
    # when
    settings = Settings()

    # then
    assert (settings.port, settings.late_after_days) == (8080, 14)
    assert settings.mode is Mode.DEVELOPMENT
    assert {value.origin for value in settings.report()} == {"default"}


def test_a_flag_goes_before_the_environment_before_the_file_before_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    Path("ksbs.toml").write_text("port = 1\npool_size = 1\nhost = 'a'", "utf-8")
    monkeypatch.setenv("KSBS_PORT", "2")
    monkeypatch.setenv("KSBS_POOL_SIZE", "2")

    # when
    settings = Settings(port=3, late_after_days=None)

    # then
    assert (settings.port, settings.pool_size, settings.host) == (3, 2, "a")
    assert settings.origin_of("port") == "flag --port"
    assert settings.origin_of("pool_size") == "environment KSBS_POOL_SIZE"
    assert settings.origin_of("host") == str(Path("ksbs.toml").absolute())
    assert settings.origin_of("late_after_days") == "default"


def test_another_file_can_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # given
    Path("ksbs.toml").write_text("port = 1", "utf-8")
    (tmp_path / "other.toml").write_text("oidc_algorithms = ['ES256']", "utf-8")
    monkeypatch.setenv("KSBS_CONFIG", "other.toml")

    # when
    settings = Settings()

    # then
    assert settings.port == 8080
    assert settings.oidc_algorithms == ("ES256",)


def test_a_named_file_that_is_not_there_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KSBS_CONFIG", "/nowhere/ksbs.toml")
    [problem] = problems_of()
    assert problem.startswith("/nowhere/ksbs.toml cannot be read: No such file")


def test_a_broken_file_is_named_with_the_line() -> None:
    Path("ksbs.toml").write_text("port = 1\nhost = s3cret\n", "utf-8")
    [problem] = problems_of()
    assert "ksbs.toml" in problem
    assert "line 2" in problem
    assert "s3cret" not in problem


def test_a_secret_is_read_from_its_file_and_hidden(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # given
    (tmp_path / "dsn").write_text(DSN + "\n", "utf-8")
    monkeypatch.setenv("KSBS_DATABASE_URL_FILE", str(tmp_path / "dsn"))

    # when
    settings = Settings()

    # then
    assert settings.dsn == DSN
    assert settings.mode is Mode.PRODUCTION
    origin = f"file {tmp_path / 'dsn'} (KSBS_DATABASE_URL_FILE)"
    assert settings.origin_of("database_url") == origin
    assert "s3cret" not in f"{settings!r} {settings} {settings.report()}"
    assert settings.report()[0].value == "********"


def test_the_configuration_file_may_name_the_secrets_file(tmp_path: Path) -> None:
    # given
    (tmp_path / "dsn").write_text(DSN, "utf-8")
    Path("ksbs.toml").write_text(f"database_url_file = '{tmp_path}/dsn'", "utf-8")

    # then
    assert Settings().dsn == DSN


def test_a_secret_given_twice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSBS_DATABASE_URL", DSN)
    monkeypatch.setenv("KSBS_DATABASE_URL_FILE", "/run/secrets/dsn")
    [problem] = problems_of()
    assert "given twice" in problem
    assert "s3cret" not in problem


def test_a_secrets_file_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KSBS_DATABASE_URL_FILE", "/run/nothing")
    [problem] = problems_of()
    assert problem.startswith("/run/nothing, named by KSBS_DATABASE_URL_FILE")


def test_every_wrong_value_is_told_with_its_origin_and_without_the_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.setenv("KSBS_PORT", "70000")
    monkeypatch.setenv("KSBS_DATABASE_URL", "mysql://ksbs:s3cret@db/ksbs")

    # when
    problems = problems_of(mode="relaxed", oidc_algorithms="none")

    # then
    assert len(problems) == 4
    assert problems[0].startswith("database_url (environment KSBS_DATABASE_URL): Write")
    assert problems[1].startswith("mode (flag --mode): Input should be 'development'")
    assert problems[2].startswith("port (environment KSBS_PORT): Input should be less")
    assert problems[3].startswith("oidc_algorithms (flag --oidc-algorithms): ")
    assert "s3cret" not in str(problems)


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS512", ""])
def test_no_source_can_allow_a_weak_algorithm(algorithm: str) -> None:
    [problem] = problems_of(oidc_algorithms=[algorithm])
    assert problem.startswith("oidc_algorithms")


def test_algorithms_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSBS_OIDC_ALGORITHMS", "ES256, PS256")
    assert Settings().oidc_algorithms == ("ES256", "PS256")


def test_an_unknown_name_in_the_file_is_refused_with_the_nearest() -> None:
    Path("ksbs.toml").write_text("prot = 1", "utf-8")
    [problem] = problems_of()
    assert problem.endswith("there is no such setting; is port meant?.")


def test_an_unknown_variable_is_told_but_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.setenv("KSBS_PROT", "1")
    monkeypatch.setenv("KSBS_DATABASE_URL_FILE", "")
    monkeypatch.setenv("KSBS_CONFIG", "")

    # when
    told = unknown_variables()

    # then
    assert Settings().port == 8080
    assert told == ["KSBS_PROT is set, but there is no such setting; is port meant?."]


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSBS_PORT", "")
    assert Settings().origin_of("port") == "default"


def test_paths_are_absolute_and_know_the_home_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    assert Settings(home="data").home == tmp_path / "data"
    assert Settings(home="~/ksbs").home == Path("/home/someone/ksbs")


def test_an_ordinary_user_keeps_data_in_the_xdg_directory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    # then
    assert Settings().home == Path("/home/someone/.local/share/ksbs")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert Settings().home == Path("/data/ksbs")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert Settings().home == Path("/var/lib/ksbs")


def test_the_mode_can_be_chosen_beside_a_server_of_ones_own() -> None:
    assert Settings(database_url=DSN).mode is Mode.PRODUCTION
    assert Settings(database_url=DSN, mode="development").mode is Mode.DEVELOPMENT
    assert Settings(mode="production").mode is Mode.PRODUCTION


def test_proxies_are_a_list_in_the_file_and_text_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    Path("ksbs.toml").write_text("trusted_proxies = ['10.0.0.7', '::1']", "utf-8")
    from_file = Settings().trusted_proxies
    monkeypatch.setenv("KSBS_TRUSTED_PROXIES", "192.0.2.0/24, 10.0.0.7")

    # when
    settings = Settings()

    # then
    assert from_file == ("10.0.0.7", "::1")
    assert settings.trusted_proxies == ("192.0.2.0/24", "10.0.0.7")
    assert Settings(trusted_proxies="").trusted_proxies == ()


@pytest.mark.parametrize("text", ["proxy.example", "10.0.0.1/8", "10.0.0.7;10.0.0.8"])
def test_a_proxy_is_an_address_or_a_network(text: str) -> None:
    [problem] = problems_of(trusted_proxies=text)
    assert problem.startswith("trusted_proxies (flag --trusted-proxies): it lists")
    assert "write each as 10.0.0.7 or 10.0.0.0/8" in problem
    assert text not in problem


@pytest.mark.parametrize(
    "text", ["ksbs.example", "https://", "https://ksbs.example/api", "ftp://a", "a b"]
)
def test_a_public_address_is_a_scheme_and_a_host(text: str) -> None:
    [problem] = problems_of(public_url=text)
    assert "as in https://ksbs.example" in problem


def test_a_public_address_may_end_with_a_slash() -> None:
    settings = Settings(public_url="https://ksbs.example:8443/")
    assert settings.public_url == "https://ksbs.example:8443"
