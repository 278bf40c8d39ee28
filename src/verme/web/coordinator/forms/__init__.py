"""Forms of the coordinator's pages: they validate, never save."""
