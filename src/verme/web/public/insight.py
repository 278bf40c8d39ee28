"""The policy table as the page *Kuka näkee mitä?* tells it: a ring of eight things and words, viewer by viewer."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from verme.organisations.policy import DETAILS, OWN, OWN_ORGANISATION, POLICY, Sight, Thing, Viewer, cell, together
from verme.web.ui.ring import Seat

T, V = Thing, Viewer
SEATS: Sequence[tuple[Promise, tuple[Thing, ...]]] = (
    (_("name, school and job"), (T.NAME,)),
    (_("email"), (T.EMAIL,)),
    (_("wishes and times"), (T.THEME, T.WISHES)),
    (_("group and meetings"), (T.GROUP,)),
    (_("group agreement"), (T.AGREEMENT,)),
    (_("attendance"), (T.ATTENDANCE,)),
    (_("credit and certificate"), (T.CREDIT, T.CERTIFICATE)),
    (_("mentor's fee"), (T.PAY,)),
)
DRAWN = {Sight.ALL: "full", Sight.PART: "half", Sight.NUMBERS: "half", Sight.NOTHING: "open"}
PARTS: Sequence[tuple[Promise, Sequence[Viewer]]] = (
    (_("Close to you"), (V.PERSON, V.MEMBERS, V.MENTOR, V.STAND_IN)),
    (_("Your employer"), (V.COORDINATOR, V.PRINCIPAL, V.APPROVER, V.PAYROLL, V.MANAGEMENT, V.DPO)),
    (_("Others"), (V.NETWORK, V.PUBLIC)),
)
WHO = {
    V.PERSON: _("Everything that is yours you can always see."),
    V.MEMBERS: _("Those who sit at the same table with you."),
    V.MENTOR: _("Only what concerns their own group."),
    V.STAND_IN: _("Only the meeting they lead."),
    V.COORDINATOR: _("Organises Verme in their own organisation."),
    V.PRINCIPAL: _("Only their own unit. Does not know which group you belong to."),
    V.APPROVER: _("Approves the mentors' fees."),
    V.PAYROLL: _("Pays the mentors' fees."),
    V.MANAGEMENT: _("Sees numbers only, no names."),
    V.DPO: _("Watches over who has done what."),
    V.NETWORK: _("The network of mentors of the whole country."),
    V.PUBLIC: _("The public pages."),
}


# Limits that the line about the viewer tells already.
UNDERSTOOD = {V.PERSON: OWN.words, V.COORDINATOR: OWN_ORGANISATION.words}


@dataclass(frozen=True)
class Insight:
    """What one viewer sees, as a ring and in sentences."""

    name: str
    who: str
    seats: Sequence[Seat]
    sees: str
    does_not: str


def insight(viewer: Viewer) -> Insight:
    """All words come from the table, in the language that is active now. What nobody sees is among the promises, not here."""
    told = [thing for thing in Thing if POLICY[thing]]
    return Insight(
        name=str(viewer.label),
        who=str(WHO[viewer]),
        seats=[(DRAWN[together(things, viewer)], "") for _label, things in SEATS],
        sees=_sentences(viewer, [thing for thing in told if cell(thing, viewer).sight != Sight.NOTHING]),
        does_not=_sentences(viewer, [thing for thing in told if cell(thing, viewer).sight == Sight.NOTHING]),
    )


def _sentences(viewer: Viewer, things: Sequence[Thing]) -> str:
    """ "Name, email, staff list (the number of who is paid). As counts: credit, theme wish." Limits that several share come before them."""
    shared: dict[str, list[str]] = {}
    for thing in things:
        limits = cell(thing, viewer).words
        shared.setdefault("" if limits == UNDERSTOOD.get(viewer) else str(limits), []).append(str(thing.label))
    first = [*shared.pop("", []), *(f"{labels[0]} ({limits})" for limits, labels in shared.items() if len(labels) == 1)]
    rest = [f"{limits}: {', '.join(labels)}" for limits, labels in shared.items() if len(labels) > 1]
    sentences = [", ".join(first), *rest]
    return " ".join(f"{capfirst(sentence)}." for sentence in sentences if sentence)


def full_name(thing: Thing) -> str:
    """A thing with all that its word covers."""
    return f"{thing.label}: {DETAILS[thing]}" if thing in DETAILS else str(thing.label)


def words(thing: Thing, viewer: Viewer) -> str:
    """One cell of the whole table in words; "–" for nothing."""
    held = cell(thing, viewer)
    if held.sight == Sight.NOTHING:
        return str(held.words) or "–"
    return str(held.words) or str(_("sees"))
