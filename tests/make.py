"""Small builders for rows that a test needs around its subject. No surprises: everything has a plain default and can be said."""

import datetime as dt
from collections.abc import Sequence

from verme.kernel import clock
from verme.organisations.models import Organisation
from verme.organisations.queries import coordinators
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.programmes.terms import Kind

AUGUST = dt.datetime(2026, 8, 20, 9, 0, tzinfo=clock.HELSINKI)  # sign-up is open
OCTOBER = dt.datetime(2026, 10, 1, 9, 0, tzinfo=clock.HELSINKI)  # sign-up has closed


def programme(organisation: Organisation, *, slug: str = "", capacity: int = 56, announced: bool = True, **values: object) -> Programme:
    """A school year 2026–2027 whose sign-up is open from 10 August to 8 September."""
    known = {
        "titles": {"fi": "Verme 2026–2027", "sv": "Verme 2026–2027", "en": "Verme 2026–2027"},
        "school_year": 2026,
        "opens_at": clock.at(dt.date(2026, 8, 10), dt.time(9)),
        "closes_at": clock.end_of(dt.date(2026, 9, 8)),
        "groups_by": dt.date(2026, 9, 15),
        "starts_on": dt.date(2026, 8, 1),
        "ends_on": dt.date(2027, 5, 31),
        "capacity": capacity,
        "announced_at": clock.at(dt.date(2026, 8, 3), dt.time(9)) if announced else None,
    }
    if values.get("is_practice"):
        known["practised_by"] = coordinators(organisation)[0]
    return Programme.objects.create(organisation=organisation, slug=slug or f"{organisation.slug}-2026", **{**known, **values})


def themes(programme: Programme, count: int = 3) -> list[Theme]:
    """Theme 1 is for those new in post, the rest are for everybody."""
    return [
        Theme.objects.create(
            programme=programme,
            key=f"teema-{number}",
            kind=Kind.NEW_TEACHERS if number == 1 else Kind.THEME,
            titles={"fi": f"Teema {number}", "sv": f"Tema {number}", "en": f"Theme {number}"},
            only_new=number == 1,
            order=number,
        )
        for number in range(1, count + 1)
    ]


def slots(programme: Programme, weekdays: Sequence[int] = (0, 1, 2, 3)) -> list[Slot]:
    """14.30–16.00 on each of the weekdays."""
    return [Slot.objects.create(programme=programme, weekday=day, starts=dt.time(14, 30), ends=dt.time(16)) for day in weekdays]


def places(programme: Programme) -> list[Place]:
    """Face to face, and online."""
    centre, online = {"fi": "Keskusta", "sv": "Centrum", "en": "Centre"}, {"fi": "Etänä", "sv": "På distans", "en": "Online"}
    return [
        Place.objects.create(programme=programme, key="keskusta", names=centre, order=0),
        Place.objects.create(programme=programme, key="eta", names=online, is_online=True, order=1),
    ]
