"""The example world, made only by calling actions."""
