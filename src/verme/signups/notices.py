"""Letters to those who signed up."""

from datetime import datetime

from verme.kernel import clock, dates
from verme.mail import actions as mail
from verme.mail import queries as mail_queries
from verme.mail.actions import Reader
from verme.organisations import notices as organisations
from verme.organisations import queries as organisation_queries
from verme.programmes.models import Programme
from verme.signups import rules
from verme.signups.models import Offer, Signup
from verme.signups.terms import State


def reader(signup: Signup) -> Reader:
    """To whom the letters of a sign-up go."""
    return Reader(signup.email, signup.name, signup.language, signup.person_id)


def _write(kind: str, signup: Signup, event: str, **context: object) -> None:
    programme = signup.programme
    mail.write(
        kind,
        event=event,
        reader=reader(signup),
        sender=organisations.sender(programme.organisation, signup.language, programme_id=programme.pk),
        context={
            "signup": signup,
            "title": programme.title_in(signup.language),
            "groups_by": dates.day(programme.groups_by, signup.language),
            "signature": organisations.signature(programme.organisation),
            **context,
        },
    )


def manage_link(secret: str, language: str) -> str:
    """The address in the letter: it opens this sign-up and nothing else."""
    return mail.link(f"/m/{secret}/", language)


def confirmation(signup: Signup, secret: str, *, again: str = "") -> None:
    """You are in (or received, or in the queue), with the link to change and cancel. `again` makes a repeated letter its own event."""
    kind = "signups.waiting" if signup.state == State.QUEUED else "signups.confirmation"
    _write(kind, signup, f"{kind}:{signup.pk}{again}", link=manage_link(secret, signup.language))


def already(signup: Signup, secret: str) -> None:
    """Somebody typed an address that is in already: the page said the same as always, the letter tells. At most one an hour."""
    hour = clock.now().strftime("%Y%m%d%H%M")
    _write("signups.again", signup, f"signups.again:{signup.pk}:{hour}", link=manage_link(secret, signup.language))


def told_within_the_hour(signup: Signup) -> bool:
    """Whether the address got a letter of `already` or `confirmation` within an hour: repeated typing sends no heap of letters."""
    since = clock.now() - rules.LETTERS_EVERY
    kinds = ["signups.again", "signups.confirmation", "signups.waiting", "signups.reminder"]
    return mail_queries.sent_since(signup.address, kinds, programme_id=signup.programme_id, since=since)


def reminder(signup: Signup, secret: str) -> None:
    """The letter was never opened: one reminder."""
    _write("signups.reminder", signup, f"signups.reminder:{signup.pk}", link=manage_link(secret, signup.language))


def cancelled(signup: Signup) -> None:
    """The sign-up is cancelled, as asked."""
    _write("signups.cancelled", signup, f"signups.cancelled:{signup.pk}")


def declined(signup: Signup, words: str) -> None:
    """The coordinator could not take the sign-up; `words` are the coordinator's own, seen before sending."""
    _write("signups.declined", signup, f"signups.declined:{signup.pk}:{signup.revision}", words=words)


def accepted(signup: Signup) -> None:
    """A place after the queue or the draw."""
    _write("signups.accepted", signup, f"signups.accepted:{signup.pk}:{signup.revision}")


def queued(signup: Signup) -> None:
    """Moved to the queue by the coordinator."""
    _write("signups.queued", signup, f"signups.queued:{signup.pk}:{signup.revision}")


def drawn(signup: Signup) -> None:
    """What the draw gave: a place, or a place in the queue."""
    (accepted if signup.state == State.ACCEPTED else queued)(signup)


def offered(offer: Offer, secret: str) -> None:
    """A place became free: yes or no by the link, within three days."""
    signup = offer.signup
    link = mail.link(f"/paikka/{secret}/", signup.language)
    _write("signups.offer", signup, f"signups.offer:{offer.pk}", link=link, until=dates.moment(offer.expires_at, signup.language))


def burst(programme: Programme, *, count: int, hour: datetime) -> None:
    """Many sign-ups at once: the coordinators may look and pause."""
    for person in organisation_queries.coordinators(programme.organisation):
        mail.write(
            "signups.burst",
            event=f"signups.burst:{programme.pk}:{hour:%Y%m%d%H}",
            reader=Reader(person.email, person.name, person.language, person.pk),
            sender=organisations.sender(programme.organisation, person.language, programme_id=programme.pk),
            context={
                "title": programme.title_in(person.language),
                "count": count,
                "link": mail.link(f"/o/{programme.organisation.slug}/ohjelmat/{programme.slug}/", person.language),
                "signature": "",
            },
        )
