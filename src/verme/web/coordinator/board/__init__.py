"""The board's words and pictures, made of a draft as the groups' room tells it."""
