"""Who did what to which thing, when. Rows are only added; triggers refuse the rest."""
