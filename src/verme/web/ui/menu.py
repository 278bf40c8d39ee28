"""The menu: what this reader can open from here. A line is drawn only when its page exists and the role permits it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verme.organisations.models import Role
from verme.organisations.terms import Permission
from verme.web.ui.desk import Desk

P = Permission
# name of the address, label, permission, whether it hangs under the programme
STAFF_LINES = (
    ("year", _("School year"), P.RUN_PROGRAMME, True),
    ("signups", _("Sign-ups"), P.SEE_SIGNUPS, True),
    ("mentors", _("Mentors"), P.RUN_MENTORS, True),
    ("groups", _("Groups"), P.FORM_GROUPS, True),
    ("meetings", _("Meetings"), P.RUN_MEETINGS, True),
    ("credit", _("Credit"), P.RUN_CREDIT, True),
    ("unit_credit", _("Credit"), P.SEE_UNIT_CREDIT, False),
    ("hours", pgettext_lazy("menu", "Hours"), P.CHECK_HOURS, False),
    ("approvals", _("To approve"), P.APPROVE_PAY, False),
    ("payables", _("To pay"), P.CLOSE_MONTH, False),
    ("batches", _("Closed months"), P.CLOSE_MONTH, False),
    ("letters", _("Letters"), P.SEE_LETTERS, False),
    ("rules", _("Operating model"), P.SEE_RULES, False),
    ("settings", _("Settings"), P.RUN_ORGANISATION, False),
    ("payroll_file", _("Payroll file"), P.CLOSE_MONTH, False),
    ("audit", _("Log"), P.SEE_ALL_AUDIT, False),
)


class Line(NamedTuple):
    """One line of the menu."""

    label: str
    url: str
    is_current: bool


def menu(path: str, desk: Desk) -> list[Line]:
    """The lines for this desk, in order; empty for strangers."""
    if desk.person is None:
        return []
    urls = _staff(desk) if desk.organisation else []
    if P.SEE_NETWORK in desk.permissions:
        urls.append((_("Network"), _url("operator:network")))
    urls.append((_("My Verme"), _url("member:home")))
    if desk.organisation is None:
        urls.append((_("My data"), _url("member:data")))
    urls = [(label, url) for label, url in urls if url]
    here = _behind_home(path, desk)
    longest = max((url for _label, url in urls if here.startswith(url)), key=len, default="")
    return [Line(str(label), url, url == longest) for label, url in urls]


def elsewhere(desk: Desk, roles: Iterable[Role], language: str) -> list[Line]:
    """The other organisations in which this person works, and the network: the head names one and links the rest."""
    names: dict[str, str] = {}
    for role in roles:
        if role.organisation is None:
            names[_url("operator:network")] = str(_("Network"))
        elif desk.organisation is None or role.organisation_id != desk.organisation.pk:
            names[_url("staff:home", organisation=role.organisation.slug)] = role.organisation.name_in(language)
    if P.SEE_NETWORK in desk.permissions:
        names.pop(_url("operator:network"), None)  # a line of this desk's own menu
    return [Line(name, url, is_current=False) for url, name in names.items() if url]


def _behind_home(path: str, desk: Desk) -> str:
    """The organisation's own address shows the year that runs now, so the line of the year is the one that is open."""
    if desk.programme is None or path != _url("staff:home", organisation=desk.house.slug):
        return path
    return _address("year", desk, is_under_programme=True)


def _staff(desk: Desk) -> list[tuple[object, str]]:
    lines: list[tuple[object, str]] = []
    for name, label, permission, is_under_programme in STAFF_LINES:
        if not desk.may(permission) or (is_under_programme and desk.programme is None and name != "year"):
            continue
        lines.append((label, _address(name, desk, is_under_programme)))
    return lines


def _address(name: str, desk: Desk, is_under_programme: bool) -> str:
    words = {"organisation": desk.house.slug}
    if is_under_programme and desk.programme is not None:
        words["programme"] = desk.programme.slug
    elif is_under_programme:
        name = "home"
    return _url(f"staff:{name}", **words)


def _url(name: str, **words: str) -> str:
    try:
        return reverse(name, kwargs=words)
    except NoReverseMatch:
        return ""
