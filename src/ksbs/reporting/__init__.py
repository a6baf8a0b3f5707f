"""The reports: what each says of a pair of times, and the registry of them.

A report is a function from what was read at (V, P) to sections; `ksbs.reports` knows how
they are written as a file.
"""
