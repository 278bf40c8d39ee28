"""Group agreements and activity plans: what a group has promised itself."""
