"""The situation analysis: evidence, six sessions, problems, causes, areas."""
