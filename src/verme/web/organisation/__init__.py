"""Pages for the other roles of an organisation."""
