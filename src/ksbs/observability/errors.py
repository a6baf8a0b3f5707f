"""Exceptions in the log: what kind and where, never what they say.

A database error's text holds the row, a validation error's the input, and either can
hold a name. The kind, the SQLSTATE and the place in the code are enough to find it.
"""

import sys
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import PurePath
from types import TracebackType
from typing import Any

from ksbs.observability.privacy import Wording

_DEEPEST = 30
_LONGEST_CHAIN = 5
_ROOTS = frozenset({"site-packages", "dist-packages", "src"})


def describe_exception(
    _logger: object, _method: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace `exc_info` by kind, place, code, causes and stack of the exception."""
    error = _exception_of(record.pop("exc_info", None))
    record.pop("stack_info", None)
    if error is None:
        return record
    stack = _places(error.__traceback__)
    record["error"] = Wording(_kind(error))
    record["error_at"] = stack[-1] if stack else None
    record["stack"] = stack
    causes = [Wording(_kind(each)) for each in _causes(error)]
    code = getattr(error, "sqlstate", None) or getattr(error, "errno", None)
    record.update({"caused_by": causes} if causes else {})
    record.update({"error_code": code} if code else {})
    return record


def _exception_of(exc_info: object) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple):
        return exc_info[1] if isinstance(exc_info[1], BaseException) else None
    return sys.exception() if exc_info else None


def _kind(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    for _ in range(_LONGEST_CHAIN):
        context = None if error.__suppress_context__ else error.__context__
        cause = error.__cause__ or context
        if cause is None:
            return
        yield cause
        error = cause


def _places(trace: TracebackType | None) -> list[Wording]:
    frames = list(traceback.walk_tb(trace))[-_DEEPEST:]
    return [
        Wording(f"{_inside(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}")
        for frame, line in frames
    ]


def _inside(file: str) -> str:
    """Shorten a path to its part inside the package root, without the machine's."""
    parts = PurePath(file).parts
    roots = [at for at, part in enumerate(parts) if part in _ROOTS]
    return "/".join(parts[roots[-1] + 1 :] if roots else parts[-2:])
