"""The server's settings, given at every start so that none of them grows stale."""

import os
import re
import sys
from pathlib import Path

_FIRST_LINUX_WITH_TOLD_ERRORS = (5, 8)
_FIRST_WITH_IO_METHOD = 18

_SETTINGS = {
    "cluster_name": "ksbs",
    # No network: the socket in a 0700 directory is the only way in.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # What is acknowledged is on the disk.
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    # Room for a small municipality on a laptop.
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A complaint names its kind; the row and the statement that it is about may
    # hold personal data and stay out of the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}


def can_sync_at_once() -> bool:
    """Whether this system writes a whole file system through, and tells of errors.

    One call then does what takes a thousand file by file: on a busy disk a tenth of a
    second instead of three.
    """
    release = re.match(r"(\d+)\.(\d+)", os.uname().release)
    if sys.platform != "linux" or release is None:
        return False
    return (int(release[1]), int(release[2])) >= _FIRST_LINUX_WITH_TOLD_ERRORS


def options(major: int, *, socket_directory: Path) -> list[str]:
    """Return the arguments that give the settings to a server of this version."""
    settings = dict(_SETTINGS)
    # A list of quoted names; the directory was chosen to hold no quote itself.
    settings["unix_socket_directories"] = f'"{socket_directory}"'
    if major >= _FIRST_WITH_IO_METHOD:
        # Three processes less; reads this small gain nothing from them.
        settings["io_method"] = "sync"
    if can_sync_at_once():
        # After a crash every file is written through once more before recovery.
        settings["recovery_init_sync_method"] = "syncfs"
    pairs = (f"{name}={value}" for name, value in settings.items())
    return [word for pair in pairs for word in ("-c", pair)]
