"""The development issuer: tokens for trying KSBS out, refused in production."""

import json
import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID, uuid4

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from ksbs.application.actor import EVERY_AREA
from ksbs.auth.claims import LONGEST_LIFETIME, check_times, verified_of
from ksbs.auth.keys import KeySet
from ksbs.auth.persons import default_person
from ksbs.auth.refusal import TokenRefused
from ksbs.auth.tokens import TokenVerifier
from ksbs.domain.words import Role
from ksbs.settings import DEVELOPMENT_ISSUER, Mode, Settings

AUDIENCE = "ksbs"
ALGORITHM = "ES256"
KEY_FILE = "development-issuer.json"


class DevelopmentIssuerRefused(Exception):
    """The development issuer must not or cannot be used here; the text says why."""


def issue_token(  # noqa: PLR0913  # Each is one claim of the token, and all are named.
    settings: Settings,
    *,
    role: Role,
    person: UUID | None = None,
    unit: str | None = None,
    area: str | None = None,
    lifetime: int | None = None,
) -> str:
    """Make a token that this installation's development verifier accepts.

    Args:
        settings: Tells where the key is kept; it is made at the first call.
        role: The one role.
        person: Who acts; each role has a default person.
        unit: The eight-digit school unit that the role is tied to.
        area: The area of responsibility; a chief without unit and area has every area.
        lifetime: Seconds, one day at most; by default `development_token_lifetime`.

    Raises:
        DevelopmentIssuerRefused: In production, beside an identity provider, or if the
            key file is not private, not readable or not a key, or if the verifier would
            not accept the token.
    """
    key = _key(settings)
    if role is Role.CHIEF and unit is None and area is None:
        area = EVERY_AREA
    seconds = settings.development_token_lifetime if lifetime is None else lifetime
    identity: dict[str, object] = {
        "sub": str(person or default_person(role)),
        "ksbs_role": role.value,
    }
    identity |= {"ksbs_unit": unit} if unit is not None else {}
    identity |= {"ksbs_area": area} if area is not None else {}
    claims = identity | _frame(seconds)
    _require_acceptable(claims)
    header = {"alg": ALGORITHM, "kid": key.thumbprint(), "typ": "at+jwt"}
    payload = json.dumps(claims).encode()
    return jws.serialize_compact(header, payload, key, algorithms=[ALGORITHM])


def _frame(seconds: int) -> dict[str, object]:
    now = int(time.time())
    return {
        "iss": DEVELOPMENT_ISSUER,
        "aud": AUDIENCE,
        "client_id": "ksbs",
        "iat": now,
        "exp": now + seconds,
        "jti": str(uuid4()),
        "acr": "development",
    }


def _require_acceptable(claims: dict[str, object]) -> None:
    # A token that would be refused later is better refused now, with its reason.
    try:
        check_times(claims, now=time.time(), leeway=0)
        verified_of(claims)
    except TokenRefused as refused:
        raise DevelopmentIssuerRefused(
            f"The token would not be accepted: its {refused.reason} is wrong. A unit "
            f"has eight digits, a lifetime is 1 to {LONGEST_LIFETIME} seconds."
        ) from None


def development_verifier(settings: Settings) -> TokenVerifier:
    """Make the verifier of the development issuer's tokens.

    Raises:
        DevelopmentIssuerRefused: As `issue_token`.
    """
    key = _key(settings)
    public = ECKey.import_key(key.as_dict(private=False))
    return TokenVerifier(
        DEVELOPMENT_ISSUER,
        audience=AUDIENCE,
        keys=KeySet({key.thumbprint(): public}),
        algorithms=[ALGORITHM],
        leeway=settings.oidc_leeway,
    )


def _key(settings: Settings) -> ECKey:
    if settings.mode == Mode.PRODUCTION:
        raise DevelopmentIssuerRefused(
            "Production does not know the development issuer. "
            "Take a token from the identity provider, see `ksbs config show`."
        )
    if settings.has_identity_provider:
        raise DevelopmentIssuerRefused(
            "KSBS_OIDC_ISSUER names an identity provider, and only its tokens count. "
            "Take a token there, or unset the KSBS_OIDC_ variables."
        )
    path = settings.home / KEY_FILE
    try:
        if not path.exists():
            _make_key(path)
        return _load_key(path)
    except OSError as error:
        raise DevelopmentIssuerRefused(
            f"{path} cannot be used: {error.strerror}. Run as the user who owns it, or "
            "choose another directory with KSBS_HOME."
        ) from error


def _make_key(path: Path) -> None:
    """Put a new key in place whole; if another process was first, its key stays."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(ECKey.generate_key("P-256").as_dict(private=True), file)
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a rename, never replaces a key that is in use already.
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _load_key(path: Path) -> ECKey:
    if path.stat().st_mode & 0o077:
        raise DevelopmentIssuerRefused(
            f"Others can read {path}, so others can issue tokens. "
            "Delete it; the next call makes a new one."
        )
    try:
        value: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
        return ECKey.import_key(dict(value))
    except (ValueError, TypeError, JoseError):
        raise DevelopmentIssuerRefused(
            f"{path} does not hold a key. Delete it; the next call makes a new one."
        ) from None
