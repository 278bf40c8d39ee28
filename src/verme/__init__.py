"""Verme: peer-group mentoring for a whole school year."""
