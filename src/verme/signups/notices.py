"""Letters to those who signed up, to their supervisors and coordinators. Each is written inside the deed it tells about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verme.kernel import clock, dates, tokens
from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.organisations import notices as organisations
from verme.organisations import queries as organisation_queries
from verme.organisations.models import StaffMember
from verme.programmes import notices as programmes
from verme.programmes.models import Programme
from verme.signups import rules
from verme.signups.models import Offer, Outsider, Signup, SupervisorAsk
from verme.signups.terms import State

WITH_LINK = frozenset(
    {"signups.confirmation", "signups.waiting", "signups.reminder", "signups.question", "signups.parted"}
)  # as previews show them


def reader(signup: Signup) -> Reader:
    """To whom the letters of a sign-up go."""
    return Reader(signup.email, signup.name, signup.language, signup.person_id)


def _write(kind: str, programme: Programme, to: Reader, event: str, *, due_at: datetime | None = None, **context: object) -> bool:
    """Whether a letter was written: the same event makes none the second time."""
    sender, known = _sender(programme, to.language), _known(programme, to.language)
    return mail.write(kind, event=f"{kind}:{event}", reader=to, sender=sender, context={**known, **context}, due_at=due_at) is not None


def _sender(programme: Programme, language: str) -> Sender:
    return programmes.sender(programme, language)


def _known(programme: Programme, language: str) -> dict[str, object]:
    """What every letter may say of the programme."""
    return {
        "title": programme.title_in(language),
        "groups_by": dates.short_day(programme.groups_by, language),
        "signature": organisations.signature(programme.organisation),
    }


def _own(kind: str, signup: Signup, event: str, *, due_at: datetime | None = None, **context: object) -> bool:
    return _write(kind, signup.programme, reader(signup), event, due_at=due_at, signup=signup, **context)


@dataclass(frozen=True)
class Preview:
    """A letter as it would arrive now."""

    sender: Sender
    subject: str
    text: str


def preview(kind: str, signup: Signup, *, words: str = "") -> Preview:
    """One of the letters below before it is written ("signups.queued"), in its reader's language; a link's secret is not made yet."""
    to, programme = reader(signup), signup.programme
    sender, link = _sender(programme, to.language), manage_link("…", to.language) if kind in WITH_LINK else ""
    context = {**_known(programme, to.language), "signup": signup, "words": words, "link": link}
    subject, text, _html = mail.compose(kind.replace(".", "/letters/", 1), context, reader=to, sender=sender)
    return Preview(sender, subject, text)


def manage_link(secret: str, language: str) -> str:
    """The address in the letter: it opens this sign-up and nothing else."""
    return mail.link(f"/m/{secret}/", language)


def confirmation(signup: Signup, secret: str, *, event: str, due_at: datetime | None = None) -> None:
    """What became of the sign-up (in, received, in the queue), with the link to change and cancel. Each `event` is one letter."""
    kind = "signups.waiting" if signup.state in {State.QUEUED, State.OFFERED} else "signups.confirmation"
    _own(kind, signup, f"{signup.pk}:{event}", due_at=due_at, link=manage_link(secret, signup.language))


def again(signup: Signup, secret: str, *, event: str) -> None:
    """Somebody typed an address that is in already: the page said the same as always, the letter tells."""
    _own("signups.again", signup, f"{signup.pk}:{event}", link=manage_link(secret, signup.language))


def reminder(signup: Signup, secret: str) -> None:
    """The letter was never opened: one reminder."""
    _own("signups.reminder", signup, str(signup.pk), link=manage_link(secret, signup.language))


def corrected(signup: Signup, secret: str, *, event: str) -> None:
    """The coordinator has corrected the answers; the link shows them."""
    _own("signups.corrected", signup, f"{signup.pk}:{event}", link=manage_link(secret, signup.language))


def question(signup: Signup, secret: str, words: str) -> bool:
    """The coordinator asks something; `words` are the coordinator's own, seen before sending. The same words go once a day: else False."""
    event = f"{signup.pk}:{clock.today()}:{tokens.digest(words)[:16]}"
    return _own("signups.question", signup, event, words=words, link=manage_link(secret, signup.language))


def merged(signup: Signup, secret: str) -> None:
    """Two sign-ups became one; the link of the one that is left."""
    _own("signups.merged", signup, f"{signup.pk}:{signup.revision}", link=manage_link(secret, signup.language))


def parted(signup: Signup, secret: str) -> None:
    """Two sign-ups that had become one are two again; the link of this one."""
    _own("signups.parted", signup, f"{signup.pk}:{signup.revision}", link=manage_link(secret, signup.language))


