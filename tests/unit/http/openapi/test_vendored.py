"""The files of Swagger UI are those that were published, and nothing else is there."""

import hashlib

from tests.support.repository import ROOT

PLACE = ROOT / "src" / "ksbs" / "http" / "static" / "swagger-ui"
OURS = {"README.md", "SHA256SUMS"}


def test_every_vendored_file_is_as_published() -> None:
    # given
    lines = (PLACE / "SHA256SUMS").read_text("utf-8").splitlines()
    published = {name: digest for digest, name in (line.split("  ") for line in lines)}

    # when
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in PLACE.iterdir()
        if path.name not in OURS
    }

    # then
    assert found == published


def test_its_version_is_the_one_that_is_named() -> None:
    # given
    bundle = (PLACE / "swagger-ui-bundle.js").read_text("utf-8")
    version = (PLACE / "README.md").read_text("utf-8").splitlines()[0].split()[-1]

    # then
    assert f'"{version}"' in bundle


def test_no_source_map_is_carried_along() -> None:
    assert not list(PLACE.glob("*.map"))
