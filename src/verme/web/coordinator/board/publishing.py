"""What publishing a draft would do: how many letters of which kind, what was checked, one real letter to look at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.groups import notices, queries
from verme.groups.notices import Post, Told
from verme.groups.queries import Board
from verme.mail.actions import Reader
from verme.mentors.models import Mentor
from verme.people.rules import same_address
from verme.programmes.models import Programme
from verme.signups.models import Signup
from verme.signups.notices import reader
from verme.web.coordinator.board.naming import Naming
from verme.web.coordinator.board.words import sentence, where, why_not


@dataclass(frozen=True)
class Kind:
    """One kind of letter: to whom it goes, in whose name, and how one of them is composed."""

    key: str
    title: str
    to: str
    readers: Sequence[Reader]
    post: Post
    compose: Callable[[int], tuple[str, str]]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: `good` of `all`, or a number that should be zero."""

    title: str
    value: str
    css: str
    names: str = ""


@dataclass(frozen=True)
class Summary:
    """What would happen."""

    placed: int
    groups: int
    mentors: int
    unplaced: Sequence[str]
    conflicts: Sequence[str]
    kinds: Sequence[Kind]
    checks: Sequence[Check]
    asked: Sequence[str]
    free: int

    @property
    def letters(self) -> int:
        """How many letters would go out."""
        return sum(len(kind.readers) for kind in self.kinds)


def summary(seen: Board, language: str) -> Summary:
    """The summary of a draft as it stands now."""
    naming, programme = Naming(seen, language), seen.draft.programme
    people = seen.labels.people
    members = [(people[person], plan.mentor) for plan in seen.plan.groups for person in plan.members]
    leads = [(row.mentor, plan.mentor) for plan in seen.plan.groups if plan.mentor in seen.labels.entries
             for row in seen.labels.entries[plan.mentor].lead_rows.all()]  # fmt: skip
    addresses = [signup.address for signup, _group in members] + [same_address(mentor.email) for mentor, _group in leads]
    roles = queries.roles_at_work(programme, addresses)
    asked = [signup.name for signup, _group in members if signup.address in roles]
    waiting, undecided = queries.waiting_and_undecided(programme)
    unplaced = [people[person] for person in seen.unplaced]
    letters = _Letters(seen, programme, roles.keys())
    return Summary(
        placed=len(members),
        groups=len(seen.plan.groups),
        mentors=len(leads),
        unplaced=[signup.name for signup in unplaced],
        conflicts=[f"{where(naming, breach)}: {sentence(why_not(naming, breach))}" for breach in seen.conflicts],
        kinds=[
            letters.members([(signup, group) for signup, group in members if signup.address not in roles]),
            letters.mentors(leads),
            letters.waiting(unplaced, waiting),
            letters.asked([signup for signup, _group in members if signup.address in roles]),
        ],
        checks=_checks(seen, members, asked, undecided),
        asked=asked,
        free=sum(max(0, seen.target(seen.groups[plan.mentor]) - len(plan.members)) for plan in seen.plan.groups),
    )


def preview(told: Summary, key: str, number: int) -> dict[str, Any] | None:
    """One real letter of a kind, the first kind that has any unless another is asked for, and which reader is next."""
    there = [kind for kind in told.kinds if kind.readers]
    kind = next((kind for kind in there if kind.key == key), there[0] if there else None)
    if kind is None:
        return None
    number %= len(kind.readers)
    subject, text = kind.compose(number)
    reader = kind.readers[number]
    return {
        "kind": kind,
        "name": reader.name,
        "language": reader.language,
        "sender": kind.post.sender(reader.language),
        "subject": subject,
        "text": text,
        "next": number + 1,
        "of": len(kind.readers),
    }


def _checks(seen: Board, members: Sequence[tuple[Signup, str]], asked: Sequence[str], undecided: int) -> list[Check]:
    led = sum(plan.mentor in seen.labels.entries for plan in seen.plan.groups)
    unconfirmed = [signup.name for signup, _group in members if signup.confirmed_at is None]
    groups = len(seen.plan.groups)
    return [
        Check(_("Every group has a mentor"), f"{led}/{groups}", "ok" if led == groups else "err"),
        _zero(_("Conflicts"), len(seen.conflicts), "err"),
        _zero(_("Addresses that are not confirmed"), len(unconfirmed), "warn", unconfirmed),
        _zero(_("People with a role at work in groups"), len(asked), "warn", asked),
        _zero(_("Sign-ups without a decision"), undecided, "warn"),
    ]


