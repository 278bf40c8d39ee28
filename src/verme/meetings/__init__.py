"""Meetings, who can come, who was there."""
