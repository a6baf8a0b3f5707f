"""Whom the documentation names, and in which language it is asked for."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from ksbs.cli.root import ksbs
from ksbs.http.config import Contact, HttpConfig
from ksbs.http.routes import BASE
from tests.api.profile.reading import sections, served
from tests.support.api import HOST, World

PAGE = "https://kommun.example/ksbs"


@pytest.mark.parametrize(
    ("contact", "told", "said"),
    [
        (
            Contact(),
            {"name": "Whoever runs the installation", "url": f"{HOST}{BASE}/docs"},
            "Whoever runs the installation.",
        ),
        (
            Contact(address=PAGE),
            {"name": "Whoever runs the installation", "url": PAGE},
            f"Whoever runs the installation: {PAGE}.",
        ),
        (
            Contact("Skolavdelningen", "ksbs@kommun.example"),
            {"name": "Skolavdelningen", "email": "ksbs@kommun.example"},
            "Skolavdelningen: ksbs@kommun.example.",
        ),
    ],
)
def test_the_document_names_whom_the_installation_names(
    contact: Contact, told: dict[str, str], said: str
) -> None:
    # given
    with World(HttpConfig(contact=contact)) as world:
        # when
        document = served(world)

    # then
    assert document["info"]["contact"] == told
    assert sections(document)["Contact"].startswith(said)


def test_the_language_of_the_document_is_no_parameter(site: World) -> None:
    """One address, one resource: the header chooses, and each holds both languages."""
    # when
    answer = site.send("GET", f"{BASE}/openapi.json", params={"language": "sv"})

    # then
    assert answer.status_code == 400
    assert [each["parameter"] for each in answer.json()["errors"]] == ["language"]
    for language in ("sv", "en"):
        assert {"Contact", "Kontakt"} <= sections(served(site, language)).keys()


def test_production_is_reminded_to_name_a_contact(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # given settings that production may start with, and no others
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("KSBS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("KSBS_MODE", "production")
    monkeypatch.setenv("KSBS_DATABASE_URL", "postgresql:///ksbs")
    monkeypatch.setenv("KSBS_OIDC_ISSUER", "https://login.example")
    monkeypatch.setenv("KSBS_OIDC_AUDIENCE", "ksbs-api")
    monkeypatch.setenv("KSBS_OIDC_JWKS_URL", "https://login.example/keys")

    for contact, advised in (("", ["no-contact"]), ("ksbs@kommun.example", [])):
        # when
        monkeypatch.setenv("KSBS_CONTACT", contact)
        done = CliRunner().invoke(ksbs, ["config", "check", "--json"])

        # then
        assert done.exit_code == 0
        assert [each["name"] for each in json.loads(done.stdout)["advice"]] == advised
