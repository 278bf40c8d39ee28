"""Pages, by who is looking."""
