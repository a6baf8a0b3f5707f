"""Where the API stands, and the media types it speaks."""

BASE = "/ksbs/v0"
"""The path under which the API stands; in OpenAPI it belongs in `servers` only."""

JSON = "application/json"
PROBLEM_JSON = "application/problem+json"
YAML = "application/yaml"
HTML = "text/html"
