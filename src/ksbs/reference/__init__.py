"""Writes what can be read off the code: reference pages and golden files."""
