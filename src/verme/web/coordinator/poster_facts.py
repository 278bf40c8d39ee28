"""What the poster of a call says."""

from django.conf import settings

from verme.kernel.texts import Picked
from verme.programmes import queries
from verme.programmes.documents import PosterFacts
from verme.programmes.models import Programme
from verme.programmes.plain_words import call_words
from verme.programmes.rules import last_day


def poster_facts(programme: Programme, language: str) -> PosterFacts:
    """The poster for readers of one language; its address opens in their language by itself."""
    words = call_words(programme, queries.rules_of(programme), language)
    lead = Picked(" ".join(filter(None, [words.lead.text, words.promise])), words.lead.language)
    return PosterFacts(
        language=language,
        organisation=programme.organisation.name_in(language),
        period=words.title.text.removeprefix("Verme "),
        lead=lead,
        address=f"{settings.BASE_URL}/i/{programme.slug}/",
        contact=words.contact,
        deadline=last_day(programme.closes_at),
    )
