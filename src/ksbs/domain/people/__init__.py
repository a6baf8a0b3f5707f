"""Who supports the school, who works in its group, and who leads it."""
