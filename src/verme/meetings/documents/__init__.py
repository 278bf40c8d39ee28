"""Files about meetings."""
