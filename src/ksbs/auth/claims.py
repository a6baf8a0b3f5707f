"""From verified claims to the actor: who, in which role, until when."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from ksbs.application.actor import Actor
from ksbs.auth.refusal import Reason, TokenRefused
from ksbs.domain.words import Role

LONGEST_LIFETIME = 86_400
"""Seconds from `iat` to `exp` at most; a bearer token good for longer is refused."""

_LATEST_INSTANT = 253_402_300_799
_LONGEST_AREA = 200
_UNIT = re.compile(r"[0-9]{8}")
_ID_TOKEN_CLAIMS = frozenset({"at_hash", "c_hash", "s_hash"})

Claims = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verified token says.

    `acr` is how strongly the person was authenticated, in the issuer's own words;
    `token_id` is the token's `jti`.
    """

    actor: Actor
    expires_at: datetime
    acr: str | None = None
    token_id: str | None = None


def verified_of(claims: Claims) -> Verified:
    """Read the actor and what goes with it.

    Raises:
        TokenRefused: If person, role, unit or area is missing or misshapen.
    """
    return Verified(
        actor=Actor(
            person_id=_person(claims),
            role=_role(claims),
            unit=_unit(claims),
            area=_area(claims),
        ),
        expires_at=datetime.fromtimestamp(_instant(claims, "exp"), UTC),
        acr=_text(claims, "acr", reason=Reason.CLAIMS),
        token_id=_text(claims, "jti", reason=Reason.CLAIMS),
    )


def _person(claims: Claims) -> UUID:
    text = _text(claims, "ksbs_person", reason=Reason.PERSON) or _text(
        claims, "sub", reason=Reason.PERSON
    )
    try:
        person = UUID(text or "")
    except ValueError:
        raise TokenRefused(Reason.PERSON) from None
    # Python also reads braces, urn: and text without hyphens: one person, one spelling.
    if str(person) != str(text).lower() or person.int == 0:
        raise TokenRefused(Reason.PERSON)
    return person


def _role(claims: Claims) -> Role:
    try:
        return Role(_text(claims, "ksbs_role", reason=Reason.ROLE) or "")
    except ValueError:
        raise TokenRefused(Reason.ROLE) from None


def _unit(claims: Claims) -> str | None:
    unit = _text(claims, "ksbs_unit", reason=Reason.UNIT)
    if unit is not None and not _UNIT.fullmatch(unit):
        raise TokenRefused(Reason.UNIT)
    return unit


def _area(claims: Claims) -> str | None:
    area = _text(claims, "ksbs_area", reason=Reason.AREA)
    if area is None:
        return None
    # isprintable also refuses lone surrogates and control characters.
    if area != area.strip() or not area.isprintable() or len(area) > _LONGEST_AREA:
        raise TokenRefused(Reason.AREA)
    return area


def _text(claims: Claims, name: str, *, reason: Reason) -> str | None:
    value = claims.get(name)
    if value is None and name not in claims:
        return None
    if not isinstance(value, str) or not value:
        raise TokenRefused(reason)
    return value


def check_times(claims: Claims, *, now: float, leeway: int) -> None:
    """Hold `exp`, `iat` and `nbf` (if there) against the clock.

    Args:
        claims: The claims; `exp` and `iat` must be there.
        now: Seconds since 1970.
        leeway: Seconds by which the issuer's clock may differ.

    Raises:
        TokenRefused: If the token is not valid at this moment.
    """
    issued, expires = _instant(claims, "iat"), _instant(claims, "exp")
    starts = _instant(claims, "nbf") if "nbf" in claims else issued
    if expires <= now - leeway:
        raise TokenRefused(Reason.EXPIRED)
    if max(issued, starts) > now + leeway:
        raise TokenRefused(Reason.NOT_YET_VALID)
    if not 0 < expires - issued <= LONGEST_LIFETIME:
        raise TokenRefused(Reason.LIFETIME)


def times_of(claims: Claims) -> Claims:
    """Give only the claims that `check_times` reads."""
    return {name: claims[name] for name in ("iat", "exp", "nbf") if name in claims}


def _instant(claims: Claims, name: str) -> float:
    value = claims.get(name)
    # A boolean is an int in Python; a float too large reads as infinity.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused(Reason.CLAIMS)
    if not math.isfinite(value) or not 0 <= value <= _LATEST_INSTANT:
        raise TokenRefused(Reason.CLAIMS)
    return value


def check_parties(claims: Claims, *, issuer: str, audience: str) -> None:
    """Hold `iss` and `aud` against the pinned ones, and refuse ID tokens.

    Raises:
        TokenRefused: If the token was made by or for somebody else.
    """
    if claims.get("iss") != issuer:
        raise TokenRefused(Reason.ISSUER)
    meant_for = claims.get("aud")
    if meant_for != audience and not (
        isinstance(meant_for, list) and audience in meant_for
    ):
        raise TokenRefused(Reason.AUDIENCE)
    if claims.keys() & _ID_TOKEN_CLAIMS:
        raise TokenRefused(Reason.TYPE)
