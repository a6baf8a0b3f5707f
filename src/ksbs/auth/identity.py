"""Which verifier an installation uses."""

from ksbs.auth.issuer import development_verifier
from ksbs.auth.keys import JwksFile, KeySource
from ksbs.auth.tokens import TokenVerifier
from ksbs.settings import Settings, SettingsRefused


def verifier_for(settings: Settings) -> TokenVerifier:
    """Make the verifier that the settings ask for.

    The identity provider's where one is named, else the development issuer's. Make it
    once and keep it: it holds the keys.

    Raises:
        SettingsRefused: If the settings are not safe to run with.
        DevelopmentIssuerRefused: If the development issuer's key cannot be used.
    """
    settings.require_safe()
    if not settings.oidc_issuer or not settings.oidc_audience:
        return development_verifier(settings)
    return TokenVerifier(
        settings.oidc_issuer,
        audience=settings.oidc_audience,
        keys=_keys_of(settings),
        algorithms=settings.oidc_algorithms,
        leeway=settings.oidc_leeway,
    )


def _keys_of(settings: Settings) -> KeySource:
    if settings.oidc_jwks_file:
        return JwksFile(settings.oidc_jwks_file)
    if settings.oidc_jwks_url:
        # Its HTTP client takes longer to import than all else that a start needs.
        from ksbs.auth.remote_keys import JwksUrl  # noqa: PLC0415  # See above.

        return JwksUrl(settings.oidc_jwks_url)
    raise SettingsRefused(settings.refusals())
