"""Writing, offering, accepting: what is done, what is refused, who is told."""

import hashlib
import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests import cast, make
from tests.rooms.agreements.circle import MARKER, TIME, TRUST, Circle, circle, letters, refused, verbs
from tests.rooms.groups.round import Round
from verme.agreements import actions, jobs, queries
from verme.agreements.models import Acceptance, AgreementDraft, AgreementTemplate, GroupAgreement, InForce, Signatory
from verme.agreements.ready import ready
from verme.agreements.rules import PlanLine, Section
from verme.agreements.terms import AgreementRefusal, Standing
from verme.audit.models import Entry
from verme.groups.models import Leader, Seat
from verme.kernel import clock
from verme.mail.models import Letter

pytestmark = pytest.mark.django_db
EVERYBODY = ["pirjo.salonen", "aino", "bertta", "cecilia", "daavid"]


def test_the_mentor_writes_and_nobody_is_told(ring: Circle) -> None:
    ring.write(TRUST)
    draft = ring.write(TRUST, TIME, revision=1)

    assert (draft.revision, draft.sections[1]["heading"], letters()) == (2, "Aika ja paikka", [])
    assert verbs() == ["agreement.written"] * 2


def test_only_the_mentor_of_today_writes_and_offers(ring: Circle) -> None:
    draft, aino = ring.write(), ring.members[0].acting("member")
    named = {"language": "fi", "sections": [TRUST], "revision": 1}
    for by in (aino, ring.here.by):
        refused(AgreementRefusal.NOT_MENTOR, actions.write, ring.group, **named, by=by)
        refused(AgreementRefusal.NOT_MENTOR, actions.offer, ring.group, number=1, revision=draft.revision, by=by)
        refused(AgreementRefusal.NOT_MENTOR, actions.plan, ring.group, lines=[], revision=0, by=by)
    Leader.objects.filter(group=ring.group).update(until=clock.now())

    refused(AgreementRefusal.NOT_MENTOR, actions.write, ring.group, **named, by=ring.by)
    refused(AgreementRefusal.NOT_MENTOR, actions.offer, ring.group, number=1, revision=draft.revision, by=ring.by)


def test_two_who_write_at_once_do_not_undo_each_other(ring: Circle) -> None:
    ring.write(TRUST)

    refused(AgreementRefusal.STALE, ring.write, TIME, revision=0)
    refused(AgreementRefusal.STALE, actions.offer, ring.group, number=1, revision=7, by=ring.by)
    refused(AgreementRefusal.STALE, actions.offer, ring.group, number=2, revision=1, by=ring.by)


def test_an_offer_is_for_ever_as_it_is(ring: Circle) -> None:
    made = ring.offer()

    told = {"version": 1, "language": "fi", "sections": [{"key": s.key, "heading": s.heading, "text": s.text} for s in (TRUST, TIME)]}
    kept = GroupAgreement.objects.get()
    assert json.loads(bytes(kept.content)) == told
    assert kept.sha256 == hashlib.sha256(bytes(kept.content)).hexdigest()
    assert Signatory.objects.filter(agreement=made).count() == 5
    assert AgreementDraft.objects.count() == 0
    assert letters() == [("offered", name) for name in EVERYBODY[1:]]  # the mentor who offers knows
    assert verbs()[-1] == "agreement.offered"


def test_the_same_form_offers_once(ring: Circle) -> None:
    draft = ring.write()
    first = actions.offer(ring.group, number=1, revision=draft.revision, by=ring.by)

    assert actions.offer(ring.group, number=1, revision=draft.revision, by=ring.by) == first
    assert (GroupAgreement.objects.count(), len(letters()), verbs().count("agreement.offered")) == (1, 4, 1)


def test_an_empty_agreement_and_an_empty_group_are_not_offered(ring: Circle) -> None:
    actions.write(ring.group, language="fi", sections=[], revision=0, by=ring.by)
    refused(AgreementRefusal.NOTHING, actions.offer, ring.group, number=1, revision=1, by=ring.by)
    draft = ring.write(TRUST, revision=1)
    for each in ring.members:
        ring.leave(each)

    refused(AgreementRefusal.NO_MEMBERS, actions.offer, ring.group, number=1, revision=draft.revision, by=ring.by)


def test_it_is_in_force_with_the_last_acceptance(ring: Circle) -> None:
    made = ring.offer()
    ring.accept(made, ring.mentor, *ring.members[:3])
    assert (InForce.objects.count(), ring.readable(ring.mentor)) == (0, [(1, "offered")])

    ring.accept(made, ring.members[3])

    assert InForce.objects.get().agreement == made
    assert ring.readable(ring.members[0]) == [(1, "in_force")]
    assert letters()[4:] == [("in_force", name) for name in EVERYBODY]
    assert verbs()[-5:] == ["agreement.accepted"] * 5
    facts = Entry.objects.filter(verb="agreement.accepted").latest("id").facts
    assert facts == {"number": 1, "is_newcomer": False, "in_force": True}


