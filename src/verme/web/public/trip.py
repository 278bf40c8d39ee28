"""A walk through the question pages: a new sign-up, or the change of one's own. Who may manage a sign-up in this browser."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from verme.kernel import clock
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.programmes.terms import Late
from verme.signups import queries, rules
from verme.signups.models import Outsider, Signup
from verme.signups.terms import ApplyRefusal, ChangeRefusal, State
from verme.web.public.drawer import LIFE, Drawer
from verme.web.ui.signup_forms.offered import Offered

NEW = {"about": "signup", "wishes": "signup_wishes", "check": "signup_check", "back": "programme", "end": "signup_done"}
CHANGE = {"about": "manage_about", "wishes": "manage_wishes", "check": "manage_check", "back": "manage", "end": "manage"}


@dataclass(frozen=True)
class Trip:
    """`own` is the sign-up that is changed; None on the way to a new one."""

    programme: Programme
    drawer: Drawer
    own: Signup | None = None
    outsider: Outsider | None = None

    @classmethod
    def to_sign_up(cls, request: HttpRequest, programme: Programme) -> "Trip":
        """To a new sign-up; somebody who followed an invitation in this browser keeps it."""
        return cls(programme, Drawer(request, programme.slug), outsider=invited(request, programme))

    @classmethod
    def to_change(cls, request: HttpRequest, programme: Programme, own: Signup) -> "Trip":
        """To a change of one's own sign-up; it stays what it was: an outsider's is asked like an outsider's."""
        return cls(programme, Drawer(request, f"{programme.slug}:{own.reference}"), own, own.outsider)

    def url(self, stop: str) -> str:
        """The address of "about", "wishes", "check", "back" (where the first page's back link leads) or "end"."""
        return reverse(f"public:{(CHANGE if self.own else NEW)[stop]}", args=[self.programme.slug])

    @property
    def fixed_email(self) -> str:
        """The address that cannot be changed on this way: the proven one, or the invited one."""
        if self.own is not None:
            return self.own.email
        return self.outsider.address if self.outsider is not None else ""

    def why_not(self) -> ApplyRefusal | ChangeRefusal | None:
        """Why this way is closed now, before anything is known about the person."""
        stage = self.programme.stage_at(clock.now())
        if self.own is not None:
            return rules.why_not_amend(stage, State(self.own.state))
        late = Late(self.programme.late)
        if (reason := rules.why_not_apply(stage, late=late, leads=False, is_invited=self.outsider is not None)) is not None:
            return reason
        is_good = self.outsider is None or self.outsider.is_good_at(clock.now())
        return None if is_good else ApplyRefusal.INVITATION

    def offered(self) -> Offered:
        """What is asked on this way."""
        return Offered.by(self.programme, self.outsider)


def remember(request: HttpRequest, shelf: str, slug: str, value: Any) -> None:
    """Keeps one thing about a programme in the session for a day: "manage" a reference, "invited" an invitation, "done" what was sent."""
    kept = {"value": value, "at": clock.real_now().timestamp()}
    request.session[shelf] = {**request.session.get(shelf, {}), slug: kept}


def remembered(request: HttpRequest, shelf: str, slug: str) -> Any:
    """What was kept within the last day, else None."""
    kept = request.session.get(shelf, {}).get(slug)
    return kept["value"] if kept and clock.real_now().timestamp() - kept["at"] < LIFE else None


def invited(request: HttpRequest, programme: Programme) -> Outsider | None:
    """The invitation or students' link that was followed in this browser."""
    key = remembered(request, "invited", programme.slug)
    return programme.outsiders.select_related("employer").filter(pk=key).first() if key else None


def managed(request: HttpRequest, programme: Programme) -> Signup | None:
    """The sign-up that this browser may manage: opened from the letter's link, or the signed-in person's own."""
    found = None
    if reference := remembered(request, "manage", programme.slug):
        found = queries.by_reference(programme.slug, reference).first()
    if found is None and isinstance(request.user, Person):
        found = queries.of_person(request.user).filter(programme=programme).first()
    return found


def last_time(request: HttpRequest) -> Signup | None:
    """The answers of an earlier sign-up, for somebody who is signed in or has opened a letter's link in this browser."""
    if isinstance(request.user, Person):
        return queries.last_of_person(request.user)
    for slug in reversed(request.session.get("manage", {})):
        if reference := remembered(request, "manage", slug):
            return queries.with_answers(queries.by_reference(slug, reference)).first()
    return None
