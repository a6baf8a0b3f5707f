"""An identity provider for the tests: real keys, real signatures, any claims."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

from ksbs.auth.keys import KeySource, parse_keys
from ksbs.auth.refusal import Reason, TokenRefused
from ksbs.auth.tokens import TokenVerifier

ISSUER = "https://login.example"
AUDIENCE = "ksbs-api"
NOW = 1_800_000_000
PERSON = "0b6bb3f7-7e4a-4d3e-9d53-4b6f1c2a9e10"
ALGORITHMS = ("ES256", "EdDSA", "Ed25519", "PS256", "RS256")

PrivateKey = ECKey | OKPKey | RSAKey


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def claims(**changes: object) -> dict[str, object]:
    """Give acceptable claims, changed; `...` takes a claim away."""
    whole: dict[str, object] = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": PERSON,
        "iat": NOW,
        "exp": NOW + 300,
        "ksbs_role": "principal",
    }
    return {name: v for name, v in (whole | changes).items() if v is not ...}


class Provider:
    """Signs with one ES256 key, `first`, unless another key is named."""

    def __init__(self) -> None:
        self.keys: dict[str, PrivateKey] = {"first": ECKey.generate_key("P-256")}

    def document(self, **extra: Mapping[str, object]) -> bytes:
        """Give the JWK Set that it publishes; `extra` adds entries by key id."""
        entries: list[dict[str, Any]] = [
            key.as_dict(private=False) | {"kid": kid} for kid, key in self.keys.items()
        ]
        entries += [{"kid": kid, **entry} for kid, entry in extra.items()]
        return json.dumps({"keys": entries}).encode()

    def token(
        self,
        payload: Mapping[str, object] | bytes | None = None,
        *,
        key: PrivateKey | None = None,
        **header: object,
    ) -> str:
        """Sign claims (or raw bytes) with a header; `...` takes a parameter away."""
        whole = {"alg": "ES256", "kid": "first", "typ": "at+jwt"} | header
        shown = {name: v for name, v in whole.items() if v is not ...}
        body = (
            payload
            if isinstance(payload, bytes)
            else json.dumps(payload or claims()).encode()
        )
        return self.signed(json.dumps(shown).encode(), body, key=key, alg=whole["alg"])

    def signed(
        self, header: bytes, payload: bytes, *, key: PrivateKey | None, alg: object
    ) -> str:
        """Sign exactly these bytes, whatever they say."""
        text = f"{base64url(header)}.{base64url(payload)}"
        algorithm = jws.JWSRegistry.algorithms[str(alg)]
        signature = algorithm.sign(text.encode(), key or self.keys["first"])
        return f"{text}.{base64url(signature)}"

    def verifier(
        self,
        *,
        keys: KeySource | None = None,
        algorithms: tuple[str, ...] = ALGORITHMS,
        now: float = NOW,
    ) -> TokenVerifier:
        return TokenVerifier(
            ISSUER,
            audience=AUDIENCE,
            keys=keys or parse_keys(self.document()),
            algorithms=algorithms,
            clock=lambda: now,
        )


def reason_of(verifier: TokenVerifier, token: str) -> Reason | None:
    """Give the reason why a token is refused, `None` if it is accepted."""
    try:
        verifier.verify(token)
    except TokenRefused as refused:
        return refused.reason
    return None
