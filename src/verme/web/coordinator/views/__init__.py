"""Views, a module a stage."""
