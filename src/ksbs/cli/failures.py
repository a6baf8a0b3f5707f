"""What went wrong, in words that say what to do next, and the exit code it means."""

import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.terminal import say, styled

_NUMBERED = re.compile(r"\[Errno -?[0-9]+\] ")
"""How Python begins a system's message; it says nothing to a person."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a person is told: what is wrong, and the next thing to do if there is one."""

    code: ExitCode
    what: str
    next: str = ""


class CommandFailed(Exception):
    """A command cannot go on; it says itself why and what to do."""

    def __init__(self, code: ExitCode, what: str, *, mend: str = "") -> None:
        super().__init__(what)
        self.failure = Failure(code, what, mend)


def tell(error: BaseException) -> int:
    """Say on stderr what went wrong, and give the exit code."""
    if isinstance(error, SystemExit):
        return _exit_code(error)
    failure = failure_of(error)
    if failure.code is ExitCode.FAULT:
        say("".join(traceback.format_exception(error)).rstrip())
    if failure.what:
        say(styled("Error: ", stream=sys.stderr, fg="red", bold=True) + failure.what)
    if failure.next:
        say(styled("Next: ", stream=sys.stderr, bold=True) + failure.next)
    return failure.code


def failure_of(error: BaseException) -> Failure:
    """Give what to say of an error, by the nearest of its classes that is known."""
    for kind in type(error).__mro__:
        explain = _KNOWN.get(f"{kind.__module__}.{kind.__qualname__}")
        if explain is not None:
            return explain(error)
    return Failure(
        ExitCode.FAULT,
        f"Something went wrong inside ksbs ({type(error).__name__}); it is told above.",
        "Run “ksbs doctor”; if that finds nothing, please report what stands above.",
    )


def _exit_code(error: SystemExit) -> int:
    return error.code if isinstance(error.code, int) else int(error.code is not None)


def _plain(code: ExitCode, *, mend: str = "") -> Callable[[Any], Failure]:
    return lambda error: Failure(code, _sentence(str(error)), mend)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…", "?")) else ".")


def _usage(error: click.ClickException) -> Failure:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "ksbs"
    said = " ".join(error.format_message().split())
    said = said.replace("is not a valid integer range", "is not a whole number")
    return Failure(ExitCode.USAGE, _sentence(said), f"Read “{command} --help”.")


def _interrupted(_: BaseException) -> Failure:
    return Failure(ExitCode.INTERRUPTED, "Interrupted.")


def _rule(error: Any) -> Failure:
    return Failure(
        ExitCode.RULE,
        f"{_sentence(error.en)} (Rule {error.name()}.) Nothing was recorded.",
    )


_ONLY = {
    "own-school": "for its own school",
    "own-area": "for schools of its own area",
    "assigned-programme": "on programmes it is assigned to",
    "assigned-intervention": "on interventions it is asked to support",
}
"""What the relations of the policy mean."""


def _forbidden(error: Any) -> Failure:
    from ksbs.application.policy_words import (  # noqa: PLC0415 (the policy is loaded)
        in_words,
        may_not,
    )

    relation = error.rule.rpartition(":")[2]
    if relation in _ONLY:
        what = f"may do this only {_ONLY[relation]}: {in_words(error.action).en}."
        mend = (
            "Say whose role it is: --as-person ID, and --as-unit CODE for a school; or "
            "--as-token FILE."
        )
    else:
        what = may_not(error.action).en
        mend = "Act in another role: --as-role ROLE, or --as-token FILE. " + _who_may(
            error.action
        )
    return Failure(
        ExitCode.NO_ACCESS, f"The role {error.role.value} {what}", mend.strip()
    )


def _who_may(action: str) -> str:
    from ksbs.application.policy import roles_for  # noqa: PLC0415 (the policy is loaded)
    from ksbs.domain.command import COMMANDS  # noqa: PLC0415 (as above)

    if action not in COMMANDS:
        return ""
    roles = sorted(role.value for role in roles_for(COMMANDS[action]))
    return f"These may: {', '.join(roles)}."


def _not_found(error: Any) -> Failure:
    listing = {"programme": "ksbs list", "event": "ksbs audit"}.get(error.what, "")
    return Failure(
        ExitCode.NOT_FOUND,
        _sentence(str(error)),
        f"See what there is: “{listing}”." if listing else "",
    )


def option(name: str) -> str:
    """Give the option that a parameter is said by."""
    return "--" + name.replace("_", "-")


def _parameters(error: Any) -> Failure:
    options = ", ".join(option(name) for name in error.names)
    return Failure(ExitCode.USAGE, f"{options}: {error.why.en}")


def _not_yet_known(error: Any) -> Failure:
    from ksbs.application.days import written  # noqa: PLC0415 (the days are loaded)

    said = option(error.parameter)
    return Failure(
        ExitCode.USAGE,
        f"{said} {written(error.moment)} lies in the future.",
        f"Give {said} a moment that has passed.",
    )


