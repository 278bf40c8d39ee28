"""The list as a workbook to take along: without what is meant for the coordinator's eyes alone, and without names of discreet themes."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.tables import Cell, Sheet
from verme.kernel.texts import OWN_NAMES
from verme.programmes.models import Place, Programme, Slot
from verme.signups.models import Signup
from verme.signups.terms import Fits, Source
from verme.web.coordinator.signups.listing import Row
from verme.web.ui.signup_forms.offered import reader_language

RANKS = 3


def sheet(programme: Programme, rows: Sequence[Row], slots: Sequence[Slot]) -> Sheet:
    """One row a sign-up that stands, by last name; a column a time and a place. Times of day are Finland's."""
    places = _places(rows)
    first = programme.organisation.first_language
    header = [*_about_header(), *(_("Wish %(n)s") % {"n": rank} for rank in range(1, RANKS + 1)), _("Any theme is fine")]
    header += [slot.words_in(reader_language()) for slot in slots] + [place.name_in(reader_language(), first) for place in places]
    return Sheet(_("Sign-ups"), header, [[*_about(row), *_themes(row.signup, first), *_fits(row.signup, slots, places)] for row in rows])


def _places(rows: Sequence[Row]) -> list[Place]:
    """Every place that somebody has chosen."""
    found = {answer.place_id: answer.place for row in rows for answer in row.signup.place_answers.all()}
    return sorted(found.values(), key=lambda place: (place.order, place.pk))


def _about_header() -> list[str]:
    return [
        _("Reference"),
        _("Name"),
        _("Email"),
        _("School or unit"),
        _("Work"),
        _("Is new in post"),
        _("School subject"),
        _("Languages"),
        _("State"),
        _("Place on the waiting list"),
        _("Signed up on"),
        _("Time"),
        _("How it came"),
        _("Confirmed"),
        _("Needs checking"),
    ]


def _about(row: Row) -> list[Cell]:
    signup, came = row.signup, clock.local(row.signup.signed_up_at)
    return [
        signup.reference,
        signup.name,
        signup.email,
        signup.unit.name if signup.unit else signup.other_unit,
        row.work,
        {True: _("yes"), False: _("no"), None: ""}[signup.is_new],
        signup.subject,
        ", ".join(OWN_NAMES.get(code, code) for code in signup.languages),
        row.state,
        signup.rank,
        came.date(),
        came.time().replace(second=0, microsecond=0),
        str(Source(signup.source).label),
        _("yes") if signup.confirmed_at else _("no"),
        ", ".join(str(flag.label) for flag in row.flags),
    ]


def _themes(signup: Signup, first: str) -> list[Cell]:
    wished = {wish.rank: wish.theme for wish in signup.theme_wishes.all()}
    titles = [
        wished[rank].public_title(reader_language(), first, after_publication=True) if rank in wished else ""
        for rank in range(1, RANKS + 1)
    ]
    return [*titles, capfirst(_("yes")) if signup.any_theme else ""]


def _fits(signup: Signup, slots: Sequence[Slot], places: Sequence[Place]) -> Iterator[Cell]:
    well = {answer.slot_id: answer.value for answer in signup.slot_answers.all()}
    where = {answer.place_id: answer.value for answer in signup.place_answers.all()}
    for value in [*(well.get(slot.pk) for slot in slots), *(where.get(place.pk) for place in places)]:
        yield str(Fits(str(value)).label) if value else ""
