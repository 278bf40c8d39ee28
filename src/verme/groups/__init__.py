"""Groups and seats: from a draft to what is published."""
