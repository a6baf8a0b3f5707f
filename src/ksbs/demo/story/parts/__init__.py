"""The parts of the process as any school goes through them, on days that are given."""
