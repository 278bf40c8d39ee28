"""The timetable: which job runs when, and who is alive."""
