"""Files that go out of the room."""
