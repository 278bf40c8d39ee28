"""The language in which words are made now."""

from django.utils.translation import get_language


def language() -> str:
    """The language that is active."""
    return (get_language() or "fi")[:2]
