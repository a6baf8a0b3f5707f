"""From an exception to what the client is told: kind, words, members, headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch

from litestar.exceptions import HTTPException

from ksbs.application.days import written
from ksbs.application.history import NotYetKnown
from ksbs.application.policy import Forbidden
from ksbs.application.policy_words import may_not
from ksbs.application.ports import (
    CommandReused,
    EntryTooLarge,
    StoreUnavailable,
    VersionConflict,
)
from ksbs.application.refusals import NotFound, ParametersRefused
from ksbs.auth.keys import KeysUnavailable
from ksbs.auth.refusal import TokenRefused
from ksbs.domain.rule import RuleBroken
from ksbs.domain.timing import WouldBreakRule
from ksbs.http.problems import kinds
from ksbs.http.problems.kinds import Kind
from ksbs.http.said import Said
from ksbs.http.wire_problems import EntryNamed
from ksbs.reports.names import camel

RETRY_AFTER = {"Retry-After": "2"}
"""Seconds; long enough for a database to fail over, short enough not to be noticed."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong, at a place in the body or in a query parameter."""

    about: Said
    pointer: str | None = None
    parameter: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a client is told of a problem."""

    kind: Kind
    detail: Said
    rule: str | None = None
    breaks: str | None = None
    entry: EntryNamed | None = None
    errors: tuple[Wrong, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def type_name(self) -> str:
        """The last part of `type`: a rule of the process has its own."""
        of_process = self.kind is kinds.RULE_BROKEN and self.rule
        return of_process or self.kind.name


class Refused(Exception):
    """The API refuses a request by itself, before or beside the application."""

    def __init__(
        self, kind: Kind, detail: Said | None = None, *, errors: tuple[Wrong, ...] = ()
    ) -> None:
        self.told = Told(kind, detail or kind.mend, errors=errors)
        super().__init__(kind.name)


@singledispatch
def tell(error: Exception) -> Told:
    """Say what is told of an exception; of an unexpected one nothing but its kind."""
    del error
    return _plainly(kinds.INTERNAL_ERROR)


def _plainly(kind: Kind, headers: Mapping[str, str] | None = None) -> Told:
    return Told(kind, kind.mend, headers=headers or {})


@tell.register
def _(error: Refused) -> Told:
    return error.told


@tell.register
def _(error: RuleBroken) -> Told:
    return Told(kinds.RULE_BROKEN, Said(error.message_sv, error.en), rule=error.name())


@tell.register
def _(error: WouldBreakRule) -> Told:
    details = error.details
    return Told(
        kinds.RULE_BROKEN,
        Said(error.message_sv, error.en),
        rule=error.name(),
        breaks=str(details["rule"]),
        entry=EntryNamed.model_validate(
            {
                "eventId": details["event_id"],
                "name": details["name"],
                "occurredOn": details["on"],
            }
        ),
    )


@tell.register
def _(error: Forbidden) -> Told:
    refused = may_not(error.action)
    return Told(
        kinds.FORBIDDEN,
        Said(
            f"Rollen {error.role.sv} {refused.sv}",
            f"The role {error.role.en} {refused.en}",
        ),
        rule=error.rule,
    )


_NOUNS = {
    "programme": "omgång",
    "event": "händelse",
    "school unit": "skolenhet",
    "selection round": "urvalsomgång",
    "problem": "problem",
    "question": "fråga",
    "read model about programmes": "läsmodell om omgångar",
    "report": "rapport",
}


@tell.register
def _(error: NotFound) -> Told:
    noun = _NOUNS.get(error.what, error.what)
    return Told(
        kinds.NOT_FOUND,
        Said(
            f"Det finns inte: {noun} {error.which.sv}.",
            f"There is no {error.what} {error.which.en}.",
        ),
    )


@tell.register
def _(error: NotYetKnown) -> Told:
    name, moment = camel(error.parameter), written(error.moment)
    return Told(
        kinds.NOT_YET_KNOWN,
        Said(
            f"{name} {moment} ligger i framtiden.",
            f"{name} {moment} lies in the future.",
        ),
        errors=(Wrong(kinds.NOT_YET_KNOWN.mend, parameter=name),),
    )


@tell.register
def _(error: ParametersRefused) -> Told:
    names, why = [camel(name) for name in error.names], Said(error.why.sv, error.why.en)
    together = ", ".join(names)
    return Told(
        kinds.INVALID_QUERY,
        Said(f"{together}: {why.sv}", f"{together}: {why.en}"),
        errors=tuple(Wrong(why, parameter=name) for name in names),
    )


@tell.register
def _(error: TokenRefused) -> Told:
    return Told(
        kinds.TOKEN_REFUSED,
        Said(kinds.TOKEN_REFUSED.title.sv + ".", error.description + "."),
        headers={"WWW-Authenticate": error.challenge},
    )


@tell.register(StoreUnavailable)
@tell.register(KeysUnavailable)
def _(error: Exception) -> Told:
    del error
    return _plainly(kinds.UNAVAILABLE, RETRY_AFTER)


@tell.register
def _(error: VersionConflict) -> Told:
    del error
    return _plainly(kinds.VERSION_CONFLICT)


@tell.register
def _(error: CommandReused) -> Told:
    del error
    return _plainly(kinds.KEY_REUSED)


@tell.register
def _(error: EntryTooLarge) -> Told:
    del error
    return _plainly(kinds.ENTRY_TOO_LARGE)


_BY_STATUS = {
    404: kinds.NOT_FOUND,
    405: kinds.METHOD_NOT_ALLOWED,
    413: kinds.BODY_TOO_LARGE,
    415: kinds.UNSUPPORTED_MEDIA_TYPE,
    503: kinds.UNAVAILABLE,
}


@tell.register
def _(error: HTTPException) -> Told:
    """Litestar's own refusals, in our words: its own may quote its internals."""
    unknown = kinds.BAD_REQUEST if error.status_code < 500 else kinds.INTERNAL_ERROR  # noqa: PLR2004  # The first status of server errors.
    kind = _BY_STATUS.get(error.status_code, unknown)
    if kind is kinds.METHOD_NOT_ALLOWED:
        return _plainly(kind, {"Allow": _allowed(error.headers or {})})
    return _plainly(kind)


def _allowed(headers: Mapping[str, str]) -> str:
    """Name the methods that exist: Litestar adds OPTIONS of its own and omits HEAD."""
    found = {name.strip() for name in headers.get("allow", "").split(",")}
    found -= {"OPTIONS", ""}
    found |= {"HEAD"} if "GET" in found else set()
    return ", ".join(sorted(found))
