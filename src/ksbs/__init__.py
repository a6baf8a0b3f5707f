"""KSBS: the record of a school support programme, viewable as of any day."""

__version__ = "0.0.1"
"""The semantic version, said here alone: `ksbs --version`, the API and the wheel ask."""
