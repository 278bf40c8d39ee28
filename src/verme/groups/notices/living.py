"""Letters about groups that live: who joins, leaves, moves, leads. No letter names a member; a discreet theme is *Theme group*.

Each function tells of one deed exactly the letters that will be written, so that a page can show them before anything happens.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from verme.groups.models import Group
from verme.groups.notices.publishing import Telling, Told, group_words, mentor_reader, told
from verme.groups.queries import Electors
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.mentors.models import Mentor
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.notices import reader as reader_of

OWN, LED = "/oma/", "/oma/ryhmani/"


def _tell(kind: str, reader: Reader, group: Told, programme: Programme, path: str, **more: object) -> Telling:
    words = {**group_words(group, programme, reader.language), "link": mail.link(path, reader.language), **more}
    return Telling(kind, reader, words, group.letter)


def _to_mentors(kind: str, group: Group, *but: Mentor) -> list[Telling]:
    mentors = [leader.mentor for leader in group.leaders.all() if leader.mentor not in but]
    return [_tell(kind, mentor_reader(mentor), told(group), group.programme, LED) for mentor in mentors]


def _to_members(kind: str, group: Group, target: Group | None = None, but: Collection[Signup] = ()) -> list[Telling]:
    """To the members of `group` about `target`, or about their own."""
    about, members = target or group, [seat.signup for seat in group.seats.all() if seat.signup not in but]
    return [_tell(kind, reader_of(signup), told(about), group.programme, OWN, was=group.letter) for signup in members]


def joining(signup: Signup, group: Group) -> list[Telling]:
    """The newcomer is told of the group, its mentors of a newcomer. `group` holds the newcomer already."""
    own = _tell("groups.member", reader_of(signup), told(group), group.programme, OWN, asked=False)
    return [own, *_to_mentors("groups.newcomer", group)]


def returning(signup: Signup, group: Group) -> list[Telling]:
    """Who had left is told of the group and that what was attended before counts on, its mentors of a newcomer; nobody else."""
    own = _tell("groups.back", reader_of(signup), told(group), group.programme, OWN)
    return [own, *_to_mentors("groups.newcomer", group)]


def leaving(signup: Signup, group: Group) -> list[Telling]:
    """Who leaves is told that it is done; the mentors only that somebody does not continue."""
    own = _tell("groups.left", reader_of(signup), told(group), group.programme, OWN)
    return [own, *_to_mentors("groups.leaver", group)]


def moving(signup: Signup, source: Group, target: Group) -> list[Telling]:
    """The person, and the mentors of both groups; nobody else. Who leads both hears of both."""
    own = _tell("groups.moved", reader_of(signup), told(target), target.programme, OWN, was=source.letter)
    return [own, *_to_mentors("groups.leaver", source), *_to_mentors("groups.newcomer", target)]


def asking(signup: Signup, electors: Electors) -> list[Telling]:
    """The person is told that a group is asked first; who answers for the group is asked."""
    about = {"link": mail.link(OWN, signup.language)}
    mentors = [(mentor_reader(leader.mentor), LED) for leader in electors.leaders]
    members = [] if electors.leaders_may else [(reader_of(seat.signup), OWN) for seat in electors.seats]
    asked = [Telling("groups.asked", reader, {"link": mail.link(path, reader.language)}) for reader, path in [*mentors, *members]]
    return [Telling("groups.asked_about", reader_of(signup), about), *asked]


def handing_over(group: Group, new: Mentor | None, former: Mentor | None) -> list[Telling]:
    """The new mentor, the former one, and the members."""
    stay = [leader.mentor for leader in group.leaders.all() if leader.mentor not in {new, former}]
    after = replace(told(group), mentors=[*stay, *([new] if new else [])])
    letters = []
    if new is not None:
        letters.append(_tell("groups.mentor", mentor_reader(new), after, group.programme, LED, asked=False))
    if former is not None:
        letters.append(_tell("groups.led", mentor_reader(former), after, group.programme, LED))
    return [*letters, *(_tell("groups.leaders", reader_of(seat.signup), after, group.programme, OWN) for seat in group.seats.all())]


def merging(source: Group, target: Group, asked: Collection[Signup] = ()) -> list[Telling]:
    """Who moves is told of the new group, its members and mentors of newcomers, the former mentors that their group is closed.

    Those about whom the group is `asked` first are told of that instead (`asking`).
    """
    return [
        *_to_members("groups.moved", source, target, but=asked),
        *_to_members("groups.grown", target),
        *_to_mentors("groups.newcomer", target),
        *_to_mentors("groups.closed_mentor", source),
    ]


def closing(group: Group) -> list[Telling]:
    """The members, who wait for another group now, and the mentors."""
    return [*_to_members("groups.closed", group), *_to_mentors("groups.closed_mentor", group)]


def readers(letters: Iterable[Telling]) -> Sequence[Reader]:
    """Who gets something, each once, in order."""
    return list(dict.fromkeys(letter.reader for letter in letters))
