"""Reports: one model (`model`, `chart`, `cell`), and a writer for each format.

Build a `Report` of what was read at (V, P) and hand it to `render`.
"""
