"""The nine tasks of the year (ux.md §1.6): their states and their sentences, computed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel import dates
from verme.kernel.clock import local
from verme.mornings.facts import State, YearFacts
from verme.mornings.next_step import Link
from verme.mornings.spoken import language
from verme.programmes.terms import Stage


@dataclass(frozen=True)
class Task:
    """One of the nine."""

    title: str
    about: str
    url: str
    state: State


def tasks(facts: YearFacts | None, link: Link) -> list[Task]:
    """All nine in order; without a programme the first waits and the rest are locked."""
    if facts is None:
        return _before_the_first(link)
    return [
        Task(_("Open sign-up"), _about_signup(facts), link("setup"), _signup(facts)),
        Task(_("Invite the mentors"), _about_mentors(facts), link("mentors"), _mentors(facts)),
        Task(_("Check the sign-ups"), _about_check(facts), link("signups"), _check(facts)),
        Task(_("Form the groups"), _about_forming(facts), link("groups"), _forming(facts)),
        Task(_("Publish the groups"), _about_publishing(facts), link("groups"), _publishing(facts)),
        Task(_("Follow the meetings"), _about_meetings(facts), link("meetings") if facts.is_published else "", _meetings(facts)),
        Task(_("Check the hours"), _about_hours(facts), link("hours"), _hours(facts)),
        Task(_("Collect feedback"), _("At the end of the groups' time, six statements"), "", State.LOCKED),
        Task(_("Close the school year"), dates.month(facts.ends_on, language()), link("end_year"), _closing(facts)),
    ]


def _before_the_first(link: Link) -> list[Task]:
    titles = [
        _("Open sign-up"), _("Invite the mentors"), _("Check the sign-ups"), _("Form the groups"), _("Publish the groups"),
        _("Follow the meetings"), _("Check the hours"), _("Collect feedback"), _("Close the school year"),
    ]  # fmt: skip
    first = Task(titles[0], _("The proposed dates are ready. You can change all of them."), link("open_year"), State.TODO)
    return [first, *(Task(title, "", "", State.LOCKED) for title in titles[1:])]


def _signup(facts: YearFacts) -> State:
    if facts.stage == Stage.DRAFT:
        return State.TODO
    return State.DOING if facts.is_taking else State.DONE


def _about_signup(facts: YearFacts) -> str:
    days = dates.period(facts.opens_on, facts.last_day, language())
    if not facts.called:
        return days
    called = ngettext("the call went to %(n)s person", "the call went to %(n)s people", facts.called) % {"n": facts.called}
    return f"{days}, {called}"


def _mentors(facts: YearFacts) -> State:
    if facts.is_published or (facts.entries and not facts.unanswered):
        return State.DONE
    return State.DOING if facts.invited or facts.entries else State.TODO


def _about_mentors(facts: YearFacts) -> str:
    said = [
        (facts.agreed, ngettext("%(n)s agreed", "%(n)s agreed", facts.agreed)),
        (facts.declined, ngettext("%(n)s can't this year", "%(n)s can't this year", facts.declined)),
        (facts.unanswered, ngettext("%(n)s has not answered", "%(n)s have not answered", facts.unanswered)),
    ]
    told = [words % {"n": count} for count, words in said if count]
    if facts.entries and not told:
        told = [ngettext("%(n)s group has a mentor", "%(n)s groups have a mentor", facts.entries) % {"n": facts.entries}]
    elif facts.agreed and not facts.entries:
        told.append(_("their times are still missing"))
    return ", ".join(told) or _("No one has been invited yet")


def _check(facts: YearFacts) -> State:
    if facts.is_published:
        return State.DONE
    if not facts.signed_up:
        return State.LOCKED
    return State.DOING if facts.flagged or facts.is_taking or facts.awaits_draw else State.DONE


def _about_check(facts: YearFacts) -> str:
    if not facts.signed_up:
        return _("When people have signed up")
    told = [ngettext("%(n)s has signed up", "%(n)s have signed up", facts.signed_up) % {"n": facts.signed_up}]
    if facts.flagged and not facts.is_published:
        told.append(ngettext("%(n)s needs checking", "%(n)s need checking", facts.flagged) % {"n": facts.flagged})
    if facts.awaits_draw and not facts.is_taking:
        told.append(_("the draw has not been made"))
    return ", ".join(told)


def _forming(facts: YearFacts) -> State:
    if facts.is_published:
        return State.DONE
    if facts.draft is not None:
        return State.DOING
    return State.TODO if facts.accepted and facts.entries else State.LOCKED


def _about_forming(facts: YearFacts) -> str:
    if facts.is_published:
        return ngettext("%(n)s group", "%(n)s groups", facts.groups) % {"n": facts.groups}
    if facts.draft is not None:
        saved = _("Draft %(number)s is saved") % {"number": facts.draft.number}
        without = ngettext("%(n)s person is without a group", "%(n)s people are without a group", facts.draft.unplaced)
        return f"{saved}, {without % {'n': facts.draft.unplaced}}"
    if not facts.accepted:
        return _("When people have signed up and have a place")
    if not facts.entries:
        return _("When the first mentor has agreed and given times")
    return ngettext("%(n)s person waits for a group", "%(n)s people wait for a group", facts.accepted) % {"n": facts.accepted}


def _publishing(facts: YearFacts) -> State:
    if facts.is_published:
        return State.DONE
    return State.TODO if facts.draft is not None else State.LOCKED


def _about_publishing(facts: YearFacts) -> str:
    if facts.published_at is not None:
        return _("Published on %(date)s") % {"date": dates.day(local(facts.published_at).date(), language())}
    return _("By %(date)s") % {"date": dates.day(facts.groups_by, language())}


def _meetings(facts: YearFacts) -> State:
    if not facts.is_published:
        return State.LOCKED
    return State.DONE if facts.stage == Stage.ENDED or facts.today > facts.ends_on else State.DOING


def _about_meetings(facts: YearFacts) -> str:
    if not facts.is_published:
        return _("When the groups are published")
    meet = _("The groups meet until %(date)s") % {"date": dates.bare_day(facts.ends_on, language())}
    if not facts.groups:
        return meet
    given = {"done": facts.agreements, "n": facts.groups}
    agreed = ngettext(
        "%(done)s of %(n)s group has its agreement in force", "%(done)s of %(n)s groups have their agreement in force", facts.groups
    )
    return ", ".join([meet, agreed % given, *_met(facts)])


def _met(facts: YearFacts) -> list[str]:
    """How many meetings were held, and of how many the attendance is missing; nothing while there is none."""
    held = ngettext("%(n)s meeting held", "%(n)s meetings held", facts.held) % {"n": facts.held}
    missing = ngettext("attendance of %(n)s missing", "attendance of %(n)s missing", facts.missing) % {"n": facts.missing}
    return [words for count, words in ((facts.held, held), (facts.missing, missing)) if count]


def _hours(facts: YearFacts) -> State:
    pay = facts.pay
    if pay.to_check or pay.orphans:
        return State.TODO
    if pay.to_approve or pay.approved:
        return State.DOING
    return State.DONE if pay.closed else State.LOCKED


def _about_hours(facts: YearFacts) -> str:
    pay = facts.pay
    if pay.orphans:
        return _("Add another checker or approver")
    if pay.to_check:
        return ngettext("%(n)s row waits for you", "%(n)s rows wait for you", pay.to_check) % {"n": pay.to_check}
    if pay.to_approve:
        return ngettext("%(n)s row is with the approver", "%(n)s rows are with the approver", pay.to_approve) % {"n": pay.to_approve}
    if pay.approved:
        return ngettext("%(n)s row waits for payroll", "%(n)s rows wait for payroll", pay.approved) % {"n": pay.approved}
    if pay.closed:
        return ngettext("%(n)s row has been passed on", "%(n)s rows have been passed on", pay.closed) % {"n": pay.closed}
    return _("When the first meetings have been held")


def _closing(facts: YearFacts) -> State:
    if facts.stage == Stage.ENDED:
        return State.DONE
    return State.TODO if facts.may_close else State.LOCKED
