"""Looking at an installation part by part, for `ksbs doctor`."""

from collections.abc import Iterator
from pathlib import Path

from ksbs.application import streams
from ksbs.cli.failures import failure_of
from ksbs.domain.register import load_domain
from ksbs.domain.replay import misdirected
from ksbs.main import database
from ksbs.settings import Settings, unknown_variables
from ksbs.store.embedded import Finding, diagnose
from ksbs.store.event_store import open_event_store
from ksbs.store.migrate import Status, status


def checkup(settings: Settings) -> list[Finding]:
    """Look at everything; nothing is changed, and no database is made.

    The embedded server is started where it has a database to look into.
    """
    found = [*_settings(settings), *_server(settings)]
    if not all(each.ok for each in found):
        return found
    if settings.dsn is None and not _has_database(settings.home):
        made = "none yet; made by the first command that needs it"
        return [*found, Finding("database", ok=True, what=made)]
    return [*found, *_database(settings)]


def _settings(settings: Settings) -> Iterator[Finding]:
    refusals = settings.refusals()
    for each in refusals:
        yield Finding("settings", ok=False, what=each.what, mend=each.mend)
    for sentence in unknown_variables():
        mend = "Mend its name, or unset it."
        yield Finding("settings", ok=False, what=sentence, mend=mend)
    for each in settings.advice():
        yield Finding("settings", ok=True, what=each.what, mend=each.mend)
    if not refusals:
        yield Finding("settings", ok=True, what=f"safe for {settings.mode.value}")


def _server(settings: Settings) -> list[Finding]:
    return [] if settings.dsn is not None else diagnose(settings.home)


def _has_database(home: Path) -> bool:
    return (home / "postgresql" / "data").exists()


def _database(settings: Settings) -> Iterator[Finding]:
    try:
        with database(settings) as dsn:
            found = status(dsn)
            yield _schema(found, embedded=settings.dsn is None)
            yield from _demo(settings, found)
            if found.origin is not None and not found.pending:
                yield _entries(dsn)
    except Exception as error:  # noqa: BLE001 (whatever it is, the doctor tells of it)
        failure = failure_of(error)
        mend = failure.next.replace("Find out why with “ksbs doctor”", "").strip(" .,")
        yield Finding(
            "database",
            ok=False,
            what=failure.what,
            mend=mend or "Check KSBS_DATABASE_URL, and that the server runs.",
        )


def _schema(found: Status, *, embedded: bool) -> Finding:
    if found.problem is not None:
        what, _, mend = found.problem.partition(". ")
        return Finding("database", ok=False, what=f"{what}.", mend=mend)
    if found.pending and embedded:
        what = f"{len(found.pending)} migrations to come, made by the next command"
        return Finding("database", ok=True, what=what)
    if found.pending:
        what = f"it lacks {len(found.pending)} migrations of this version"
        return Finding("database", ok=False, what=what, mend="Run “ksbs migrate”.")
    what = f"holds the log {found.origin}, up to date"
    return Finding("database", ok=True, what=what)


def _demo(settings: Settings, found: Status) -> Iterator[Finding]:
    for each in settings.refusals(demo_log=found.demo):
        yield Finding("database", ok=False, what=each.what, mend=each.mend)


def _entries(dsn: str) -> Finding:
    """Look for amendments that amend nothing; no rule lets one in, a fault might."""
    load_domain()
    with open_event_store(dsn, pool_max=1) as store:
        kept = [
            entries
            for category in streams.CATEGORIES
            for entries in store.streams(category).values()
        ]
    astray = [str(entry.event_id) for entries in kept for entry in misdirected(entries)]
    if astray:
        return Finding(
            "entries",
            ok=False,
            what=f"these amendments name no earlier entry: {', '.join(astray)}",
            mend="They change nothing. Look at them with “ksbs audit”, and record what "
            "they were meant to say.",
        )
    count = sum(len(entries) for entries in kept)
    return Finding("entries", ok=True, what=f"{count} in {len(kept)} streams, all read")
