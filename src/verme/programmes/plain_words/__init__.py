"""What the operating model and a call say, in words made from their values."""

from verme.programmes.plain_words.call import CallWords, audience_words, call_words, intranet_text
from verme.programmes.plain_words.model import heading, in_words
from verme.programmes.plain_words.numbers import days, decimal, duration, euros, listing, units
from verme.programmes.plain_words.parts import Part, Sentence, has_veso

__all__ = [
    "CallWords",
    "Part",
    "Sentence",
    "audience_words",
    "call_words",
    "days",
    "decimal",
    "duration",
    "euros",
    "has_veso",
    "heading",
    "in_words",
    "intranet_text",
    "listing",
    "units",
]