def _conflict(_: BaseException) -> Failure:
    return Failure(
        ExitCode.CONFLICT,
        "The programme has moved on since the version that was given. Nothing was "
        "recorded.",
        "Look at it again with “ksbs show ID”, and repeat with its version.",
    )


def _reused(_: BaseException) -> Failure:
    return Failure(
        ExitCode.CONFLICT,
        "This --key stands for another command already. Nothing was recorded.",
        "Leave --key out, or choose a new one.",
    )


def _settings(error: Any) -> Failure:
    return Failure(
        ExitCode.USAGE,
        "The settings cannot be used. " + " ".join(error.problems),
        "See where each value comes from: “ksbs config show”.",
    )


def _unsafe(error: Any) -> Failure:
    reasons = " ".join(f"{each.what} {each.mend}" for each in error.refusals)
    return Failure(
        ExitCode.USAGE,
        f"The settings are not safe to run with. {reasons}",
        "Check them all: “ksbs config check”.",
    )


def _away(_: BaseException) -> Failure:
    return Failure(
        ExitCode.UNAVAILABLE,
        "The database cannot be reached, or has no connection to spare. Whether what "
        "was under way has been recorded can be seen with “ksbs audit”.",
        "Find out why with “ksbs doctor”, then try again.",
    )


def _driver(error: Any) -> Failure:
    # A connection that fails speaks of hosts and users; other errors may hold a row.
    state = getattr(error, "sqlstate", None)
    detail = (
        _NUMBERED.sub("", str(error).strip().splitlines()[0])
        if state is None
        else f"SQLSTATE {state}"
    )
    return Failure(
        ExitCode.UNAVAILABLE,
        f"The database cannot be used: {_sentence(detail)}",
        "Find out why with “ksbs doctor”.",
    )


def _migration(error: Any) -> Failure:
    return Failure(ExitCode.UNAVAILABLE, _sentence(str(error)), "Run “ksbs migrate”.")


def _not_a_demo(error: Any) -> Failure:
    return Failure(
        ExitCode.CONFLICT,
        str(error),
        "Choose another directory, as in: KSBS_HOME=/tmp/ksbs-demo ksbs demo",
    )


def _refused_token(error: Any) -> Failure:
    return Failure(
        ExitCode.NO_ACCESS,
        f"{error.description} (reason: {error.reason.value}).",
        "Take a new token: “ksbs token --role ROLE” in development, else from the "
        "identity provider.",
    )


_KNOWN: dict[str, Callable[[Any], Failure]] = {
    "ksbs.cli.failures.CommandFailed": lambda error: error.failure,
    "click.exceptions.ClickException": _usage,
    "click.exceptions.Abort": _interrupted,
    "builtins.KeyboardInterrupt": _interrupted,
    "ksbs.domain.rule.RuleBroken": _rule,
    "ksbs.application.policy.Forbidden": _forbidden,
    "ksbs.application.refusals.NotFound": _not_found,
    "ksbs.application.refusals.ParametersRefused": _parameters,
    "ksbs.application.history.NotYetKnown": _not_yet_known,
    "ksbs.application.ports.VersionConflict": _conflict,
    "ksbs.application.ports.CommandReused": _reused,
    "ksbs.application.ports.EntryTooLarge": _plain(
        ExitCode.BAD_INPUT, mend="Shorten its texts, and keep documents in the archive."
    ),
    "ksbs.application.ports.StoreUnavailable": _away,
    "ksbs.auth.keys.KeysUnavailable": _plain(ExitCode.UNAVAILABLE),
    "ksbs.auth.refusal.TokenRefused": _refused_token,
    "ksbs.auth.issuer.DevelopmentIssuerRefused": _plain(ExitCode.NO_ACCESS),
    "ksbs.settings.sources.SettingsInvalid": _settings,
    "ksbs.settings.safety.SettingsRefused": _unsafe,
    "ksbs.store.embedded.errors.EmbeddedServerError": _plain(
        ExitCode.UNAVAILABLE, mend="See everything it needs with “ksbs doctor”."
    ),
    "ksbs.store.migrate.CannotMigrate": _plain(ExitCode.UNAVAILABLE),
    "ksbs.store.pool.NotMigrated": _migration,
    "ksbs.store.pool.StoreFault": _plain(
        ExitCode.UNAVAILABLE, mend="Find out why with “ksbs doctor”."
    ),
    "psycopg.Error": _driver,
    "ksbs.demo.filling.DemoRefused": _plain(ExitCode.CONFLICT),
    "ksbs.main.NeedsMigration": _migration,
    "ksbs.main.NotADemo": _not_a_demo,
}
"""By the full name of the class, so that telling of an error imports nothing."""
