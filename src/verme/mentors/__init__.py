"""Trained mentors, their invitation, what they offer to a programme."""
