"""Where the API stands, and the media types it speaks."""

BASE = "/ksbs/v0"
"""The path under which the API stands; in OpenAPI it belongs in `servers` only."""

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
YAML = "application/yaml"
HTML = "text/html"
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
SVG = "image/svg+xml"
FILES = frozenset({CSV, XLSX, PDF, SVG})
"""What is a file of its own, that no schema of ours describes."""
