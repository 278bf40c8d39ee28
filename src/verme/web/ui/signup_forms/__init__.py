"""The sign-up's own two question pages as forms, for everybody who signs somebody up: people themselves and coordinators."""
