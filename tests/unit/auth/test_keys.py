"""Which keys of an issuer are used, and what happens when they change."""

import json
from pathlib import Path

import pytest
import structlog
from joserfc.jwk import ECKey, OctKey, RSAKey

from ksbs.auth.keys import JwksFile, KeysUnavailable, KeysUnreadable, parse_keys
from ksbs.auth.refusal import Reason
from tests.unit.auth.provider import Provider, reason_of

SHORT_RSA = {"kty": "RSA", "n": "v" * 171, "e": "AQAB"}
P256 = ECKey.generate_key("P-256")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (SHORT_RSA, "size"),
        ({"kty": "RSA", "n": "=", "e": "AQAB"}, "size"),
        (OctKey.generate_key(256).as_dict(private=True), "secret"),
        (P256.as_dict(private=True), "secret"),
        (RSAKey.generate_key(2048).as_dict(private=True), "secret"),
        (P256.as_dict(private=False) | {"use": "enc"}, "use"),
        (P256.as_dict(private=False) | {"key_ops": ["sign"]}, "key-ops"),
        (P256.as_dict(private=False) | {"kid": ""}, "no-kid"),
        (P256.as_dict(private=False) | {"kid": "first"}, "kid-shared"),
        (P256.as_dict(private=False) | {"x": "AA"}, "broken"),
        (ECKey.generate_key("P-384").as_dict(private=False), "kind"),
        ({"kty": "AKP", "alg": "ML-DSA-44", "pub": "AA"}, "kind"),
        ({"kty": "OKP", "crv": "X25519", "x": "AA"}, "kind"),
        ({}, "kind"),
    ],
)
def test_a_key_unfit_to_verify_is_ignored_with_a_reason(
    provider: Provider, entry: dict[str, object], why: str
) -> None:
    # given
    provider.keys["good"] = ECKey.generate_key("P-256")

    # when
    keys = parse_keys(provider.document(odd=entry))

    # then
    assert why in keys.ignored
    assert keys.find("odd") is None
    assert keys.find("good") is not None


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"[]",
        b"{}",
        b'{"keys": {}}',
        b'{"keys": []}',
        b'{"keys": [1]}',
        b'{"keys": [], "keys": []}',
        json.dumps({"keys": [SHORT_RSA | {"kid": "a"}]}).encode(),
        b" " * 262_145,
    ],
)
def test_a_document_without_a_usable_key_is_unreadable(document: bytes) -> None:
    with pytest.raises(KeysUnreadable):
        parse_keys(document)


def test_a_key_is_parsed_once_for_all_tokens(provider: Provider) -> None:
    keys = parse_keys(provider.document())
    assert keys.find("first") is keys.find("first")


def test_a_key_rotated_in_the_file_counts_at_once(
    provider: Provider, tmp_path: Path
) -> None:
    # given
    file = tmp_path / "jwks.json"
    file.write_bytes(provider.document())
    verifier = provider.verifier(keys=JwksFile(file))
    old = provider.token()
    assert reason_of(verifier, old) is None

    # when
    provider.keys = {"second": ECKey.generate_key("P-256")}
    file.write_bytes(provider.document())

    # then
    new = provider.token(key=provider.keys["second"], kid="second")
    assert reason_of(verifier, new) is None
    assert reason_of(verifier, old) is Reason.KEY


def test_a_broken_change_leaves_the_keys_before_it_and_is_logged_once(
    provider: Provider, tmp_path: Path
) -> None:
    # given
    file = tmp_path / "jwks.json"
    file.write_bytes(provider.document())
    keys = JwksFile(file)
    assert keys.find("first") is not None

    # when
    with structlog.testing.capture_logs() as records:
        file.write_text("{", encoding="utf-8")
        found = [keys.find("first"), keys.find("first")]

    # then
    assert None not in found
    assert [record["event"] for record in records] == ["keys-unreadable"]


def test_a_file_never_readable_means_no_token_can_be_judged(tmp_path: Path) -> None:
    # given
    keys = JwksFile(tmp_path / "none.json")

    # then
    with structlog.testing.capture_logs(), pytest.raises(KeysUnavailable):
        keys.find("first")


def test_a_file_that_comes_later_is_read(provider: Provider, tmp_path: Path) -> None:
    # given
    file = tmp_path / "jwks.json"
    keys = JwksFile(file)
    with structlog.testing.capture_logs(), pytest.raises(KeysUnavailable):
        keys.find("first")

    # when
    file.write_bytes(provider.document())

    # then
    assert keys.find("first") is not None
