"""A group's agreement as those in the group see it: where it stands in words, who has accepted, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.agreements import queries, rules
from verme.agreements.documents import accepted_words
from verme.agreements.queries import Party, Shelf, Version
from verme.agreements.rules import Change
from verme.agreements.terms import Standing
from verme.groups.models import Leader
from verme.kernel import clock
from verme.kernel.dates import bare_day, short_day


@dataclass(frozen=True)
class Sign:
    """One line of who has accepted, for the mentor: a name, and when or that it is waited for."""

    name: str
    css: str
    when: str


@dataclass(frozen=True)
class Shown:
    """One version as its page tells it."""

    version: Version
    about: str  # Group B, version 2, offered on Tue 22 Sep
    words: str  # 7/8 members and the mentor have accepted.
    done: int
    asked: int
    mine: str  # when the reader accepted, in words
    signs: Sequence[Sign]  # only for the mentor

    @property
    def waits(self) -> bool:
        """Whether it is open for acceptances."""
        return self.version.standing == Standing.OFFERED

    @property
    def ratio(self) -> str:
        """7/8"""
        return f"{self.done}/{self.asked}"

    @property
    def binds(self) -> bool:
        """Whether it is in force."""
        return self.version.standing == Standing.IN_FORCE


def shown(shelf: Shelf, version: Version, language: str, here: Sequence[Party] = ()) -> Shown:
    """The version for this reader. `here` is who is in the group now: names and times are for the mentor, the others see a number."""
    done, asked = version.counts("seat")
    mine = version.accepted_at(shelf.reader)
    return Shown(
        version=version,
        about=_about(shelf, version, language),
        words=accepted_words(version),
        done=done,
        asked=asked,
        mine="" if mine is None else _("You accepted it on %(date)s.") % {"date": short_day(clock.local(mine).date(), language)},
        signs=_signs(version, language, here) if shelf.leads else (),
    )


def _about(shelf: Shelf, version: Version, language: str) -> str:
    given = {"letter": shelf.group.letter, "number": version.number}
    offered = short_day(clock.local(version.agreement.offered_at).date(), language)
    if version.standing == Standing.IN_FORCE and version.since is not None:
        since = bare_day(clock.local(version.since).date(), language)
        return _("Group %(letter)s, version %(number)s, in force since %(date)s.") % {**given, "date": since}
    if version.standing == Standing.OFFERED:
        return _("Group %(letter)s, version %(number)s, offered on %(date)s.") % {**given, "date": offered}
    return _("Group %(letter)s, version %(number)s. %(standing)s.") % {**given, "standing": version.standing.label}


def _signs(version: Version, language: str, here: Sequence[Party]) -> list[Sign]:
    """Everybody who is in the group now."""
    lines = []
    for party in here:
        at, is_mentor = version.accepted_at(party), isinstance(party, Leader)
        name = _("%(name)s, mentor") % {"name": queries.name_of(party)} if is_mentor else queries.name_of(party)
        is_waited = version.is_asked(party)
        when = short_day(clock.local(at).date(), language) if at else _("waited for") if is_waited else "–"
        lines.append(Sign(name, f"{'mentor ' if is_mentor else ''}{'has' if at else ''}", when))
    return lines


def missing_words(names: Sequence[str], *, left: int) -> tuple[str, str]:
    """Heading and text of the mentor's next step while acceptances are missing; `left`: who left the group without accepting."""
    if left and not names:
        return (
            _("Offer the agreement again"),
            _("Everybody who is here has accepted. Somebody left before accepting, so offer the text once more to those who are here now."),
        )
    title = ngettext("%(n)s acceptance is missing", "%(n)s acceptances are missing", len(names)) % {"n": len(names)}
    return title, _("Once everyone has accepted the agreement, it can't be changed. You can make a new version at any time.")


def left_without(version: Version, here: Sequence[Party]) -> int:
    """How many were asked, have not accepted, and are not in the group any more."""
    asked = version.signatories - set(version.accepted)
    return len(asked - {queries.key_of(each) for each in here})


@dataclass(frozen=True)
class Comparison:
    """What changed between two versions, in words and in full."""

    words: str
    changes: Sequence[Change]
    same: Sequence[Change]


def comparison(older: Version, newer: Version) -> Comparison:
    """The newer version against the older one."""
    changes = rules.compared(older.sections, newer.sections)
    other, same = [each for each in changes if each.kind != "same"], [each for each in changes if each.kind == "same"]
    changed = ngettext("%(n)s section changed", "%(n)s sections changed", len(other)) % {"n": len(other)}
    kept = ngettext("%(n)s is as before", "%(n)s are as before", len(same)) % {"n": len(same)}
    return Comparison(f"{changed}, {kept}.", other, same)


def history(shelf: Shelf, language: str) -> list[dict[str, str]]:
    """The versions that the reader may read, for `ui/pairs.html`."""
    lines = []
    for version in shelf.versions:
        offered = _("Offered on %(date)s") % {"date": short_day(clock.local(version.agreement.offered_at).date(), language)}
        told = accepted_words(version) if version.standing == Standing.OFFERED else str(version.standing.label)
        lines.append({"name": _("Version %(number)s") % {"number": version.number}, "value": f"{offered}\n{told}"})
    return lines
