"""The one loud thing on the coordinator's page: what to do next, why, and how long it takes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.kernel import dates
from verme.mornings.facts import YearFacts
from verme.mornings.spoken import language
from verme.programmes.terms import Stage

type Link = Callable[[str], str]  # name of a page → its address; empty where there is none


@dataclass(frozen=True)
class NextStep:
    """What to do: heading, sentence, button, and a word about what it takes; `waits`: for the coordinator, not for time to pass."""

    title: str
    text: str
    url: str
    action: str
    note: str = ""
    waits: bool = True


def next_step(facts: YearFacts, link: Link) -> NextStep:
    """The first thing that waits for the coordinator."""
    match facts.stage:
        case Stage.DRAFT:
            return _announce(facts, link)
        case Stage.PAUSED:
            text = _("Nobody can sign up now. Those who come to the page are asked to try again later.")
            return NextStep(_("Sign-up is paused"), text, link("setup"), _("Let sign-up go on"))
        case Stage.ANNOUNCED | Stage.OPEN:
            return _while_open(facts, link)
        case Stage.CLOSED:
            return _after_closing(facts, link)
        case Stage.PUBLISHED:
            return _close(facts, link) if facts.may_close else _running(facts, link)
        case _:
            text = _("This programme is over. The next one can begin like this one: themes, times, places and texts come along.")
            return NextStep(_("Open the next one"), text, link("open_year"), _("Open the next one"), waits=False)


def _announce(facts: YearFacts, link: Link) -> NextStep:
    if not facts.is_ready:
        text = _("Before people can sign up there must be a theme, a weekly time and a place to wish for.")
        return NextStep(_("Fill in what can be wished"), text, link("setup"), _("Fill in"), _("About 10 minutes."))
    text = _("Look at the dates, themes and texts once more. When you announce the sign-up, its page becomes public.")
    return NextStep(
        _("Announce the sign-up"), text, link("setup"), _("Look and announce"), _("A couple of minutes. No letters are sent yet.")
    )


def _while_open(facts: YearFacts, link: Link) -> NextStep:
    if not (facts.invited or facts.entries):
        return _invite(link)
    if not facts.dispatches:
        text = _("The page is public, but nobody has been told. The same call is ready as an email, a poster and a text for the intranet.")
        return NextStep(_("Tell people"), text, link("call"), _("Look at the call"), _("Nothing is sent before you have seen it."))
    if facts.flagged:
        return _look(facts, link)
    until = dates.day(facts.last_day, language())
    title = _("Sign-up is open until %(date)s") % {"date": until} if facts.stage == Stage.OPEN else _("Sign-up opens soon")
    idle = _("Nothing needs doing today.")
    return NextStep(title, f"{_signed_up(facts)} {idle}", link("signups"), _("Look at the sign-ups"), waits=False)


def _after_closing(facts: YearFacts, link: Link) -> NextStep:
    if facts.awaits_draw:
        text = _("Sign-up has closed. The places are given by the lot whose fingerprint was published when sign-up was announced.")
        return NextStep(_("Draw the places"), text, link("signups"), _("Go to the draw"), _("Nothing is sent before you have seen it."))
    if facts.flagged:
        return _look(facts, link)
    if not facts.accepted:
        text = _("Sign-up has closed and nobody has a place. You can move the deadline and tell people again.")
        return NextStep(_("Nobody has signed up"), text, link("setup"), _("Move the deadline"))
    if not facts.entries:
        return _invite(link)
    return _form(facts, link) if facts.draft is None else _publish(facts, link)


def _invite(link: Link) -> NextStep:
    text = _("Each group needs a mentor. They answer by a link in a couple of minutes and give the times that suit them.")
    return NextStep(_("Invite the mentors"), text, link("mentors"), _("Invite the mentors"), _("Nothing is sent before you have seen it."))


def _look(facts: YearFacts, link: Link) -> NextStep:
    need = ngettext("%(n)s sign-up needs checking.", "%(n)s sign-ups need checking.", facts.flagged) % {"n": facts.flagged}
    return NextStep(
        _("Check the sign-ups"), f"{_signed_up(facts)} {need}", link("signups"), _("Check the sign-ups"), _("Under a minute each.")
    )


def _form(facts: YearFacts, link: Link) -> NextStep:
    wait = ngettext("%(n)s person waits for a group.", "%(n)s people wait for a group.", facts.accepted) % {"n": facts.accepted}
    mentors = ngettext("There is a mentor for %(n)s group.", "There are mentors for %(n)s groups.", facts.entries) % {"n": facts.entries}
    easy = _("You get a proposal in a few seconds and can change it freely.")
    note = _("About 10 minutes. Nothing is sent before you publish.")
    return NextStep(_("Form the groups"), f"{wait} {mentors} {easy}", link("groups"), _("Form the groups"), note)


def _publish(facts: YearFacts, link: Link) -> NextStep:
    number = facts.draft.number if facts.draft else 0
    by = dates.day(facts.groups_by, language())
    text = _("Draft %(number)s is saved. The groups were promised by %(date)s.") % {"number": number, "date": by}
    note = _("Each letter can be looked at before it goes.")
    return NextStep(_("Publish the groups"), text, link("groups"), _("Go on with the groups"), note)


def _running(facts: YearFacts, link: Link) -> NextStep:
    meet = ngettext("%(n)s group meets until %(date)s.", "%(n)s groups meet until %(date)s.", facts.groups)
    said = meet % {"n": facts.groups, "date": dates.bare_day(facts.ends_on, language())}
    idle = _("The mentors agree on the meetings with their groups. Nothing needs doing today.")
    return NextStep(_("The groups are on their way"), f"{said} {idle}", link("meetings"), _("Follow the meetings"), waits=False)


def _close(facts: YearFacts, link: Link) -> NextStep:
    text = _("The groups' time ends on %(date)s. When you close the school year, nothing in it changes any more.")
    date = {"date": dates.bare_day(facts.ends_on, language())}
    return NextStep(_("Close the school year"), text % date, link("end_year"), _("Close the school year"))


def _signed_up(facts: YearFacts) -> str:
    people = ngettext("%(n)s has signed up.", "%(n)s have signed up.", facts.signed_up) % {"n": facts.signed_up}
    places = ngettext("There is %(n)s place.", "There are %(n)s places.", facts.capacity) % {"n": facts.capacity}
    return f"{people} {places}"
