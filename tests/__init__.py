"""Tests: through the doors that rooms, pages and commands promise."""
