"""What a token says, and which tokens are accepted."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import ECKey, OKPKey, RSAKey

from ksbs.auth.keys import parse_keys
from ksbs.auth.refusal import Reason, TokenRefused
from ksbs.auth.tokens import TokenVerifier, bearer_token
from ksbs.domain.words import Role
from tests.unit.auth.provider import (
    AUDIENCE,
    ISSUER,
    NOW,
    PERSON,
    PrivateKey,
    Provider,
    claims,
    reason_of,
)


def test_a_token_becomes_a_person_in_a_role(provider: Provider) -> None:
    # given
    token = provider.token(
        claims(ksbs_unit="01234567", ksbs_area="Östra", acr="loa3", jti="t-1")
    )

    # when
    verified = provider.verifier().verify(token)

    # then
    assert verified.actor.person_id == UUID(PERSON)
    assert verified.actor.role is Role.PRINCIPAL
    assert verified.actor.unit == "01234567"
    assert verified.actor.area == "Östra"
    assert verified.expires_at == datetime.fromtimestamp(NOW + 300, UTC)
    assert (verified.acr, verified.token_id) == ("loa3", "t-1")


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_carried(provider: Provider, role: Role) -> None:
    token = provider.token(claims(ksbs_role=role.value))
    assert provider.verifier().verify(token).actor.role is role


def test_the_claim_ksbs_person_goes_before_the_subject(provider: Provider) -> None:
    token = provider.token(claims(sub="a-login-name", ksbs_person=PERSON))
    assert provider.verifier().verify(token).actor.person_id == UUID(PERSON)


@pytest.mark.parametrize("typ", ["at+jwt", "AT+JWT", "application/at+jwt", "JWT"])
def test_the_types_of_access_tokens_are_accepted(provider: Provider, typ: str) -> None:
    assert reason_of(provider.verifier(), provider.token(typ=typ)) is None


@pytest.mark.parametrize(
    ("alg", "key"),
    [
        ("ES256", ECKey.generate_key("P-256")),
        ("EdDSA", OKPKey.generate_key("Ed25519")),
        ("Ed25519", OKPKey.generate_key("Ed25519")),
        ("RS256", RSAKey.generate_key(2048)),
        ("PS256", RSAKey.generate_key(2048)),
    ],
)
def test_each_allowed_algorithm_verifies(
    provider: Provider, alg: str, key: PrivateKey
) -> None:
    # given
    provider.keys["other"] = key
    token = provider.token(alg=alg, key=key, kid="other")

    # when, then
    assert reason_of(provider.verifier(), token) is None
    others = tuple({"ES256", "RS256"} - {alg})
    assert reason_of(provider.verifier(algorithms=others), token) is Reason.ALGORITHM


def test_this_api_may_be_one_of_several_audiences(provider: Provider) -> None:
    token = provider.token(claims(aud=["another-api", AUDIENCE]))
    assert reason_of(provider.verifier(), token) is None


def test_an_unknown_header_parameter_is_ignored(provider: Provider) -> None:
    token = provider.token(x5t="c29tZXRoaW5n", vendor={"a": 1})
    assert reason_of(provider.verifier(), token) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sub": "anna"}, Reason.PERSON),
        ({"sub": ...}, Reason.PERSON),
        ({"sub": 7}, Reason.PERSON),
        ({"sub": "{" + PERSON + "}"}, Reason.PERSON),
        ({"sub": PERSON.replace("-", "")}, Reason.PERSON),
        ({"sub": "00000000-0000-0000-0000-000000000000"}, Reason.PERSON),
        ({"ksbs_person": ""}, Reason.PERSON),
        ({"ksbs_person": None}, Reason.PERSON),
        ({"ksbs_role": ...}, Reason.ROLE),
        ({"ksbs_role": "root"}, Reason.ROLE),
        ({"ksbs_role": ["chief", "principal"]}, Reason.ROLE),
        ({"ksbs_unit": "1234567"}, Reason.UNIT),
        ({"ksbs_unit": 12345678}, Reason.UNIT),
        ({"ksbs_unit": "1234567\u0661"}, Reason.UNIT),
        ({"ksbs_unit": "12345678\n"}, Reason.UNIT),
        ({"ksbs_area": " "}, Reason.AREA),
        ({"ksbs_area": "a\u0000b"}, Reason.AREA),
        ({"ksbs_area": "\ud800"}, Reason.AREA),
        ({"ksbs_area": "a" * 201}, Reason.AREA),
        ({"acr": 3}, Reason.CLAIMS),
    ],
)
def test_a_misshapen_identity_is_refused(
    provider: Provider, changes: dict[str, object], reason: Reason
) -> None:
    token = provider.token(claims(**changes))
    assert reason_of(provider.verifier(), token) is reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"exp": NOW - 30}, Reason.EXPIRED),
        ({"exp": NOW - 29}, None),
        ({"nbf": NOW + 30}, None),
        ({"nbf": NOW + 31}, Reason.NOT_YET_VALID),
        ({"iat": NOW + 31}, Reason.NOT_YET_VALID),
        ({"iat": NOW + 31, "nbf": NOW}, Reason.NOT_YET_VALID),
        ({"exp": NOW + 86_400}, None),
        ({"exp": NOW + 86_401}, Reason.LIFETIME),
        ({"iat": NOW + 10, "exp": NOW + 10}, Reason.LIFETIME),
        ({"exp": ...}, Reason.CLAIMS),
        ({"iat": ...}, Reason.CLAIMS),
        ({"exp": True}, Reason.CLAIMS),
        ({"exp": str(NOW + 300)}, Reason.CLAIMS),
        ({"exp": 10**300}, Reason.CLAIMS),
        ({"nbf": None}, Reason.CLAIMS),
        ({"nbf": -1}, Reason.CLAIMS),
    ],
)
def test_times_are_held_against_the_clock_with_leeway(
    provider: Provider, changes: dict[str, object], reason: Reason | None
) -> None:
    token = provider.token(claims(**({"iat": NOW - 100} | changes)))
    if changes.get("exp") in {NOW + 86_400, NOW + 86_401}:
        token = provider.token(claims(**changes))
    assert reason_of(provider.verifier(), token) is reason


def test_a_token_seen_before_still_expires(provider: Provider) -> None:
    # given
    now = [float(NOW)]
    verifier = TokenVerifier(
        ISSUER,
        audience=AUDIENCE,
        keys=parse_keys(provider.document()),
        algorithms=["ES256"],
        clock=lambda: now[0],
    )
    token = provider.token()
    assert verifier.verify(token) is verifier.verify(token)

    # when
    now[0] += 330

    # then
    assert reason_of(verifier, token) is Reason.EXPIRED


def test_more_tokens_than_are_remembered_are_all_accepted(provider: Provider) -> None:
    # given
    verifier = provider.verifier()

    # when
    tokens = [provider.token(claims(jti=str(number))) for number in range(1_030)]

    # then
    assert {reason_of(verifier, token) for token in tokens} == {None}
    assert {reason_of(verifier, token) for token in tokens[:5]} == {None}


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (None, Reason.MISSING),
        ("", Reason.MISSING),
        ("Basic YTpi", Reason.MISSING),
        ("Bearer", Reason.MALFORMED),
        ("Bearer a b", Reason.MALFORMED),
        ("Bearer a, Bearer b", Reason.MALFORMED),
        ("Bearer å", Reason.MALFORMED),
        ("Bearer " + "a" * 9_000, Reason.TOO_LARGE),
    ],
)
def test_a_header_without_one_token_is_refused(
    header: str | None, reason: Reason
) -> None:
    with pytest.raises(TokenRefused) as refused:
        bearer_token(header)
    assert refused.value.reason is reason


@pytest.mark.parametrize("header", ["Bearer a.b.c", "bearer  a.b.c", "BEARER a.b.c "])
def test_the_token_is_taken_out_of_the_header(header: str) -> None:
    assert bearer_token(header) == "a.b.c"


@given(reason=st.sampled_from(Reason))
def test_the_challenge_names_no_reason_that_helps_a_forger(reason: Reason) -> None:
    # given
    refused = TokenRefused(reason)

    # then
    assert refused.challenge.startswith('Bearer realm="ksbs"')
    assert refused.challenge.isascii()
    silent = {Reason.KEY, Reason.SIGNATURE, Reason.ISSUER, Reason.AUDIENCE}
    if reason in silent:
        assert refused.challenge == TokenRefused(Reason.ALGORITHM).challenge


def test_without_a_token_the_challenge_names_no_error() -> None:
    assert TokenRefused(Reason.MISSING).challenge == 'Bearer realm="ksbs"'
