"""What the API answers about itself: what it is, and whether it can work."""

from datetime import date
from typing import Literal

from ksbs.domain.words import Model


class ApiInfo(Model):
    """What DIGG's profile asks every API to tell about itself.

    / Vad DIGG:s profil ber varje API att berätta om sig självt.
    """

    api_name: str
    """The name of the API. / API:ets namn."""
    api_version: str
    """Its version, as major.minor.patch. / Dess version, som major.minor.patch."""
    api_released: date
    """The day on which the version was released. / Dagen då versionen släpptes."""
    api_documentation: str
    """Where its documentation is read. / Var dess dokumentation går att läsa."""
    api_status: Literal[
        "alpha", "beta", "active", "deprecated", "retired", "decommissioned"
    ]
    """Where the API is in its life cycle. / Var i sin livscykel API:et befinner sig."""


class Health(Model):
    """Whether the service can work, check by check.

    / Om tjänsten kan arbeta, kontroll för kontroll.
    """

    status: Literal["ok", "unavailable", "unsound"]
    """`ok`: it can work; `unavailable`: the database is away; `unsound`: another check
    failed. / `ok`: den kan arbeta; `unavailable`: databasen är borta; `unsound`: en
    annan kontroll slog fel.
    """
    checks: dict[str, Literal["ok", "failed"]]
    """How each check went, by its name. / Hur varje kontroll gick, efter dess namn."""
