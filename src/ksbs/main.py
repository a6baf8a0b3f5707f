"""The composition root: builds the running parts from the settings.

Nobody but the command line imports this module; whoever needs a part is given it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event, Thread
from typing import TYPE_CHECKING

from uuid_utils.compat import uuid7

from ksbs.application.ports import Clock
from ksbs.application.services import Services
from ksbs.application.views_reading import Views
from ksbs.domain.register import load_domain
from ksbs.questions.catalogue import Questions
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.runner import Runner
from ksbs.readmodels.serving import WAIT_SECONDS, ReadModels, read_models_of
from ksbs.readmodels.trail import TrailRunner
from ksbs.readmodels.trail_reading import ReadTrail
from ksbs.settings import Settings
from ksbs.store.embedded import embedded_server
from ksbs.store.event_store import open_event_store
from ksbs.store.mapper import recorded
from ksbs.store.migrate import CannotMigrate, Status, migrate, status
from projections import discover

if TYPE_CHECKING:
    from ksbs.auth.tokens import TokenVerifier
    from ksbs.questions.asking import Asking, MadeAgain
    from ksbs.reporting.catalogue import Reports


class SystemClock:
    """The clock of this machine, in UTC."""

    def now(self) -> datetime:
        """Give the present instant."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Demo:
    """How to run as a demo: the clock that tells its time, and what seeds its story."""

    clock: Clock
    seed: int

    @property
    def origin(self) -> str:
        """What the log of a new demo is named, after `demo.`."""
        return f"seed-{self.seed}"


class NeedsMigration(Exception):
    """The database lacks migrations that only `ksbs migrate` applies."""

    def __init__(self, pending: tuple[str, ...]) -> None:
        self.pending = pending
        many = "migration" if len(pending) == 1 else "migrations"
        super().__init__(
            f"The database lacks {len(pending)} {many} of this version of ksbs, "
            f"{pending[0]} first. Nothing was changed."
        )


class NotADemo(Exception):
    """The database holds a log that is not the demo asked for; nothing was changed."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        super().__init__(
            f"The database already holds the log {origin}, and a demo needs one of its "
            "own. Nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class Running:
    """What a command works with while it runs.

    `origin` names the log, `demo` tells that its times are told rather than measured.
    """

    settings: Settings
    services: Services
    dsn: str
    origin: str
    demo: bool
    read_models: ReadModels

    @property
    def views(self) -> Views:
        """Views of programmes at any pair."""
        services = self.services
        return Views(services.history, discover(), services.rows, services.trail_index)

    @property
    def questions(self) -> Questions:
        """The thirty questions at any pair."""
        services = self.services
        return Questions(
            services.history,
            discover(),
            _made_again,
            services.rows,
            services.late_after_days,
            services.trail_index,
        )

    @property
    def reports(self) -> "Reports":
        """The reports at any pair."""
        # Most commands make no report, and their nouns take long to import.
        from ksbs.reporting.catalogue import Reports  # noqa: PLC0415 (see above)

        services = self.services
        return Reports(
            services.history, discover(), services.rows, services.trail_index
        )

    def verifier(self) -> "TokenVerifier":
        """Make the judge of bearer tokens that the settings ask for.

        Raises:
            SettingsRefused, DevelopmentIssuerRefused: if there can be none.
        """
        # Most commands judge no token, and the libraries for it take long to import.
        from ksbs.auth.identity import verifier_for  # noqa: PLC0415 (see above)

        return verifier_for(self.settings)


def _made_again(asking: "Asking", name: str, *, sha256: str) -> "MadeAgain | None":
    # Most questions make no report, and what makes them takes long to import.
    from ksbs.reporting.again import made_again  # noqa: PLC0415 (see above)

    return made_again(asking, name, sha256=sha256)


@contextmanager
def following_projections(running: Running) -> Iterator[None]:
    """Keep every read model up to date while the body runs, so that views wait for it."""
    stop = Event()
    follower = Follower(running.dsn, discover().values(), decode=recorded)
    trail = TrailRunner(running.dsn, recorded)
    threads = [
        Thread(target=each.follow, args=(stop,), name=name, daemon=True)
        for name, each in (("read-models", follower), ("trail", trail))
    ]
    for thread in threads:
        thread.start()
    running.read_models.patience = WAIT_SECONDS
    try:
        yield
    finally:
        running.read_models.patience = 0.0
        stop.set()
        for thread in threads:
            thread.join()


def read_models(running: Running) -> dict[str, Runner]:
    """Give the runner of every read model, by name."""
    return {
        name: Runner(running.dsn, projection, decode=recorded)
        for name, projection in discover().items()
    }


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """Give the connection string of the database, with a server behind it.

    Raises:
        EmbeddedServerError: if the embedded server cannot be had.
    """
    if settings.dsn is not None:
        yield settings.dsn
        return
    with embedded_server(settings.home) as server:
        yield server.dsn


@contextmanager
def running(settings: Settings, *, demo: Demo | None = None) -> Iterator[Running]:
    """Join or connect to the database, bring it up to date, and give the services.

    The embedded database is migrated here; on a DSN only `ksbs migrate` migrates.

    Raises:
        SettingsRefused: if the settings are not safe to run with.
        EmbeddedServerError, StoreUnavailable: if there is no database.
        NeedsMigration, CannotMigrate: if it is older or newer than this version.
        NotADemo: if a demo is asked for and it holds another log.
    """
    settings.require_safe(demo_log=demo is not None)
    with database(settings) as dsn:
        found = _ready(dsn, settings=settings, demo=demo)
        settings.require_safe(demo_log=found.demo)
        clock = SystemClock() if demo is None else demo.clock
        told = None if demo is None else demo.clock
        load_domain()
        # What is loaded by now stays: collecting garbage need not look at it again.
        gc.freeze()
        with (
            open_event_store(
                dsn, pool_max=settings.pool_size, demo_clock=told
            ) as store,
            read_models_of(dsn, discover().values()) as rows,
        ):
            services = Services(
                store=store,
                clock=clock,
                new_id=uuid7,
                late_after_days=settings.late_after_days,
                rows=rows,
                trail_index=ReadTrail(rows, decode=recorded),
            )
            origin = found.origin or ""
            yield Running(settings, services, dsn, origin, found.demo, rows)


def _ready(dsn: str, *, settings: Settings, demo: Demo | None) -> Status:
    """Bring the database to this version where that is ours to do, or refuse it."""
    found = status(dsn)
    if found.problem is not None:
        raise CannotMigrate(found.problem)
    if demo is not None:
        _refuse_other_log(found, demo=demo)
    if settings.dsn is not None and demo is None:
        if found.pending:
            raise NeedsMigration(found.pending)
        return found
    if found.pending or found.origin is None:
        origin = None if demo is None else demo.origin
        migrate(dsn, demo=demo is not None, origin=origin)
        found = status(dsn)
    return found


def _refuse_other_log(found: Status, *, demo: Demo) -> None:
    if found.origin not in {None, f"demo.{demo.origin}"}:
        raise NotADemo(found.origin or "")
