"""Text as people meant it: what slips in unseen is taken out, what cannot be meant is found."""

import unicodedata

# Byte order mark, soft hyphen, zero-width space and joiners, direction marks: they come along when text is pasted.
UNSEEN = dict.fromkeys([0xFEFF, 0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060])
# Turning the direction of writing makes a text look like another.
TURNING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

# What a spreadsheet takes for the beginning of a formula, also in the full-width forms of East Asian keyboards.
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
RISKY_FIRST = ("\t", "\r", "\n", "\0")


def tidy(text: str) -> str:
    """The text composed (NFC), without unseen characters, every run of white space as one space, none at the ends."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(UNSEEN).split())


def has_control(text: str) -> bool:
    """Whether the text holds a control character, a change of writing direction or half a character."""
    if text.isprintable():
        return False
    return any(character in TURNING or unicodedata.category(character) in {"Cc", "Cs"} for character in text)


def harmless(text: str) -> str:
    """The text for a file that has no types (CSV): an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if _is_risky(text) else text


def meant(text: str) -> str:
    """What `harmless` was given, from what it made."""
    return text[1:] if text.startswith("'") and _is_risky(text[1:]) else text


def _is_risky(text: str) -> bool:
    bare = text.lstrip("'")
    return bare.startswith(RISKY_FIRST) or bare.lstrip().startswith(RISKY)
