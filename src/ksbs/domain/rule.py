"""Rules that say themselves: the docstring is the message, in English; `sv` in Swedish.

A rule is broken (`RuleBroken`, the deed is refused) or it only warns (`Advisory`, the
deed is recorded and the warning returned). Both are found in a register, so that every
one of them is documented.
"""

import inspect
import re
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

RULES: dict[str, type["RuleBroken"]] = {}
ADVISORIES: dict[str, type["Advisory"]] = {}


def kebab(name: str) -> str:
    """Turn a CamelCase name into words with hyphens."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


class _Saying(Exception):
    """What rules and advisories share: a name, details, and words for both."""

    sv: ClassVar[str]

    def __init__(self, **details: object) -> None:
        self.details: Mapping[str, object] = details
        super().__init__(self.en)

    @classmethod
    def name(cls) -> str:
        """Give the name that stands in problem types and in the docs."""
        return kebab(cls.__name__)

    @classmethod
    def template(cls) -> str:
        """Give the English message with its placeholders."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split())

    @property
    def en(self) -> str:
        """The message in English."""
        return self.template().format_map(_Lenient(self.details))

    @property
    def message_sv(self) -> str:
        """The message in Swedish."""
        return self.sv.format_map(_Lenient(self.details))


S = TypeVar("S", bound=type[_Saying])


def _enter(register: dict[str, S], saying: S) -> None:
    if saying.name() in register:
        raise TypeError(f"two rules or advisories are named {saying.name()!r}")
    register[saying.name()] = saying


class RuleBroken(_Saying):
    """A rule of the process refuses what was asked."""

    sv = "En regel i processen hindrar det som begärdes."

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _enter(RULES, cls)


class Advisory(_Saying):
    """Something worth a second look; the entry is recorded all the same."""

    sv = "Något bör ses över; anteckningen är registrerad."

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        _enter(ADVISORIES, cls)


class _Lenient(dict[str, object]):
    """Shows a missing detail as its own placeholder rather than failing a refusal."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
