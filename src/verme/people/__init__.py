"""A human being and how they sign in. Knows no organisation."""
