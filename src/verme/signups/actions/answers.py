"""What the form asks, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from verme.organisations.models import StaffGroup, Unit
from verme.people.rules import same_address
from verme.programmes.models import Place, Slot, Theme
from verme.signups.models import Signup, SignupPlace, SignupSlot, SignupTheme
from verme.signups.queries.wishing import Catalogue, welcome
from verme.signups.rules import Applicant, Wishes

PLAIN = ("language", "staff_group", "unit", "is_new", "any_theme", "apart_from_supervisor")
WRITTEN = ("other_unit", "subject", "together", "apart", "wish")


@dataclass(frozen=True)
class Answers:
    """Values of times and places: 2 fits well, 1 if needed; what does not fit is left out. Themes in order of preference, at most three."""

    name: str
    email: str
    language: str
    staff_group: StaffGroup
    unit: Unit | None = None
    other_unit: str = ""
    is_new: bool | None = None
    subject: str = ""
    languages: Sequence[str] = ("fi",)
    themes: Sequence[Theme] = ()
    any_theme: bool = False
    slots: Mapping[Slot, int] = field(default_factory=dict)
    places: Mapping[Place, int] = field(default_factory=dict)
    together: str = ""
    apart: str = ""
    apart_from_supervisor: bool = False
    wish: str = ""

    @classmethod
    def of(cls, signup: Signup) -> "Answers":
        """What a sign-up says now; themes, times and places are prefetched by `queries.with_answers`."""
        return cls(
            name=signup.name,
            email=signup.email,
            languages=list(signup.languages),
            themes=[wish.theme for wish in signup.theme_wishes.all()],
            slots={answer.slot: answer.value for answer in signup.slot_answers.all()},
            places={answer.place: answer.value for answer in signup.place_answers.all()},
            **{name: getattr(signup, name) for name in (*PLAIN, *WRITTEN)},
        )

    def slots_by(self, value: int) -> list[Slot]:
        """The times with this answer (2 well, 1 if needed), through the week."""
        return sorted((slot for slot, given in self.slots.items() if given == value), key=lambda slot: (slot.weekday, slot.starts))

    def places_by(self, value: int) -> list[Place]:
        """The places with this answer, in the programme's order."""
        return sorted((place for place, given in self.places.items() if given == value), key=lambda place: (place.order, place.pk))

    slots_well = property(lambda self: self.slots_by(2))
    slots_if_needed = property(lambda self: self.slots_by(1))
    places_well = property(lambda self: self.places_by(2))
    places_if_needed = property(lambda self: self.places_by(1))

    @property
    def applicant(self) -> Applicant:
        """What themes may ask about the person."""
        return Applicant(self.staff_group.pk, self.unit.level if self.unit else None, self.subject, self.is_new)

    def wishes(self, themes: Catalogue) -> Wishes:
        """The answers as keys, against the programme's themes."""
        wished = tuple(theme.pk for theme in self.themes)
        return Wishes(
            themes=wished,
            any_theme=self.any_theme,
            slots=frozenset(slot.pk for slot in self.slots),
            places=frozenset(place.pk for place in self.places),
            languages=tuple(self.languages),
            welcome=welcome(wished, any_theme=self.any_theme, themes=themes, person=self.applicant),
        )

    def write(self, signup: Signup) -> None:
        """Fills the row and replaces its themes, times and places. The caller holds the book."""
        signup.name, signup.email, signup.address = self.name.strip(), self.email.strip(), same_address(self.email)
        for name in PLAIN:
            setattr(signup, name, getattr(self, name))
        for name in WRITTEN:
            setattr(signup, name, getattr(self, name).strip())
        signup.languages = list(self.languages)
        is_new_row = signup.pk is None
        signup.save()
        if not is_new_row:
            for model in (SignupTheme, SignupSlot, SignupPlace):
                model.objects.filter(signup=signup).delete()
        SignupTheme.objects.bulk_create(SignupTheme(signup=signup, theme=theme, rank=rank) for rank, theme in enumerate(self.themes, 1))
        SignupSlot.objects.bulk_create(SignupSlot(signup=signup, slot=slot, value=value) for slot, value in self.slots.items())
        SignupPlace.objects.bulk_create(SignupPlace(signup=signup, place=place, value=value) for place, value in self.places.items())
