"""What selection rests on: the register of school units (rounds and indicators later)."""
