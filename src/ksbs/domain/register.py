"""Fills the registers of events, commands and rules by importing every module."""

from importlib import import_module
from pkgutil import walk_packages

import ksbs.domain


def load_domain() -> None:
    """Import every module of the domain; a register is complete only after this."""
    for module in walk_packages(ksbs.domain.__path__, "ksbs.domain."):
        import_module(module.name)
