"""The thirty questions that the administration asks, each with one query.

A query reads read models at a pair of times, or the log where it is about the log itself.
"""
