"""A process that works on the read models of a database until it is killed.

    python -m tests.support.read_model_process follow|rebuild DSN

It prints a line when it is ready, and for every rebuild it finishes.
"""

import sys
from threading import Event

from ksbs.domain.register import load_domain
from ksbs.readmodels import runner
from ksbs.readmodels.follower import Follower
from ksbs.readmodels.rebuild import Rebuild
from ksbs.readmodels.runner import Runner
from ksbs.store.mapper import recorded
from tests.support.read_models import READ_MODELS


def follow(dsn: str) -> None:
    """Follow the log, a few events at a time."""
    runner.BATCH = 3
    Follower(dsn, READ_MODELS, decode=recorded).follow(Event())


def rebuild(dsn: str) -> None:
    """Rebuild over and over again."""
    while True:
        for projection in READ_MODELS:
            Rebuild(Runner(dsn, projection, decode=recorded)).run()
            sys.stdout.write("rebuilt\n")
            sys.stdout.flush()


if __name__ == "__main__":
    load_domain()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    {"follow": follow, "rebuild": rebuild}[sys.argv[1]](sys.argv[2])
