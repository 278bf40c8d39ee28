"""K2: the list of sign-ups as it is shown, what asks to be looked at, and what can be done about it."""