def test_accepting_twice_is_accepting_once(ring: Circle) -> None:
    made = ring.offer()
    first = actions.accept(made, by=ring.members[0].acting("member"))

    assert actions.accept(made, by=ring.members[0].acting("member")) == first
    assert (Acceptance.objects.count(), verbs().count("agreement.accepted")) == (1, 1)


def test_nobody_accepts_for_a_group_of_others(ring: Circle) -> None:
    made = ring.offer()
    gone = ring.members[0]
    ring.leave(gone)

    for by in (gone.acting("member"), cast.stranger().acting("member"), ring.here.by):
        refused(AgreementRefusal.NOT_ASKED, actions.accept, made, by=by)


def test_a_new_version_takes_the_place_of_one_that_waits(ring: Circle) -> None:
    first = ring.offer()
    ring.accept(first, ring.members[0])
    second = ring.offer(TRUST)

    refused(AgreementRefusal.NOT_OPEN, actions.accept, first, by=ring.members[1].acting("member"))
    assert ring.readable(ring.members[0]) == [(1, "never"), (2, "offered")]
    assert (second.number, letters()[4:]) == (2, [("offered", name) for name in EVERYBODY[1:]])


def test_the_version_in_force_binds_until_the_next_one_does(ring: Circle) -> None:
    first = ring.offer()
    ring.accept(first)
    second = ring.offer(TRUST)
    assert ring.readable(ring.mentor) == [(1, "in_force"), (2, "offered")]

    ring.accept(second)

    assert ring.readable(ring.mentor) == [(1, "replaced"), (2, "in_force")]
    refused(AgreementRefusal.NOT_OPEN, actions.accept, first, by=ring.join().acting("member"))


def test_who_left_without_accepting_is_not_forgotten(ring: Circle) -> None:
    """In force means that everybody of the day of offering has accepted: the mentor offers again to those who are here now."""
    first = ring.offer()
    ring.leave(ring.members[3])
    ring.accept(first, ring.mentor, *ring.members[:3])
    assert ring.readable(ring.mentor) == [(1, "offered")]

    second = ring.offer()
    ring.accept(second, ring.mentor, *ring.members[:3])

    assert ring.readable(ring.mentor) == [(1, "never"), (2, "in_force")]


def test_it_stays_in_force_when_people_leave_and_come(ring: Circle) -> None:
    ring.accept(ring.offer())
    ring.leave(ring.members[0])
    ring.join()

    assert ring.readable(ring.mentor) == [(1, "in_force")]
    assert ring.readable(ring.members[0]) == []


def test_a_newcomer_reads_and_accepts_the_version_in_force_apart(ring: Circle) -> None:
    """I-19, I-21: earlier versions are hidden, and a newcomer is not counted among those who first accepted."""
    ring.accept(ring.offer(TRUST, TIME))
    ring.accept(ring.offer(TRUST))
    late = ring.join()
    assert ring.readable(late) == [(2, "in_force")]
    shelf = ring.shelf(late)
    assert shelf is not None and shelf.asks is not None and shelf.before(shelf.asks) is None

    made = actions.accept(shelf.asks.agreement, by=late.acting("member"))

    assert made.is_newcomer
    shelf = ring.shelf(late)
    assert shelf is not None and shelf.asks is None and shelf.in_force is not None
    assert (shelf.in_force.counts("seat"), len(shelf.in_force.newcomers)) == ((4, 4), 1)


def test_a_newcomer_waits_for_what_was_offered_before(ring: Circle) -> None:
    made = ring.offer()
    late = ring.join()

    assert ring.readable(late) == []
    refused(AgreementRefusal.NOT_ASKED, actions.accept, made, by=late.acting("member"))
    ring.accept(made)
    assert ring.readable(late) == [(1, "in_force")]


def test_who_comes_back_is_a_newcomer(ring: Circle) -> None:
    ring.accept(ring.offer(TRUST, TIME))
    ring.accept(ring.offer(TRUST))
    back = ring.members[0]
    ring.leave(back)
    assert ring.readable(back) == []
    Seat.objects.create(group=ring.group, signup=Seat.objects.get(group=ring.group, signup__person=back).signup)

    assert ring.readable(back) == [(2, "in_force")]


def test_newcomers_are_told_once(ring: Circle) -> None:
    ring.accept(ring.offer())
    assert jobs.welcome_newcomers() == 0
    ring.join()

    assert [jobs.welcome_newcomers(), jobs.welcome_newcomers()] == [1, 0]
    assert letters()[-1] == ("newcomer", "uusi.aino")
    assert verbs()[-1] == "agreement.newcomer_told"
    assert Entry.objects.latest("id").role == "worker"


def test_a_group_without_an_agreement_in_force_welcomes_nobody(ring: Circle) -> None:
    ring.offer()
    ring.join()

    assert jobs.welcome_newcomers() == 0


def test_a_reminder_reaches_those_who_are_missing_once_a_day(ring: Circle) -> None:
    made = ring.offer()
    ring.accept(made, ring.mentor, ring.members[0])
    ring.leave(ring.members[3])

    assert actions.remind(made, by=ring.by) == 2
    actions.remind(made, by=ring.by)

    assert letters()[4:] == [("reminder", "bertta"), ("reminder", "cecilia")]