def _zero(title: str, number: int, css: str, names: Sequence[str] = ()) -> Check:
    return Check(title, str(number), css if number else "ok", ", ".join(names))


class _Letters:
    """Composes letters as publishing would write them; nothing is written."""

    def __init__(self, seen: Board, programme: Programme, roles: Any) -> None:
        self.seen, self.programme, self.roles = seen, programme, roles
        self.post = Post(programme)

    def _told(self, mentor: str) -> Told:
        seen, group = self.seen, self.seen.groups[mentor]
        plan = seen.plan.groups[seen.plan.led_by[mentor]]
        entry = seen.labels.entries.get(mentor)
        mentors = [row.mentor for row in entry.lead_rows.all()] if entry else []
        sit = sum(seen.labels.people[person].address not in self.roles for person in plan.members)
        return Told(group.letter, group.theme, group.slot, group.place, mentors, sit)

    def _is_asked(self, mentor: str, *, leaders: bool) -> bool:
        """Whether a yes is awaited in this group, from its mentors or else from its members."""
        plan = self.seen.plan.groups[self.seen.plan.led_by[mentor]]
        someone = any(self.seen.labels.people[person].address in self.roles for person in plan.members)
        leaders_may = any(same_address(each.email) not in self.roles for each in self._told(mentor).mentors)
        return someone and leaders_may is leaders

    def members(self, members: Sequence[tuple[Signup, str]]) -> Kind:
        def compose(number: int) -> tuple[str, str]:
            signup, mentor = members[number]
            asked = self._is_asked(mentor, leaders=False)
            words = notices.member_letter(self._told(mentor), self.programme, signup.language, asked=asked)
            return self.post.shown("groups.member", reader(signup), words)

        return Kind(
            "member",
            _("Your Verme group is ready"),
            _("to those who have a group"),
            [reader(signup) for signup, _g in members],
            self.post,
            compose,
        )

    def mentors(self, leads: Sequence[tuple[Mentor, str]]) -> Kind:
        def compose(number: int) -> tuple[str, str]:
            mentor, entry = leads[number]
            words = notices.mentor_letter(self._told(entry), self.programme, mentor.language, asked=self._is_asked(entry, leaders=True))
            return self.post.shown("groups.mentor", notices.mentor_reader(mentor), words)

        readers = [notices.mentor_reader(mentor) for mentor, _entry in leads]
        return Kind(
            "mentor", _("Your Verme group has its members"), _("to the mentors, each about the own group"), readers, self.post, compose
        )

    def waiting(self, unplaced: Sequence[Signup], waiting: Sequence[Signup]) -> Kind:
        everybody = [*unplaced, *waiting]

        def compose(number: int) -> tuple[str, str]:
            signup = everybody[number]
            words = notices.waiting_letter(self.programme, signup.language, had_place=number < len(unplaced))
            return self.post.shown("groups.waiting", reader(signup), words)

        words = ngettext("to %(n)s person without a group", "to %(n)s people without a group", len(unplaced)) % {"n": len(unplaced)}
        queue = ngettext("and %(n)s on the waiting list", "and %(n)s on the waiting list", len(waiting)) % {"n": len(waiting)}
        to = f"{words} {queue}" if waiting else words
        return Kind("waiting", _("You are on the Verme waiting list"), to, [reader(signup) for signup in everybody], self.post, compose)

    def asked(self, people: Sequence[Signup]) -> Kind:
        def compose(number: int) -> tuple[str, str]:
            words = notices.asked_about_letter(people[number].language)
            return self.post.shown("groups.asked_about", reader(people[number]), words)

        to = _("to those with a role at work: their group is asked first")
        return Kind("asked", _("Your Verme group is being asked"), to, [reader(signup) for signup in people], self.post, compose)
