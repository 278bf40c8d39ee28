"""What counts as the same address."""


def same_address(email: str) -> str:
    """The form in which two spellings of one address are equal: no surrounding space, lower case.

    Dots and +tags are kept: they are different mailboxes for many providers.
    """
    return email.strip().lower()
