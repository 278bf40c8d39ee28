"""`{% load verme %}`."""
