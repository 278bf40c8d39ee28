"""A list gathered elsewhere against what the programme offers and who is in already."""

import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import CharField, QuerySet, Value

from verme.mentors import queries as mentors
from verme.organisations.models import StaffGroup, Unit
from verme.people.rules import same_address
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups import gathered, rules
from verme.signups.gathered import Fault, FaultyRow, Field, GatheredRow, Known, Reason, Time
from verme.signups.models import Signup, SignupList
from verme.signups.queries.wishing import Catalogue, themes_with_catalogue, welcome, who_may_join
from verme.signups.rules import Applicant, Wishes
from verme.signups.terms import ACTIVE, HOLDS_PLACE

LEADS = "leads"  # stands where a sign-up has its state


@dataclass(frozen=True)
class Offering:
    """What a programme offers, by number."""

    programme: Programme
    units: Mapping[int, Unit]
    staff_groups: Mapping[int, StaffGroup]
    themes: Mapping[int, Theme]
    catalogue: Catalogue  # whom each theme takes
    slots: Mapping[int, Slot]
    places: Mapping[int, Place]

    @property
    def known(self) -> Known:
        """The same by every name it goes by."""
        house = self.programme.organisation
        languages = list(house.languages) or [house.first_language]
        return Known(
            units={key: [unit.name] for key, unit in self.units.items()},
            staff_groups={key: [*group.names.values(), group.key] for key, group in self.staff_groups.items()},
            themes={key: [*theme.titles.values(), theme.key] for key, theme in self.themes.items()},
            places={key: [*place.names.values(), place.key] for key, place in self.places.items()},
            place_keys={place.key: key for key, place in self.places.items()},
            slots={key: Time(slot.weekday, slot.starts) for key, slot in self.slots.items()},
            slot_keys={slot.key: key for key, slot in self.slots.items()},
            languages=sorted(languages, key=lambda code: code != house.first_language),
            subjects=sorted({theme.admit_subject for theme in self.themes.values() if theme.admit_subject}),
        )


def offering(programme: Programme) -> Offering:
    """In six queries."""
    found, catalogue = themes_with_catalogue(programme)
    return Offering(
        programme,
        {unit.pk: unit for unit in programme.organisation.units.filter(is_closed=False)},
        {group.pk: group for group in who_may_join(programme)},
        found,
        catalogue,
        {slot.pk: slot for slot in programme.slots.all()},
        {place.pk: place for place in programme.places.all()},
    )


@dataclass(frozen=True)
class JudgedList:
    """What a file would bring now. `fingerprint` says whether somebody saw exactly this."""

    offering: Offering
    new: Sequence[GatheredRow]
    known: Sequence[GatheredRow]  # in already, or brought by the same list before: nothing changes for them
    faulty: Sequence[FaultyRow]
    free: int  # places that nobody has or has been offered

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr((self.new, self.known, self.faulty)).encode()).hexdigest()[:32]


def judge(held: SignupList) -> JudgedList:
    """The rows by themselves, then by what the form itself would say. In seven queries, whatever the number of rows."""
    offers = offering(held.programme)
    read = gathered.read(held.table, held.columns, offers.known, held.said)
    around = _around(held.programme)
    checked = [(row, _why_not(row, offers, around.leading)) for row in read.rows]
    refused = [FaultyRow(row.line, row.name, (fault,)) for row, fault in checked if fault is not None]
    good = [row for row, fault in checked if fault is None]
    is_known = {row.line: _is_known(row, around) for row in good}
    return JudgedList(
        offering=offers,
        new=[row for row in good if not is_known[row.line]],
        known=[row for row in good if is_known[row.line]],
        faulty=sorted([*read.faulty, *refused], key=lambda row: row.line),
        free=max(0, held.programme.capacity - around.holding),
    )


class _Around(NamedTuple):
    """Who is there already: keys ever used, standing addresses, addresses that lead, and how many places are held."""

    keys: set[str]
    standing: set[str]
    leading: set[str]
    holding: int


def _around(programme: Programme) -> _Around:
    """In one query: sign-ups and those who lead are rows of one list."""
    found = Signup.objects.filter(programme=programme).order_by().values_list("address", "key", "state")
    leads = mentors.standing(programme).order_by()
    plain = CharField()
    rows = list(found.union(leads.values_list("lead_rows__mentor__email", Value("", plain), Value(LEADS, plain)), all=True).order_by())
    return _Around(
        keys={key for _address, key, _state in rows},
        standing={address for address, _key, state in rows if state in ACTIVE},
        leading={address for address, _key, state in rows if state == LEADS},
        holding=sum(state in HOLDS_PLACE for _address, _key, state in rows),
    )


def _is_known(row: GatheredRow, around: _Around) -> bool:
    address = same_address(row.email)
    return address in around.standing or rules.key_of_row(address) in around.keys


def _why_not(row: GatheredRow, offers: Offering, leading: AbstractSet[str]) -> Fault | None:
    """What the form itself would say."""
    if same_address(row.email) in leading:
        return Fault(Reason.IS_MENTOR, Field.EMAIL, row.email)
    unit = offers.units.get(row.unit or 0)
    person = Applicant(row.staff_group, unit.level if unit else None, row.subject, row.is_new)
    wishes = Wishes(
        themes=row.themes,
        any_theme=row.any_theme,
        slots=frozenset(row.slots),
        places=frozenset(row.places),
        languages=row.languages,
        welcome=welcome(row.themes, any_theme=row.any_theme, themes=offers.catalogue, person=person),
    )
    reason = rules.why_not_answers(wishes)
    return Fault(Reason(reason.value), _column(reason.value)) if reason is not None else None


def _column(reason: str) -> str:
    return {"no_theme": Field.THEMES, "theme": Field.THEMES, "no_slot": Field.SLOTS_WELL, "no_place": Field.PLACES_WELL}.get(reason, "")


def waiting_lists(programme: Programme) -> QuerySet[SignupList]:
    """Files on their way in, the newest first; their rows are not loaded."""
    return SignupList.objects.filter(programme=programme).defer("rows").select_related("person").order_by("-id")