def cancelled(signup: Signup) -> None:
    """The sign-up is cancelled, as asked."""
    _own("signups.cancelled", signup, str(signup.pk))


def declined(signup: Signup, words: str) -> None:
    """The coordinator could not take the sign-up; `words` are the coordinator's own, seen before sending."""
    _own("signups.declined", signup, f"{signup.pk}:{signup.revision}", words=words)


def accepted(signup: Signup) -> None:
    """A place, after the queue, the draw or the coordinator's yes."""
    _own("signups.accepted", signup, f"{signup.pk}:{signup.revision}")


def queued(signup: Signup) -> None:
    """In the queue, after the draw or by the coordinator."""
    _own("signups.queued", signup, f"{signup.pk}:{signup.revision}")


def admitted(signup: Signup) -> None:
    """The coordinator's yes to somebody whose sign-up waited for it: a place, a place in the queue, or in the draw."""
    {State.ACCEPTED: accepted, State.QUEUED: queued}.get(State(signup.state), _in_the_draw)(signup)


def _in_the_draw(signup: Signup) -> None:
    _own("signups.in_the_draw", signup, f"{signup.pk}:{signup.revision}")


def offered(offer: Offer, secret: str) -> None:
    """A place became free: yes or no by the link, within three days."""
    signup = offer.signup
    until = dates.moment(offer.expires_at, signup.language)
    _own("signups.offer", signup, str(offer.pk), link=mail.link(f"/paikka/{secret}/", signup.language), until=until)


def preview_offer(signup: Signup) -> Preview:
    """The same before the place is offered, as it would arrive now; its link's secret is not made yet."""
    to, link = reader(signup), mail.link("/paikka/…/", signup.language)
    sender, until = _sender(signup.programme, to.language), dates.moment(clock.now() + rules.OFFER_LIFE, signup.language)
    context = {**_known(signup.programme, to.language), "signup": signup, "link": link, "until": until}
    subject, text, _html = mail.compose("signups/letters/offer", context, reader=to, sender=sender)
    return Preview(sender, subject, text)


def invited(outsider: Outsider, secret: str) -> None:
    """A personal invitation to somebody outside the organisation, with its link and its last day."""
    _write("signups.invitation", outsider.programme, _guest(outsider), str(outsider.pk), **_invitation(outsider, secret))


def preview_invitation(outsider: Outsider) -> Preview:
    """The invitation before it is made, as it would arrive now; its link's secret is not made yet."""
    to, programme = _guest(outsider), outsider.programme
    sender = _sender(programme, to.language)
    context = {**_known(programme, to.language), **_invitation(outsider, "…")}
    subject, text, _html = mail.compose("signups/letters/invitation", context, reader=to, sender=sender)
    return Preview(sender, subject, text)


def _guest(outsider: Outsider) -> Reader:
    return Reader(outsider.address, outsider.name, outsider.language)


def _invitation(outsider: Outsider, secret: str) -> dict[str, Any]:
    language = outsider.language
    return {
        "link": mail.link(f"/kutsu/{secret}/", language),
        "organisation": outsider.programme.organisation.name_in(language),
        "note": outsider.note,
        "until": dates.moment(outsider.expires_at, language),
    }


def to_supervisor(ask: SupervisorAsk, supervisor: StaffMember, secret: str) -> None:
    """Name and times only: told, or asked for a yes or no by a link."""
    signup, language = ask.signup, ask.language
    link = mail.link(f"/esihenkilo/{secret}/", language) if ask.is_question else ""
    times = [
        answer.slot.words_in(language) for answer in signup.slot_answers.select_related("slot").order_by("slot__weekday", "slot__starts")
    ]
    _write(
        "signups.supervisor_asked" if ask.is_question else "signups.supervisor_told",
        signup.programme,
        Reader(supervisor.email, supervisor.name, language),
        str(ask.pk),
        name=signup.name,
        times=times,
        organisation=signup.programme.organisation.name_in(language),
        link=link,
    )


def burst(programme: Programme, *, count: int, at: datetime) -> None:
    """Many sign-ups at once: the coordinators may look and pause. At most one letter an hour."""
    for person in organisation_queries.coordinators(programme.organisation):
        path = f"/o/{programme.organisation.slug}/ohjelmat/{programme.slug}/"
        to = Reader(person.email, person.name, person.language, person.pk)
        event = f"{programme.pk}:{at:%Y%m%d%H}"
        _write("signups.burst", programme, to, event, count=count, link=mail.link(path, person.language), signature="")
