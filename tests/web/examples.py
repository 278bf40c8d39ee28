"""One of everything that an address can name, in two organisations, so that every page can be visited and every leak has somewhere to leak.

A new page enters the matrix by itself. If its address names something new, the matrix asks for an example: give it in `EXAMPLES`.
Whatever is private holds the town's marker (`LEAK-seinajoki`).
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import transaction

from tests import cast, make
from tests.house.inspectors.doors import Address
from tests.rooms.organisations.files import received
from tests.web import links, payments, tables
from verme.audit import actions as audit
from verme.audit.actors import OPERATOR, VISITOR
from verme.clockwork import actions as clockwork
from verme.compensation.models import WorkLine
from verme.groups.models import Consent, Draft, Group, Run
from verme.kernel import clock
from verme.kernel.tables import Row, Table
from verme.mail import actions as mail
from verme.mail.actions import Reader, Sender
from verme.mail.models import Letter
from verme.mail.terms import State
from verme.meetings import actions as meetings
from verme.meetings.models import Meeting, Objection, Poll
from verme.mentors import actions as mentors
from verme.mentors.models import Invitation, Mentor, MentorEntry
from verme.mentors.terms import Training
from verme.organisations.models import StaffImport
from verme.organisations.terms import RoleKind
from verme.programmes import actions as programmes
from verme.programmes.models import Programme
from verme.signups import actions as signups
from verme.signups.actions import Answers
from verme.signups.gathered import Assumed
from verme.signups.models import Outsider, Signup, SignupList

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass
class Announced:
    """An organisation with its people, an announced programme and what has come to it."""

    house: cast.House

    @property
    def slug(self) -> str:
        return self.house.organisation.slug

    @property
    def marker(self) -> str:
        """Stands in every private text of this town."""
        return f"LEAK-{self.slug}"

    @cached_property
    def programme(self) -> Programme:
        programmes.adopt_preset(self.house.organisation, preset=self.slug, by=OPERATOR)
        return make.programme(self.house.organisation)

    @cached_property
    def signup(self) -> Signup:
        answers = Answers(
            name=f"{self.marker} Aino",
            email=f"aino@{self.slug}.example",
            language="fi",
            unit=self.house.units[0],
            staff_group=self.house.organisation.staff_groups.all()[0],
            themes=make.themes(self.programme)[1:],
            slots=dict.fromkeys(make.slots(self.programme), 2),
            places=dict.fromkeys(make.places(self.programme), 2),
            wish=self.marker,
            together=self.marker,
            apart=self.marker,
        )
        made = signups.apply(self.programme, key=self.slug, answers=answers, by=VISITOR).signup
        assert made is not None
        return made

    @cached_property
    def mentor(self) -> Mentor:
        return mentors.register(
            self.house.organisation,
            email=f"mentor@{self.slug}.example",
            name=f"{self.marker} Heikki",
            training=Training.TRAINED,
            by=OPERATOR,
        )

    @cached_property
    def invited(self) -> Invitation:
        mentors.invite(self.programme, mentors=[self.mentor], by=self.house.coordinator.acting("coordinator"))
        return Invitation.objects.get(programme=self.programme, mentor=self.mentor)

    @cached_property
    def mentor_entry(self) -> MentorEntry:
        made = self.programme
        slots, places = make.slots(made, weekdays=(4,)), made.places.all() or make.places(made)
        terms = mentors.Terms([self.mentor], made.themes.all()[:1] or make.themes(made), slots, places, ["fi"], self.marker)
        return mentors.offer(self.programme, terms=terms, by=VISITOR)

    @cached_property
    def refused_letter(self) -> Letter:
        with transaction.atomic():
            reader, sender = (
                Reader(f"away@{self.slug}.example", self.marker, "fi"),
                Sender(self.slug, organisation_id=self.house.organisation.pk),
            )
            letter = mail.write("people.link", event=f"refused:{self.slug}", reader=reader, sender=sender, context={})
        assert letter is not None
        Letter.objects.filter(pk=letter.pk).update(state=State.REFUSED, subject=self.marker, text=self.marker, fault="550 No such user")
        return letter

    def letter_link(self, path: str) -> str:
        """The secret of a link in the newest letter that holds one: `letter_link("m")` of /m/<secret>/."""
        pattern = re.compile(rf"/{path}/([\w-]+)/")
        found = (pattern.search(text) for text in Letter.objects.order_by("-id").values_list("text", flat=True))
        return next(match[1] for match in found if match)

    def students_link(self) -> str:
        coordinator = self.house.coordinator.acting("coordinator")
        return signups.make_link(self.programme, name="Lyseo", limit=5, expires_at=clock.now() + dt.timedelta(days=5), by=coordinator)[1]


@dataclass
class Town(Announced):
    """The same with groups and what they have: private things in all of it."""

    @cached_property
    def draft(self) -> Draft:
        return tables.drafted(self.house, self.programme, [self.signup], mentor=f"{self.marker} Maija")

    @cached_property
    def run(self) -> Run:
        assert self.draft
        return tables.searched(self.house, self.programme)

    @cached_property
    def group(self) -> Group:
        return tables.published(self.house, slug=f"{self.slug}-past", names=self.marker)

    @cached_property
    def meeting(self) -> Meeting:
        return tables.planned(self.group, place=self.marker)

    @cached_property
    def poll(self) -> Poll:
        return tables.polled(self.group)

    @cached_property
    def feed(self) -> str:
        return meetings.open_feed(tables.member(self.group), by=OPERATOR)

    @cached_property
    def objection(self) -> Objection:
        made, _is_new = Objection.objects.get_or_create(meeting=self.meeting, seat=self.group.seats.all()[0], settled_at=None)
        return made

    @cached_property
    def consent(self) -> Consent:
        return tables.asked(self.group)

    @cached_property
    def pay(self) -> Mapping[str, WorkLine]:
        assert self.programme
        return payments.paid(self.house, self.group, words=self.marker)

    def fill(self) -> None:
        """Whatever may leak is there: a sign-up, a mentor, a letter, a line of the log, a programme nobody has announced."""
        assert self.signup and self.mentor and self.refused_letter
        assert self.run and self.consent and self.pay
        assert tables.agreed(self.group, words=self.marker)
        clockwork.beat("mail-1")
        make.programme(self.house.organisation, slug=f"{self.slug}-secret", announced=False, titles={"fi": self.marker})
        with transaction.atomic():
            audit.record(
                "unit.changed",
                self.house.units[0],
                by=self.house.coordinator.acting("coordinator"),
                organisation=self.house.organisation.pk,
                note=self.marker,
            )


def guest(town: Town) -> Outsider:
    """Somebody who is invited from outside."""
    coordinator = town.house.coordinator.acting("coordinator")
    return signups.invite(town.programme, name=f"{town.marker} Kaisa", email=f"kaisa@{town.slug}.example", language="fi", by=coordinator)


def gathered(town: Town) -> SignupList:
    """A list of sign-ups that somebody has brought and nobody has taken in yet."""
    coordinator = town.house.coordinator.acting("coordinator")
    header, row = Row(1, ("Nimi", "Sähköposti")), Row(2, (f"{town.marker} Aino", f"lista@{town.slug}.example"))
    held = signups.receive_list(town.programme, table=Table(header, (row,)), file_name=f"{town.marker}.csv", by=coordinator)
    return signups.choose_list_columns(held, columns={"name": 0, "email": 1}, assumed=Assumed(), by=coordinator)


def twin(town: Town) -> Signup:
    """Another sign-up that the coordinator may take for the same person; always the same one."""
    answers = replace(Answers.of(town.signup), email=f"aino.toinen@{town.slug}.example")
    made = signups.apply(town.programme, key=f"{town.slug}-twin", answers=answers, by=VISITOR).signup
    assert made is not None
    return made


def staff_file(town: Town) -> int:
    """The staff list on its way in: there is one at a time."""
    rows = [("1", f"{town.marker} Rauni", f"rauni@{town.slug}.example", "", "", "", "")]
    held: StaffImport | None = town.house.organisation.staff_imports.first()
    return (held or received(town.house, rows)).pk


# The pages of a group's agreement; the first three name a version.
CALENDAR_PAGES = ("calendar", "calendar_change", "calendar_bring", "day_remove")
AGREEMENT_PAGES = (
    "agreement_version",
    "agreement_changes",
    "agreement_paper",
    "agreement",
    "agreement_remind",
    "agreement_write",
    "agreement_offer",
    "plan",
)

# Words of an address that name nobody's own thing: they are the same for everybody.
SHARED = frozenset({"organisation", "language", "part"})

# What an address names, by the address's name and the word in angle brackets; the first two serve every address.
EXAMPLES: Mapping[str, Callable[[Town], object]] = {
    "organisation": lambda town: town.slug,
    "programme": lambda town: town.programme.slug,
    "account_link.secret": links.sign_in,
    **{f"member:{name}.group": lambda town: town.group.pk for name in AGREEMENT_PAGES},
    **{f"member:{name}.number": lambda town: tables.agreed(town.group, words=town.marker).number for name in AGREEMENT_PAGES[:3]},
    "member:leave.group": lambda town: town.group.pk,
    "member:mentoring.group": lambda town: town.group.pk,
    "member:mentoring.deed": lambda town: "sijainen",
    "staff:group.letter": lambda town: town.group.letter.lower(),
    "staff:group_change.letter": lambda town: town.group.letter.lower(),
    "staff:group_change.deed": lambda town: "siirra",
    "member:attendance.meeting": lambda town: town.meeting.pk,
    "member:attendance_object.meeting": lambda town: town.meeting.pk,
    "member:attendance_settle.objection": lambda town: town.objection.pk,
    "member:attendance_undo.meeting": lambda town: town.meeting.pk,
    "member:names.group": lambda town: town.group.pk,
    "member:sheet.group": lambda town: town.group.pk,
    "member:certificate_bundle.group": lambda town: town.group.pk,
    "member:certificate_make.reference": lambda town: town.group.seats.all()[0].signup.reference,
    "member:certificate_paper.number": lambda town: 1,
    "member:certificate_permit.reference": lambda town: town.group.seats.all()[0].signup.reference,
    "member:group.group": lambda town: town.group.pk,
    "feeds:calendar.secret": lambda town: town.feed,
    "member:meeting_cancel.meeting": lambda town: town.meeting.pk,
    "member:meeting_change.meeting": lambda town: town.meeting.pk,
    "member:meeting_excuse.meeting": lambda town: town.meeting.pk,
    "member:meeting_file.meeting": lambda town: town.meeting.pk,
    "member:meetings.group": lambda town: town.group.pk,
    "member:poll.poll": lambda town: town.poll.pk,
    "member:poll_suggest.group": lambda town: town.group.pk,
    "member:question.consent": lambda town: town.consent.pk,
    "member:pay_arrange.mentor": lambda town: town.pay["sent"].mentor_id,
    "member:pay_arrange.year": lambda town: 2026,
    "member:pay_remove.kind": lambda town: "tyo",
    "member:pay_remove.mentor": lambda town: town.pay["sent"].mentor_id,
    "member:pay_remove.number": lambda town: town.pay["sent"].arrangement_id or town.pay["sent"].expense_id,
    "member:pay_remove.year": lambda town: 2026,
    "member:pay_send.mentor": lambda town: town.pay["sent"].mentor_id,
    "member:pay_send.year": lambda town: 2026,
    "member:pay_spend.mentor": lambda town: town.pay["sent"].mentor_id,
    "member:pay_spend.year": lambda town: 2026,
    "public:cancel.slug": lambda town: town.programme.slug,
    "public:certificate_check.secret": lambda town: "K7TW-9XQP",
    "public:draw.slug": lambda town: town.programme.slug,
    "public:invitation.secret": Town.students_link,
    "public:logo.slug": lambda town: town.slug,
    "public:manage.slug": lambda town: town.programme.slug,
    "public:manage_about.slug": lambda town: town.programme.slug,
    "public:manage_check.slug": lambda town: town.programme.slug,
    "public:manage_link.secret": links.manage,
    "public:manage_wishes.slug": lambda town: town.programme.slug,
    "public:mentor_invitation.secret": links.mentor,
    "public:mentor_invitation_another.secret": links.mentor,
    "public:mentor_invitation_group.entry": lambda town: town.mentor_entry.pk,
    "public:mentor_invitation_group.secret": links.mentor,
    "public:offer.secret": links.offer,
    "public:own_mentor_invitation.number": lambda town: town.invited.pk,
    "public:own_mentor_invitation_another.number": lambda town: town.invited.pk,
    "public:own_mentor_invitation_group.entry": lambda town: town.mentor_entry.pk,
    "public:own_mentor_invitation_group.number": lambda town: town.invited.pk,
    "public:programme.slug": lambda town: town.programme.slug,
    "public:signup.slug": lambda town: town.programme.slug,
    "public:signup_check.slug": lambda town: town.programme.slug,
    "public:signup_done.slug": lambda town: town.programme.slug,
    "public:signup_wishes.slug": lambda town: town.programme.slug,
    "public:supervisor.secret": links.supervisor,
    "staff:access_end.role": lambda town: town.house.people[RoleKind.PAYROLL].roles.get().pk,
    "staff:agreement_template.language": lambda town: "sv",
    "staff:approval_return.line": lambda town: town.pay["checked"].pk,
    "staff:batch.number": lambda town: town.pay["closed"].batch.number,
    "staff:batch_file.number": lambda town: town.pay["closed"].batch.number,
    "staff:board.number": lambda town: town.draft.number,
    "staff:bulletin.number": lambda town: tables.written(town.house, town.signup.programme, words=town.marker).pk,
    **{f"staff:{name}.calendar": lambda town: tables.calendar(town.house).pk for name in CALENDAR_PAGES},
    "staff:call_poster.language": lambda town: "sv",
    "staff:day_remove.day": lambda town: tables.calendar(town.house).days_off.all()[0].pk,
    "staff:hours_return.line": lambda town: town.pay["sent"].pk,
    "public:substitute.secret": lambda town: tables.principal_link(town.group, by=town.house.coordinator.acting("coordinator")),
    **{
        f"staff:{name}.meeting": lambda town: tables.planning(town.programme).pk
        for name in ("gathering", "gathering_attendance", "gathering_change", "gathering_settle", "gathering_sheet")
    },
    "staff:gathering_settle.objection": lambda town: town.objection.pk,
    "staff:meeting_nudge.meeting": lambda town: town.meeting.pk,
    "staff:substitute.meeting": lambda town: tables.planning(town.programme).pk,
    "staff:substitute.mentor": lambda town: town.mentor_entry.leads.order_by("pk")[0].pk,
    "staff:letter_mend.number": lambda town: town.refused_letter.pk,
    "staff:mentor_change.mentor": lambda town: town.mentor.pk,
    "staff:mentor_decline.mentor": lambda town: town.invited.mentor_id,
    "staff:mentor_offer.mentor": lambda town: town.mentor.pk,
    "staff:mentor_offer_change.entry": lambda town: town.mentor_entry.pk,
    "staff:mentor_offer_change.mentor": lambda town: town.mentor.pk,
    "staff:mentor_offer_take_back.entry": lambda town: town.mentor_entry.pk,
    "staff:mentor_offer_take_back.mentor": lambda town: town.mentor.pk,
    "staff:mentor_remind.mentor": lambda town: town.invited.mentor_id,
    "staff:option.entry": lambda town: town.draft.groups.all()[0].entry_id,
    "staff:option.number": lambda town: town.draft.number,
    "staff:outsider_revoke.outsider": lambda town: guest(town).pk,
    "staff:payable_return.line": lambda town: town.pay["approved"].pk,
    "staff:place_change.place": lambda town: town.programme.places.all()[0].pk,
    "staff:publish.number": lambda town: town.draft.number,
    "staff:publish_confirm.number": lambda town: town.draft.number,
    "staff:rate.mentor": lambda town: town.mentor.pk,
    "staff:rules_change.part": lambda town: "tapaamiset",
    "staff:run.run": lambda town: town.run.pk,
    "staff:signup.reference": lambda town: town.signup.reference,
    "staff:signup_act.act": lambda town: "kysy",
    "staff:signup_act.reference": lambda town: town.signup.reference,
    "staff:signup_choose.reference": lambda town: town.signup.reference,
    "staff:signup_compare.other": lambda town: twin(town).reference,
    "staff:signup_compare.reference": lambda town: town.signup.reference,
    "staff:signup_correct.reference": lambda town: town.signup.reference,
    "staff:signup_part.reference": lambda town: town.signup.reference,
    "staff:staff_changes.number": staff_file,
    "staff:staff_columns.number": staff_file,
    "staff:staff_forget.number": staff_file,
    "staff:staff_group_change.group": lambda town: town.house.organisation.staff_groups.all()[0].pk,
    "staff:staff_new_units.number": staff_file,
    "staff:signups_check.number": lambda town: gathered(town).pk,
    "staff:signups_columns.number": lambda town: gathered(town).pk,
    "staff:signups_forget.number": lambda town: gathered(town).pk,
    "staff:theme_change.theme": lambda town: town.programme.themes.all()[0].pk,
    "staff:theme_remove.theme": lambda town: town.programme.themes.all()[0].pk,
    "staff:unit_change.unit": lambda town: town.house.units[0].pk,
    "staff:wish.kind": lambda town: "apart",
    "staff:wish.reference": lambda town: town.signup.reference,
}


def words(address: Address) -> list[str]:
    """What the address names: organisation, number …"""
    return CONVERTED.findall(address.route)


def lacking(address: Address) -> list[str]:
    """What there is no example for."""
    return [f"{address.name}.{word}" for word in words(address) if word not in EXAMPLES and f"{address.name}.{word}" not in EXAMPLES]


def url(address: Address, town: Town, *, things_of: Town | None = None) -> str:
    """The address in this town; with `things_of` another town, the organisation is this town's and all else the other's."""

    def example(found: re.Match[str]) -> str:
        word = found[1]
        owner = town if word == "organisation" or things_of is None else things_of
        return str((EXAMPLES.get(f"{address.name}.{word}") or EXAMPLES[word])(owner))

    return "/" + CONVERTED.sub(example, address.route)
