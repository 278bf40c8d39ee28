"""Pages for the coordinator."""
