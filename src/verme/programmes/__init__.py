"""A programme: its rules, its calendar, its call."""
