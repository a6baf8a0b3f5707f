"""The HTTP API: actions as resources, views at any moment, problems that explain."""
