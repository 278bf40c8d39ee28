"""A round of groups to try everything with: invented people, letters to oneself, gone by one click, in no report."""
