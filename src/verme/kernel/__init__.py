"""Pure tools that know no framework and no table."""
