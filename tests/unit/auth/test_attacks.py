"""Tokens made by somebody else than the identity provider."""

import hmac
import json
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey, OKPKey

from ksbs.auth.refusal import Reason, TokenRefused
from tests.unit.auth.provider import Provider, base64url, claims, reason_of


def unsigned(header: object, payload: object = None) -> str:
    first = base64url(json.dumps(header).encode())
    return f"{first}.{base64url(json.dumps(payload or claims()).encode())}."


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", "", None, [], 1])
def test_a_token_without_signature_is_refused(provider: Provider, alg: object) -> None:
    token = unsigned({"alg": alg, "kid": "first", "typ": "at+jwt"})
    assert reason_of(provider.verifier(), token) is Reason.ALGORITHM


def test_a_public_key_is_no_shared_secret(provider: Provider) -> None:
    # given
    head = unsigned({"alg": "HS256", "kid": "first", "typ": "at+jwt"}).rstrip(".")
    public = provider.keys["first"].as_pem(private=False)

    # when
    forged = base64url(hmac.new(public, head.encode(), sha256).digest())

    # then
    verifier = provider.verifier()
    assert reason_of(verifier, f"{head}.{forged}") is Reason.ALGORITHM


def test_even_allowed_by_mistake_a_shared_secret_does_not_verify(
    provider: Provider,
) -> None:
    # given
    head = unsigned({"alg": "HS256", "kid": "first", "typ": "at+jwt"}).rstrip(".")
    public = provider.keys["first"].as_pem(private=False)
    forged = base64url(hmac.new(public, head.encode(), sha256).digest())

    # then
    careless = provider.verifier(algorithms=("HS256", "none"))
    assert reason_of(careless, f"{head}.{forged}") is Reason.SIGNATURE


def test_an_algorithm_for_another_kind_of_key_is_refused(provider: Provider) -> None:
    # given
    other = OKPKey.generate_key("Ed25519")
    token = provider.token(alg="EdDSA", key=other, kid="first")

    # then
    assert reason_of(provider.verifier(), token) is Reason.SIGNATURE


def test_a_strangers_key_under_a_known_id_is_refused(provider: Provider) -> None:
    token = provider.token(key=ECKey.generate_key("P-256"))
    assert reason_of(provider.verifier(), token) is Reason.SIGNATURE


@pytest.mark.parametrize("kid", ["second", "", ..., None, 1, ["first"], "f" * 201])
def test_a_token_must_name_a_known_key(provider: Provider, kid: object) -> None:
    assert reason_of(provider.verifier(), provider.token(kid=kid)) is Reason.KEY


@pytest.mark.parametrize("typ", [..., None, "", "logout+jwt", "dpop+jwt", ["JWT"]])
def test_another_type_of_token_is_refused(provider: Provider, typ: object) -> None:
    assert reason_of(provider.verifier(), provider.token(typ=typ)) is Reason.TYPE


@pytest.mark.parametrize("claim", ["at_hash", "c_hash", "s_hash"])
def test_an_id_token_is_no_access_token(provider: Provider, claim: str) -> None:
    token = provider.token(claims(**{claim: "x"}), typ="JWT")
    assert reason_of(provider.verifier(), token) is Reason.TYPE


@pytest.mark.parametrize(
    "extra",
    [
        {"crit": ["exp"]},
        {"crit": []},
        {"b64": False, "crit": ["b64"]},
        {"jku": "https://evil.example/keys"},
        {"x5u": "https://evil.example/chain"},
        {"x5c": ["AA"]},
        {"cty": "JWT"},
        {"zip": "DEF"},
    ],
)
def test_a_header_that_brings_more_than_a_signature_is_refused(
    provider: Provider, extra: dict[str, object]
) -> None:
    token = provider.token(**extra)  # type: ignore[arg-type]  # Any header parameter.
    assert reason_of(provider.verifier(), token) is Reason.HEADER


def test_a_key_brought_along_in_the_header_is_not_used(provider: Provider) -> None:
    # given
    own = ECKey.generate_key("P-256")
    token = provider.token(key=own, jwk=own.as_dict(private=False))

    # then
    assert reason_of(provider.verifier(), token) is Reason.HEADER


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": "https://login.example/"}, Reason.ISSUER),
        ({"iss": ["https://login.example"]}, Reason.ISSUER),
        ({"iss": ...}, Reason.ISSUER),
        ({"aud": "another-api"}, Reason.AUDIENCE),
        ({"aud": "ksbs-api-2"}, Reason.AUDIENCE),
        ({"aud": []}, Reason.AUDIENCE),
        ({"aud": {"ksbs-api": 1}}, Reason.AUDIENCE),
        ({"aud": ...}, Reason.AUDIENCE),
    ],
)
def test_a_token_by_or_for_another_is_refused(
    provider: Provider, changes: dict[str, object], reason: Reason
) -> None:
    token = provider.token(claims(**changes))
    assert reason_of(provider.verifier(), token) is reason


@pytest.mark.parametrize(
    "payload",
    [
        json.dumps(claims())[:-1].encode() + b', "ksbs_role": "chief"}',
        json.dumps(claims())[:-1].encode() + b', "a": {"b": 1, "b": 2}}',
        json.dumps(claims())[:-1].encode() + b', "a": NaN}',
        json.dumps(claims()).encode("utf-16"),
        b"\xef\xbb\xbf" + json.dumps(claims()).encode(),
        b"[" * 2_000,
        b"[]",
        b"",
        b"\xff",
    ],
)
def test_claims_that_can_be_read_two_ways_are_refused(
    provider: Provider, payload: bytes
) -> None:
    assert reason_of(provider.verifier(), provider.token(payload)) is Reason.CLAIMS


def test_a_header_with_a_name_twice_is_refused(provider: Provider) -> None:
    # given
    header = b'{"alg":"none","alg":"ES256","kid":"first","typ":"JWT"}'
    payload = json.dumps(claims()).encode()

    # when
    token = provider.signed(header, payload, key=None, alg="ES256")

    # then
    assert reason_of(provider.verifier(), token) is Reason.MALFORMED


def test_a_huge_token_is_refused_before_it_is_read(provider: Provider) -> None:
    token = provider.token(claims(padding="x" * 9_000))
    assert reason_of(provider.verifier(), token) is Reason.TOO_LARGE


def test_an_encrypted_token_is_refused(provider: Provider) -> None:
    head = base64url(json.dumps({"alg": "RSA-OAEP", "enc": "A256GCM"}).encode())
    assert reason_of(provider.verifier(), f"{head}.a.b.c.d") is Reason.MALFORMED


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_changed_character_leaves_a_token_valid(data: st.DataObject) -> None:
    # given
    provider = Provider()
    verifier = provider.verifier()
    token = provider.token()
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABab01-_.~ =\u00e5").filter(token[at].__ne__))

    # when
    changed = token[:at] + other + token[at + 1 :]

    # then
    assert reason_of(verifier, changed) is not None


@given(token=st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_refused_with_a_reason_and_nothing_else(token: str) -> None:
    # given
    verifier = Provider().verifier()

    # then
    with pytest.raises(TokenRefused):
        verifier.verify(token)
