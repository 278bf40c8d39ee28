"""Pages for programs that fetch."""