def test_when_nobody_is_reminded(ring: Circle) -> None:
    made = ring.offer()
    refused(AgreementRefusal.NOT_MENTOR, actions.remind, made, by=ring.members[0].acting("member"))
    for each in ring.members[1:]:
        ring.leave(each)
    ring.accept(made, ring.mentor, ring.members[0])
    refused(AgreementRefusal.ALL_ACCEPTED, actions.remind, made, by=ring.by)
    ring.offer(TRUST)

    refused(AgreementRefusal.NOT_OPEN, actions.remind, made, by=ring.by)


def test_no_letter_and_no_line_of_the_log_holds_a_word_of_it(ring: Circle) -> None:
    """I-20."""
    made = ring.offer()
    actions.remind(made, by=ring.by)
    ring.accept(made)
    ring.join()
    jobs.welcome_newcomers()
    actions.plan(ring.group, lines=[PlanLine(MARKER, MARKER)], revision=0, by=ring.by)

    kept = [letter.subject + letter.text + letter.html for letter in Letter.objects.filter(kind__startswith="agreements.")]
    kept += [json.dumps(entry.facts) + entry.target_id for entry in Entry.objects.all()]
    assert len(letters()) == 4 + 5 + 5 + 1
    assert [text for text in kept if any(word in text for word in (MARKER, "Luottamus", "Teema 2", "opettajainhuone"))] == []


def test_the_plan_may_change(ring: Circle) -> None:
    actions.plan(ring.group, lines=[PlanLine("Tutustuminen", "Pirjo: pulla")], revision=0, by=ring.by)
    actions.plan(ring.group, lines=[PlanLine("Tutustuminen", ""), PlanLine("Jaksaminen", "Aino")], revision=1, by=ring.by)

    assert queries.plan(ring.group) == ((PlanLine("Tutustuminen", ""), PlanLine("Jaksaminen", "Aino")), 2)
    refused(AgreementRefusal.STALE, actions.plan, ring.group, lines=[], revision=1, by=ring.by)


def test_the_organisations_own_words_are_versioned(ring: Circle) -> None:
    house = ring.here.house.organisation
    assert queries.template(house, "sv") == ready("sv")

    actions.write_template(house, language="sv", sections=[Section("", "Vårt", "Ord")], number=0, by=ring.here.by)
    assert queries.template(house, "sv") == (Section("own-1", "Vårt", "Ord"),)
    refused(AgreementRefusal.STALE, actions.write_template, house, language="sv", sections=[], number=0, by=ring.here.by)
    actions.write_template(house, language="sv", sections=[], number=1, by=ring.here.by)

    assert (queries.template(house, "sv"), queries.template(house, "fi")) == (ready("sv"), ready("fi"))
    assert [each.number for each in AgreementTemplate.objects.all()] == [1, 2]


def test_a_draft_begins_with_the_last_version_or_the_organisations_words(ring: Circle) -> None:
    shelf = ring.shelf(ring.mentor)
    assert shelf is not None and queries.beginning(shelf, "fi") == ready("fi")
    ring.offer(TRUST)

    shelf = ring.shelf(ring.mentor)
    assert shelf is not None and queries.beginning(shelf, "fi") == (TRUST,)


def test_what_the_coordinator_is_told(ring: Circle) -> None:
    programme = ring.group.programme
    assert queries.counts(programme) == queries.Counts(groups=1, in_force=0, offered=0)
    made = ring.offer()
    assert queries.counts(programme) == queries.Counts(groups=1, in_force=0, offered=1)
    ring.accept(made)
    ring.offer(TRUST)

    assert queries.counts(programme) == queries.Counts(groups=1, in_force=1, offered=0)


@pytest.mark.parametrize("table", ["agreementtemplate", "groupagreement", "signatory", "acceptance", "inforce"])
@pytest.mark.parametrize("deed", ["UPDATE agreements_{} SET id = id", "DELETE FROM agreements_{}"])
def test_the_database_refuses_to_change_what_was_agreed(ring: Circle, table: str, deed: str) -> None:
    """I-18, on both databases."""
    ring.accept(ring.offer())
    actions.write_template(ring.here.house.organisation, language="fi", sections=[TRUST], number=0, by=ring.here.by)

    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed.format(table))


def test_standings_are_told_in_words() -> None:
    assert [each.label for each in Standing] == ["Odottaa hyväksyntää", "Voimassa", "Korvattu uudemmalla versiolla", "Ei tullut voimaan"]


def test_another_group_is_another_circle(ring: Circle) -> None:
    other = circle(["Eero", "Fanni", "Göran", "Helmi"], here=_second(ring), mentor="Heikki Mäkelä")
    ring.accept(ring.offer())

    assert queries.shelf(ring.group, other.mentor) is None
    refused(AgreementRefusal.NOT_ASKED, actions.accept, GroupAgreement.objects.get(), by=other.by)


def _second(ring: Circle) -> Round:
    programme = make.programme(ring.here.house.organisation, slug="toinen", starts_on=make.OCTOBER.date())
    return Round(ring.here.house, programme, make.themes(programme), make.slots(programme), make.places(programme), ring.here.numbers)
