"""Read models in PostgreSQL: the runner that keeps them and what they are read by."""
