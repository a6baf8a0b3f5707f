"""Set up structlog and the standard library's logging as one stream."""

import logging
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from ksbs.observability.errors import describe_exception
from ksbs.observability.privacy import Wording, keep_private

_NEEDLESS = ("uvicorn.access", "httpx", "httpcore", "asyncio")
"""Loggers heard from a warning on: requests are logged by ourselves, once."""

_PLAIN_SPOKEN = frozenset({"uvicorn", "uvicorn.error"})
"""Loggers whose arguments are addresses and process ids: told in full."""


def configure_logging(
    level: str,
    *,
    log_format: str = "auto",
    development: bool = False,
    stream: TextIO | None = None,
) -> None:
    """Send every record, ours and the libraries', to one stream, a line each.

    Start uvicorn with `log_config=None` and make Litestar with `logging_config=None`:
    each would set up logging anew and take the records elsewhere, names included.

    Args:
        level: `debug`, `info`, `warning` or `error`.
        log_format: `json`, `console`, or `auto`: console in development on a terminal.
        development: Whether the installation is in development mode.
        stream: Where to; by default standard error, whatever it is at the time.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*_PROCESSORS, *_renderers(log_format, development, stream)],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *names: _Lines(stream or sys.stderr, name=names),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Relay()], level=number, force=True)
    for name in _PLAIN_SPOKEN:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in _NEEDLESS:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


class _Lines(structlog.WriteLogger):
    """Writes lines, and knows the name that its owner gave when asking for it."""

    def __init__(self, stream: TextIO, *, name: Sequence[str]) -> None:
        super().__init__(stream)
        self.name = Wording(name[0]) if name else None


def _name_logger(logger: _Lines, _method: str, record: EventDict) -> EventDict:
    record["logger"] = logger.name
    return record


_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _name_logger,
    describe_exception,
    keep_private,
]


def _renderers(
    log_format: str, development: bool, stream: TextIO | None
) -> list[Processor]:
    on_terminal = (stream or sys.stderr).isatty()
    if log_format == "json" or (
        log_format == "auto" and not (development and on_terminal)
    ):
        return [structlog.processors.JSONRenderer()]
    colors = on_terminal and not os.environ.get("NO_COLOR")
    return [_stack_as_text, structlog.dev.ConsoleRenderer(colors=colors)]


def _stack_as_text(_logger: _Lines, _method: str, record: EventDict) -> EventDict:
    """Put each place on a line of its own: the console's renderer takes only text."""
    if "stack" in record:
        record["stack"] = "\n".join(f"  {place}" for place in record["stack"])
    return record


class _Relay(logging.Handler):
    """Hands records of the standard library's logging to structlog.

    A library's finished text may hold data, its template cannot; where the text was
    put together beforehand only the place in the code is told.
    """

    def emit(self, record: logging.LogRecord) -> None:
        log: WrappedLogger = structlog.get_logger(record.name)
        log.log(
            _known_level(record.levelno),
            "library-record",
            message=_wording_of(record),
            exc_info=record.exc_info,
        )


def _known_level(number: int) -> int:
    """Round a level of a library's own making down to one that has a name."""
    return min(max(number // 10 * 10, logging.DEBUG), logging.CRITICAL)


def _wording_of(record: logging.LogRecord) -> Wording:
    if record.name in _PLAIN_SPOKEN and not record.exc_info:
        return Wording(record.getMessage())
    if record.args:
        return Wording(str(record.msg))
    return Wording(f"{record.module}.{record.funcName}:{record.lineno}")
