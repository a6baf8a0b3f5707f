"""What the exit code of every command means."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """The exit codes; they stay the same between versions."""

    meaning: str

    def __new__(cls, value: int, meaning: str = "") -> Self:
        """Make the member from its number and what it means."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    OK = 0, "Done."
    FOUND = 1, "A check found something."
    USAGE = 2, "The command was not used as it is meant to be, or a setting is wrong."
    RULE = 3, "A rule of the process refuses; nothing was recorded."
    CONFLICT = 4, "Somebody else was quicker, or the key stands for another command."
    NOT_FOUND = 5, "There is no such thing, or it was not there yet on that day."
    NO_ACCESS = 6, "The role may not, or the token is not accepted."
    BAD_INPUT = 65, "A file or a body cannot be used; nothing was recorded."
    UNAVAILABLE = 69, "The database or the identity provider cannot be reached."
    FAULT = 70, "An error in ksbs itself; please report it."
    INTERRUPTED = 130, "Interrupted by Ctrl-C."
