"""What a coordinator writes to many at once: the mentors, a group, the waiting list, those without a group, everybody."""
