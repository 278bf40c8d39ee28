"""Where one's own sign-ups stand that have not led to a group, in words and with what can be done."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.dates import short_day
from verme.programmes.terms import Stage
from verme.signups.models import Signup
from verme.signups.terms import ACTIVE, State

SEATS = 8  # of the table that waits


@dataclass(frozen=True)
class Standing:
    """One sign-up: to what, where it stands, where it can be looked at; `has_place`: a place in the programme is this person's."""

    title: str
    organisation: str
    words: str
    reference: str
    url: str
    has_place: bool

    @property
    def seats(self) -> list[tuple[str, str]]:
        """A table that waits, with one's own place at it."""
        return [("you" if self.has_place else "wait", ""), *[("open", "")] * (SEATS - 1)]


def standings(signups: Iterable[Signup], *, seated: set[int], asked: Collection[int], language: str) -> list[Standing]:
    """The sign-ups to programmes that are not over, without those that have a seat; `asked`: whose group is being asked."""
    return [_standing(signup, asked, language) for signup in signups if signup.pk not in seated and signup.programme.ended_at is None]


def _standing(signup: Signup, asked: Collection[int], language: str) -> Standing:
    programme = signup.programme
    return Standing(
        title=programme.title_in(language),
        organisation=programme.organisation.name_in(language),
        words=_words(signup, is_asked=signup.pk in asked, language=language),
        reference=signup.reference,
        url=reverse("public:manage", args=[programme.slug]) if signup.state in ACTIVE else "",
        has_place=signup.state == State.ACCEPTED,
    )


def _words(signup: Signup, *, is_asked: bool, language: str) -> str:
    by = {"date": short_day(signup.programme.groups_by, language)}
    is_published = signup.programme.stage_at(clock.now()) == Stage.PUBLISHED
    match State(signup.state):
        case State.ACCEPTED if is_asked:
            return _("A group that suits you is being asked, because you also have a role at work. We'll tell you when it has answered.")
        case State.ACCEPTED:
            return _("You have a place. We form the groups by %(date)s and will then tell you when and where your group meets.") % by
        case State.RECEIVED if signup.waits:
            return _("Your sign-up has arrived. The coordinator looks at it and tells you whether there is a place for you.")
        case State.RECEIVED:
            return _("Your sign-up has arrived. Places are given by lot when sign-up has closed, and we will tell you the result.")
        case State.QUEUED if is_published:
            return _("You are on the waiting list. We'll tell you as soon as a suitable place is free.")
        case State.QUEUED:
            return _("You are on the waiting list. We'll tell you as soon as a place is free, and by %(date)s in any case.") % by
        case State.OFFERED:
            return _("A place has become free for you. Answer by the link in the letter, within three days of it.")
        case State.WITHDRAWN:
            return _("You have cancelled your sign-up.")
        case _:
            return _("There was no place for you this time.")
