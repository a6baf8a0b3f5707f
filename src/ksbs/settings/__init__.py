"""The settings of an installation: flags > environment > ksbs.toml > default."""

from dataclasses import dataclass
from typing import Any

from pydantic import PrivateAttr, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from ksbs.settings.fields import TIME_ZONE, Fields, Mode, variable_of
from ksbs.settings.reference import settings_reference
from ksbs.settings.safety import (
    DEVELOPMENT_ISSUER,
    Refusal,
    SettingsRefused,
    advice_of,
    refusals_of,
)
from ksbs.settings.sources import (
    DEFAULT,
    SettingsInvalid,
    find_values,
    problems_of,
    unknown_variables,
)

__all__ = [
    "DEVELOPMENT_ISSUER",
    "TIME_ZONE",
    "Mode",
    "Refusal",
    "SettingValue",
    "Settings",
    "SettingsInvalid",
    "SettingsRefused",
    "settings_reference",
    "unknown_variables",
]

HIDDEN = "********"


@dataclass(frozen=True, slots=True)
class SettingValue:
    """A setting as `ksbs config show` prints it: a secret's value is hidden."""

    name: str
    variable: str
    value: str | None
    origin: str


class Settings(Fields):
    """The settings in force, read once from every source.

    Args:
        **flags: What the command line gave, by setting name; `None` is not given.

    Raises:
        SettingsInvalid: If a value, a file or a name cannot be used.
    """

    _origins: dict[str, str] = PrivateAttr(default_factory=dict)

    def __init__(self, **flags: object) -> None:
        found = find_values(flags)
        values: dict[str, Any] = {name: each.value for name, each in found.items()}
        try:
            super().__init__(**values)
        except ValidationError as error:
            problems = problems_of(error, found=found)
            # The cause would show the values, and one of them may be a secret.
            raise SettingsInvalid(problems) from None
        self._origins = {name: each.origin for name, each in found.items()}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Leave the reading to `find_values`, which remembers every origin."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @property
    def dsn(self) -> str | None:
        """The connection string in clear; `None` means the embedded database."""
        return self.database_url.get_secret_value() if self.database_url else None

    @property
    def has_identity_provider(self) -> bool:
        """Whether tokens come from an identity provider, not the development issuer."""
        return self.oidc_issuer is not None

    def origin_of(self, name: str) -> str:
        """Say where a setting's value came from, e.g. `environment KSBS_PORT`."""
        return self._origins.get(name, DEFAULT)

    def report(self) -> list[SettingValue]:
        """List every setting with its value, secrets hidden, and its origin."""
        return [
            SettingValue(
                name,
                variable_of(name),
                _shown(getattr(self, name)),
                self.origin_of(name),
            )
            for name in Fields.model_fields
        ]

    def refusals(self, *, demo_log: bool = False) -> list[Refusal]:
        """List every reason not to start.

        Args:
            demo_log: Whether the database was initialised for the demo.
        """
        return refusals_of(self, demo_log=demo_log)

    def advice(self) -> list[Refusal]:
        """List what hinders no start, but should be set before others use the API."""
        return advice_of(self)

    def require_safe(self, *, demo_log: bool = False) -> None:
        """Pass only settings that are safe to run with.

        Raises:
            SettingsRefused: With every refusal, each with its mend.
        """
        refusals = self.refusals(demo_log=demo_log)
        if refusals:
            raise SettingsRefused(refusals)


def _shown(value: object) -> str | None:
    if isinstance(value, SecretStr):
        return HIDDEN
    if isinstance(value, tuple):
        return ",".join(value) or None
    return None if value is None else str(value)
