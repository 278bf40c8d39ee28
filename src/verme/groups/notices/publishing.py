"""Letters about groups. No letter names another member; a discreet theme is *Theme group* in all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from verme.groups.models import Consent, Group, Leader, Run
from verme.kernel import dates
from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.mentors.models import Mentor
from verme.organisations import notices as organisations
from verme.programmes import notices as programmes
from verme.programmes.models import Place, Programme, Slot, Theme
from verme.signups.models import Signup
from verme.signups.notices import reader as reader_of

LONG = timedelta(minutes=1)  # whoever waits longer for a proposal is told by letter


@dataclass(frozen=True)
class Told:
    """What letters tell of a group, before or after it is published."""

    letter: str
    theme: Theme
    slot: Slot
    place: Place
    mentors: Sequence[Mentor]
    members: int


def told(group: Group) -> Told:
    """A published group as letters tell it; leaders and seats are prefetched by `queries.groups`."""
    mentors = [leader.mentor for leader in group.leaders.all()]
    return Told(group.letter, group.theme, group.slot, group.place, mentors, len(group.seats.all()))


@dataclass(frozen=True)
class Telling:
    """One letter to one reader, not written yet. `part` sets it apart from other letters of the kind in the same deed."""

    kind: str
    reader: Reader
    words: Mapping[str, Any]
    part: str = ""


class Post:
    """Writes and shows a programme's letters: who signs them is looked up once, not for every letter."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.signature = organisations.signature(programme.organisation)
        self.senders: dict[str, Sender] = {}

    def sender(self, language: str) -> Sender:
        """In whose name letters of this language go."""
        if language not in self.senders:
            self.senders[language] = programmes.sender(self.programme, language)
        return self.senders[language]

    def write(self, kind: str, event: object, reader: Reader, context: Mapping[str, Any], **more: Any) -> None:
        """One letter into the outbox; `more` are its attachments and times (`mail.write`)."""
        words = {**context, "signature": self.signature}
        mail.write(kind, event=f"{kind}:{event}", reader=reader, sender=self.sender(reader.language), context=words, **more)

    def send(self, letters: Sequence[Telling], event: object) -> None:
        """The letters of one deed into the outbox, each once."""
        for letter in letters:
            self.write(letter.kind, f"{event}:{letter.part}", letter.reader, letter.words)

    def shown(self, kind: str, reader: Reader, context: Mapping[str, Any]) -> tuple[str, str]:
        """Subject and text of a letter as it would go out."""
        words = {**context, "signature": self.signature}
        template = kind.replace(".", "/letters/", 1)
        return mail.compose(template, words, reader=reader, sender=self.sender(reader.language))[:2]


def mentor_reader(mentor: Mentor) -> Reader:
    """To whom letters for a mentor go."""
    return Reader(mentor.email, mentor.name, mentor.language, mentor.person_id)


def group_words(group: Told, programme: Programme, language: str) -> dict[str, Any]:
    """Letter, public name, mentors, weekly time and place, in one language."""
    first = programme.organisation.first_language
    return {
        "letter": group.letter,
        "theme": group.theme.public_title(language, first, after_publication=True),
        "mentors": [mentor.name for mentor in group.mentors],
        "weekly": dates.weekly(group.slot.weekday, group.slot.starts, group.slot.ends, language),
        "place": group.place.name_in(language, first),
        "members": group.members,
    }


def member_letter(group: Told, programme: Programme, language: str, *, asked: bool = False) -> dict[str, Any]:
    """What a member reads. `asked`: the members' yes is awaited about somebody with a role at work."""
    return {**group_words(group, programme, language), "asked": asked, "link": mail.link("/oma/", language)}


def mentor_letter(group: Told, programme: Programme, language: str, *, asked: bool = False) -> dict[str, Any]:
    """What a mentor reads. `asked`: the mentor's yes is awaited about somebody with a role at work."""
    return {**group_words(group, programme, language), "asked": asked, "link": mail.link("/oma/ryhmani/", language)}


def waiting_letter(programme: Programme, language: str, *, had_place: bool) -> dict[str, Any]:
    """What those read who are in no group. `had_place`: no group suited, so they are first on the waiting list."""
    return {"title": programme.title_in(language), "had_place": had_place, "link": mail.link("/oma/", language)}


def asked_about_letter(language: str) -> dict[str, Any]:
    """What somebody with a role at work reads whose group is asked first."""
    return {"link": mail.link("/oma/", language)}


def to_member(post: Post, signup: Signup, group: Told, *, event: object, asked: bool = False) -> None:
    """Your group is ready."""
    post.write("groups.member", event, reader_of(signup), member_letter(group, post.programme, signup.language, asked=asked))


def to_mentor(post: Post, leader: Leader, group: Told, *, asked: bool = False) -> None:
    """Your group has its members."""
    mentor = leader.mentor
    post.write("groups.mentor", leader.pk, mentor_reader(mentor), mentor_letter(group, post.programme, mentor.language, asked=asked))


def to_waiting(post: Post, signup: Signup, *, had_place: bool) -> None:
    """The groups are formed, and you wait."""
    event = f"{signup.pk}:{signup.revision}"
    post.write("groups.waiting", event, reader_of(signup), waiting_letter(post.programme, signup.language, had_place=had_place))


def to_asked_about(post: Post, consent: Consent) -> None:
    """You have a role at work, so the group is asked first."""
    post.write("groups.asked_about", consent.pk, reader_of(consent.signup), asked_about_letter(consent.signup.language))


def joined(post: Post, consent: Consent, group: Told, readers: Sequence[Reader]) -> None:
    """Everybody in the group is told that somebody with a role at work is now in it; who, they see when they sign in."""
    for reader in readers:
        words = group_words(group, post.programme, reader.language)
        post.write("groups.joined", f"{consent.pk}", reader, {**words, "link": mail.link("/oma/", reader.language)})


def formed(run: Run) -> None:
    """A proposal that took long is ready: to whom asked for it."""
    asker, programme = run.asked_by, run.draft.programme
    if asker is None or run.finished_at is None or run.finished_at - run.asked_at < LONG:
        return
    path = f"/o/{programme.organisation.slug}/ohjelmat/{programme.slug}/ryhmat/haku/{run.pk}/"
    reader = Reader(asker.email, asker.name, asker.language, asker.pk)
    words = {"title": programme.title_in(asker.language), "link": mail.link(path, asker.language)}
    Post(programme).write("groups.formed", run.pk, reader, words)


def stays(post: Post, consent: Consent, letter: str) -> None:
    """The group that was asked said no: the person sits on where they sit."""
    signup = consent.signup
    post.write("groups.stays", consent.pk, reader_of(signup), {"letter": letter, "link": mail.link("/oma/", signup.language)})
