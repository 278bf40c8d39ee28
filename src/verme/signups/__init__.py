"""A wish to take part, and what became of it."""
