"""Why a token is not accepted, for the log and for the caller."""

from enum import StrEnum


class Reason(StrEnum):
    """The reason codes of a refused token; they stay the same between versions."""

    MISSING = "missing"
    TOO_LARGE = "too-large"
    MALFORMED = "malformed"
    HEADER = "header"
    ALGORITHM = "algorithm"
    TYPE = "type"
    KEY = "key"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    AUDIENCE = "audience"
    EXPIRED = "expired"
    NOT_YET_VALID = "not-yet-valid"
    LIFETIME = "lifetime"
    CLAIMS = "claims"
    PERSON = "person"
    ROLE = "role"
    UNIT = "unit"
    AREA = "area"


_IDENTITY = "The access token does not say who acts in which role"

_TOLD = {
    Reason.EXPIRED: "The access token has expired",
    Reason.NOT_YET_VALID: "The access token is not yet valid",
    Reason.PERSON: _IDENTITY,
    Reason.ROLE: _IDENTITY,
    Reason.UNIT: _IDENTITY,
    Reason.AREA: _IDENTITY,
}
"""What a caller is told; of all other reasons only that the token is refused, so that
a forger learns nothing of keys, issuer or audience."""


class TokenRefused(Exception):
    """The bearer token is not accepted (HTTP 401).

    `reason` is for the log, `description` and `challenge` for the caller; none of
    them holds anything from the token.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

    @property
    def description(self) -> str:
        """A sentence for the caller."""
        if self.reason is Reason.MISSING:
            return "An access token is needed"
        return _TOLD.get(self.reason, "The access token is not accepted")

    @property
    def challenge(self) -> str:
        """The value of the WWW-Authenticate header (RFC 6750)."""
        if self.reason is Reason.MISSING:
            return 'Bearer realm="ksbs"'
        return (
            'Bearer realm="ksbs", error="invalid_token", '
            f'error_description="{self.description}"'
        )
