"""Bearer tokens: JWTs signed by one issuer for this API, verified at every request.

Checked in this order: size and form, header, key, signature, parties, times, identity.
Nothing of the payload is believed, or told apart to the caller, before its signature.
"""

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwa import JWSAlgModel
from joserfc.jws import JWSRegistry
from joserfc.util import urlsafe_b64decode

from ksbs.auth.claims import (
    Claims,
    Verified,
    check_parties,
    check_times,
    times_of,
    verified_of,
)
from ksbs.auth.keys import KeySource, PublicKey
from ksbs.auth.refusal import Reason, TokenRefused
from ksbs.auth.strict_json import NotStrictJson, read_object

LARGEST_TOKEN = 8_192
"""Characters of a token at most."""

_LARGEST_HEADER = 512
_DOTS = 2
_MOST_KNOWN = 1_024
_LONGEST_KID = 200
_TYPES = frozenset({"at+jwt", "application/at+jwt", "jwt"})
_FORBIDDEN = frozenset({"crit", "b64", "jwk", "jku", "x5u", "x5c", "enc", "zip", "cty"})
"""Header parameters that bring a key, extensions or encryption along."""

_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)


@runtime_checkable
class Verifier(Protocol):
    """Judges bearer tokens."""

    def verify(self, token: str) -> Verified:
        """Give what the token says, if it can be believed.

        May wait for the network: call it from a worker thread.

        Raises:
            TokenRefused: If the token is not accepted (401).
            KeysUnavailable: If no token can be judged now (503).
        """
        ...


def bearer_token(authorization: str | None) -> str:
    """Take the token out of an Authorization header.

    Raises:
        TokenRefused: `missing` without header or with another scheme, `malformed`
            if what follows Bearer is no token.
    """
    if authorization is None or authorization[:6].lower() != "bearer":
        raise TokenRefused(Reason.MISSING)
    if len(authorization) > LARGEST_TOKEN + len("Bearer "):
        raise TokenRefused(Reason.TOO_LARGE)
    found = _BEARER.fullmatch(authorization)
    if found is None:
        raise TokenRefused(Reason.MALFORMED)
    return found[1]


class _Registry(JWSRegistry):
    """The accepted algorithms, and no others, without the library's warnings.

    The library warns at each token that the name EdDSA is deprecated (RFC 9864);
    identity providers use it nevertheless, and Ed25519 is what it means here.
    """

    def get_alg(self, name: str) -> JWSAlgModel:
        return self.algorithms[name]


_REGISTRY = _Registry(strict_check_header=False)


@dataclass(frozen=True, slots=True)
class _Known:
    """A token found good: good again while its key stands and its time lasts."""

    kid: str
    key: PublicKey
    times: Claims
    verified: Verified


class TokenVerifier:
    """Verifies JWTs of one issuer for one audience.

    A token found good is remembered, so that the same token costs no signature again;
    its times and its key are looked at every time.

    Args:
        issuer: What `iss` must be.
        audience: What `aud` must be or contain.
        keys: The issuer's public keys.
        algorithms: The signature algorithms accepted.
        leeway: Seconds by which the issuer's clock may differ.
        clock: Gives seconds since 1970.
    """

    def __init__(  # noqa: PLR0913  # Each is one pinned fact, and all are named.
        self,
        issuer: str,
        *,
        audience: str,
        keys: KeySource,
        algorithms: Collection[str],
        leeway: int = 30,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._issuer = issuer
        self._audience = audience
        self._keys = keys
        self._algorithms = frozenset(algorithms)
        self._leeway = leeway
        self._clock = clock
        self._known: dict[str, _Known] = {}

    def verify(self, token: str) -> Verified:
        """Give what the token says, if it can be believed.

        Raises:
            TokenRefused: If the token is not accepted (401).
            KeysUnavailable: If no token can be judged now (503).
        """
        known = self._known.get(token)
        if known is None or self._keys.find(known.kid) is not known.key:
            known = self._judge(token)
        check_times(known.times, now=self._clock(), leeway=self._leeway)
        return known.verified

    def _judge(self, token: str) -> _Known:
        kid, key = self._key_for(_header_of(token))
        try:
            claims = read_object(_signed_payload(token, key=key))
        except NotStrictJson:
            raise TokenRefused(Reason.CLAIMS) from None
        check_parties(claims, issuer=self._issuer, audience=self._audience)
        check_times(claims, now=self._clock(), leeway=self._leeway)
        known = _Known(kid, key, times_of(claims), verified_of(claims))
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[token] = known
        return known

    def _key_for(self, header: dict[str, object]) -> tuple[str, PublicKey]:
        if str(header.get("alg")) not in self._algorithms:
            raise TokenRefused(Reason.ALGORITHM)
        if str(header.get("typ")).lower() not in _TYPES:
            raise TokenRefused(Reason.TYPE)
        kid = header.get("kid")
        if not isinstance(kid, str) or not 0 < len(kid) <= _LONGEST_KID:
            raise TokenRefused(Reason.KEY)
        key = self._keys.find(kid)
        if key is None:
            raise TokenRefused(Reason.KEY)
        return kid, key


def _header_of(token: str) -> dict[str, object]:
    """Read the header strictly, so that the library cannot read it otherwise."""
    if len(token) > LARGEST_TOKEN:
        raise TokenRefused(Reason.TOO_LARGE)
    segment = token.partition(".")[0]
    if (
        not token.isascii()
        or token.count(".") != _DOTS
        or len(segment) > _LARGEST_HEADER
    ):
        raise TokenRefused(Reason.MALFORMED)
    try:
        header = read_object(urlsafe_b64decode(segment.encode("ascii")))
    except ValueError:
        raise TokenRefused(Reason.MALFORMED) from None
    if header.keys() & _FORBIDDEN:
        raise TokenRefused(Reason.HEADER)
    return header


def _signed_payload(token: str, *, key: PublicKey) -> bytes:
    try:
        signed = jws.deserialize_compact(token, key, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError):
        # The library's text may quote the token.
        raise TokenRefused(Reason.SIGNATURE) from None
    return signed.payload
