"""A sign-up's wishes against what there is: themes that admit, mentors who offer."""

from collections.abc import Iterable, Mapping

from django.db.models import F, QuerySet

from verme.kernel.refusals import Refused
from verme.mentors import queries as mentors
from verme.organisations.models import StaffGroup
from verme.programmes import queries as programmes
from verme.programmes.models import Programme, Theme
from verme.signups.models import Signup
from verme.signups.rules import Applicant, Opening, Taken, Wishes, admits

type Catalogue = Mapping[int, Taken]  # theme → whom it takes


def catalogue(programme: Programme) -> Catalogue:
    """Whom each theme of the programme takes, in two queries."""
    return catalogue_of(themes(programme))


def themes(programme: Programme) -> QuerySet[Theme]:
    """The programme's themes with the staff groups they admit, in two queries."""
    return programme.themes.prefetch_related("admit_groups")


def themes_with_catalogue(programme: Programme) -> tuple[dict[int, Theme], Catalogue]:
    """The themes by number, and whom each takes; in one query: a row for each staff group that a theme admits."""
    found: dict[int, Theme] = {}
    groups: dict[int, set[int]] = {}
    for theme in programme.themes.annotate(admitted=F("admit_groups")):
        found.setdefault(theme.pk, theme)
        groups.setdefault(theme.pk, set()).update({theme.admitted} - {None})
    return found, {key: _taken(theme, groups[key]) for key, theme in found.items()}


def _taken(theme: Theme, groups: Iterable[int]) -> Taken:
    return Taken(
        staff_groups=frozenset(groups),
        levels=frozenset(theme.admit_levels),
        subject=theme.admit_subject,
        only_new=theme.only_new,
        only_wished=theme.only_wished,
    )


def catalogue_of(themes: Iterable[Theme]) -> Catalogue:
    """Whom each of these themes takes."""
    return {theme.pk: _taken(theme, (group.pk for group in theme.admit_groups.all())) for theme in themes}


def welcome_themes(themes: Catalogue, person: Applicant) -> frozenset[int]:
    """The themes that this person may wish."""
    return frozenset(key for key, taken in themes.items() if admits(taken, person))


def applicant(signup: Signup) -> Applicant:
    """What themes may ask about the person; unit and staff group are loaded already."""
    return Applicant(signup.staff_group_id, signup.unit.level if signup.unit else None, signup.subject, signup.is_new)


def wishes(signup: Signup, themes: Catalogue) -> Wishes:
    """A sign-up's answers as keys; themes, times and places are prefetched by `with_answers`."""
    wished = tuple(wish.theme_id for wish in signup.theme_wishes.all())
    return Wishes(
        themes=wished,
        any_theme=signup.any_theme,
        slots=frozenset(answer.slot_id for answer in signup.slot_answers.all()),
        places=frozenset(answer.place_id for answer in signup.place_answers.all()),
        languages=tuple(signup.languages),
        welcome=welcome(wished, any_theme=signup.any_theme, themes=themes, person=applicant(signup)),
    )


def welcome(wished: tuple[int, ...], *, any_theme: bool, themes: Catalogue, person: Applicant) -> frozenset[int]:
    """The themes that would do: the wished ones that admit the person; with "any theme is fine" also those that need no wish."""
    open_to = welcome_themes(themes, person)
    return frozenset(key for key in open_to if key in wished or (any_theme and not themes[key].only_wished))


def openings(programme: Programme) -> list[Opening]:
    """What the standing mentor entries offer, in four queries."""
    return [
        Opening(
            themes=frozenset(theme.pk for theme in entry.themes.all()),
            slots=frozenset(slot.pk for slot in entry.slots.all()),
            places=frozenset(place.pk for place in entry.places.all()),
            languages=frozenset(entry.languages),
        )
        for entry in mentors.entries(programme).prefetch_related(None).prefetch_related("themes", "slots", "places")
    ]


def who_may_join(programme: Programme) -> list[StaffGroup]:
    """The open staff groups that the operating model of the programme's first day admits; without a model, all of them."""
    try:
        allowed = programmes.rules_on(programme.organisation, programme.starts_on).staff_groups
    except Refused:
        allowed = ()
    return [group for group in programme.organisation.staff_groups.filter(is_closed=False) if not allowed or group.key in allowed]
