"""Forms, a module a stage."""
