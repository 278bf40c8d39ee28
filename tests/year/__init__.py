"""A whole year of groups under any sequence of real deeds: one machine, its parts by room."""
