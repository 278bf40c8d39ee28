"""`/ui/`: every part of the pages with invented people, for looking at and for tests. Development only, this machine only."""
