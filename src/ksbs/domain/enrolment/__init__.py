"""Selection of a school, the joint decision, and the start."""
