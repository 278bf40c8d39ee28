"""Who waits and fits a published group."""

from collections.abc import Sequence

from verme.groups.models import Group
from verme.groups.queries.published import open_groups
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.signups.models import Offer, Signup
from verme.signups.rules import Opening, fits


def _opening(group: Group) -> Opening:
    return Opening(frozenset({group.theme_id}), frozenset({group.slot_id}), frozenset({group.place_id}), frozenset({group.language}))


def queue_for(programme: Programme, groups: Sequence[Group]) -> list[Signup]:
    """Who waits, first in rank first, and fits one of these groups: theme, time, place and language."""
    openings = [_opening(group) for group in groups]
    catalogue = signups.catalogue(programme) if openings else {}
    return [each for each in signups.queue(programme) if openings and fits(signups.wishes(each, catalogue), openings)]


def fitting(signup: Signup) -> list[Group]:
    """The open groups that this person fits, by letter."""
    held = signups.with_answers(signups.of_programme(signup.programme)).get(pk=signup.pk)
    wishes = signups.wishes(held, signups.catalogue(signup.programme))
    return [group for group in open_groups(signup.programme) if fits(wishes, [_opening(group)])]


def offers_open(programme: Programme) -> int:
    """How many offers of the programme wait for an answer."""
    return Offer.objects.filter(vacancy__programme=programme, answered_at__isnull=True).count()
