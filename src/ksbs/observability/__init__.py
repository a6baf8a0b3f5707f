"""Logging: one line a record, no names, no free text."""

from ksbs.observability.logs import configure_logging

__all__ = ["configure_logging"]
