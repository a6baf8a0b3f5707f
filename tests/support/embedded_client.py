"""A program that uses the embedded server until its standard input is closed.

Usage: `python embedded_client.py HOME [BINARIES]`.  It prints a line once it has the
server, and one once it has left it.
"""

import json
import sys
from pathlib import Path

from ksbs.store.embedded import EmbeddedServerError, embedded_server


def main() -> int:
    """Join, wait, leave."""
    home, *binaries = map(Path, sys.argv[1:])
    try:
        with embedded_server(
            home, binaries=binaries[0] if binaries else None
        ) as server:
            said = {
                "dsn": server.dsn,
                "pid": server.pid,
                "data": str(server.data),
                "socket": str(server.socket_directory),
            }
            sys.stdout.write(f"{json.dumps(said)}\n")
            sys.stdout.flush()
            sys.stdin.read()
    except EmbeddedServerError as refusal:
        sys.stdout.write(f"{json.dumps({'refused': str(refusal)})}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
