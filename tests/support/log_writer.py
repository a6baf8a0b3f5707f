"""A process that appends numbered commands and prints each number it is told of.

`python -m tests.support.log_writer DSN FIRST`: says `ready` when connected, then goes on
until it is killed.
"""

import sys
from itertools import count

from ksbs.store.event_store import open_event_store
from tests.support.log import numbered


def main(dsn: str, first: str) -> None:
    """Append from that number on, for ever."""
    with open_event_store(dsn, pool_max=1) as store:
        store.head()
        print("ready", flush=True)  # noqa: T201 (what this program is for)
        for number in count(int(first)):
            store.append(numbered(number))
            print(number, flush=True)  # noqa: T201 (as above)


if __name__ == "__main__":
    main(*sys.argv[1:])
