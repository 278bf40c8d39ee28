"""Where the forming starts, in words."""

from verme.groups.queries import Offered
from verme.kernel.dates import clock, weekday


def rows(offers: tuple[Offered, ...], language: str) -> list[tuple[str, str, int]]:
    """Each offer: who, when, and how many people could come then."""
    return [
        (
            " & ".join(offer.names),
            ", ".join(f"{weekday(day, language)} {clock(starts, language)}" for day, starts in offer.times),
            offer.suits,
        )
        for offer in offers
    ]
