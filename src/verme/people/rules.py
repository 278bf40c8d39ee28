"""What counts as the same address, and when it may be changed."""

from verme.people.terms import AddressRefusal


def same_address(email: str) -> str:
    """The form in which two spellings of one address are equal: no surrounding space, lower case.

    Dots and +tags are kept: they are different mailboxes for many providers.
    """
    return email.strip().lower()


ASKED_AN_HOUR = 5  # codes to new addresses that one person may have sent: they go to mailboxes that are not proven


def why_not_ask(old: str, new: str, *, asked: int) -> AddressRefusal | None:
    """Whether a code may go to a new address; `asked` is how often the person had one sent within the hour."""
    if same_address(new) == old:
        return AddressRefusal.SAME
    return AddressRefusal.TOO_OFTEN if asked >= ASKED_AN_HOUR else None
