"""Pages for participants and mentors."""
