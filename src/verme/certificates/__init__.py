"""Credit for taking part, and certificates of it."""
