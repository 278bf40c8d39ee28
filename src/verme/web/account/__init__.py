"""Pages for who signs in."""
