"""Mentors are asked, reminded, and answer; a pair is told what the other did."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests import cast, make
from tests.rooms.mentors.season import Season, letters, refused, season, secret
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions, queries
from verme.mentors.models import Invitation
from verme.mentors.notices import Post
from verme.mentors.terms import Answer, MentorRefusal, Training
from verme.programmes.models import Programme

pytestmark = pytest.mark.django_db


def test_each_mentor_is_asked_once_by_a_letter_with_a_link(here: Season) -> None:
    row = here.mentor("Heikki")

    first = actions.invite(here.programme, mentors=[row], by=here.by)
    again = actions.invite(here.programme, mentors=[row], by=here.by)

    assert (len(first), again, letters()) == (1, [], [("invitation", "heikki")])
    assert queries.by_secret(secret()) == first[0]
    assert queries.by_secret("x" * 32) is None
    assert [entry.facts for entry in Entry.objects.filter(verb="mentors.invited").order_by("id")] == [{"count": 1}, {"count": 0}]


def test_the_letter_is_in_the_mentors_language_and_its_preview_says_the_same(here: Season) -> None:
    row = here.mentor("Göran", language="sv")
    shown = Post(here.programme).shown(row)
    here.invited(row)

    letter = Letter.objects.get(kind="mentors.invitation")
    assert letter.subject == shown.subject == "Vill du vara verme-mentor 2026–2027?"
    assert letter.text.replace(secret(), "…") == shown.text
    assert (letter.reply_to, "kieli=sv" in letter.text) == (shown.sender.reply_to, True)


def test_a_retired_mentor_is_not_asked_and_neither_are_the_others(here: Season) -> None:
    both = [here.mentor("Heikki"), here.mentor("Sari", training=Training.RETIRED)]

    refused(MentorRefusal.NOT_TRAINED, actions.invite, here.programme, mentors=both, by=here.by)


def test_another_organisations_mentor_is_not_asked(here: Season) -> None:
    stranger = actions.register(
        cast.gradia().organisation, email="leena@gradia.example", name="Leena", training=Training.TRAINED, by=OPERATOR
    )

    assert actions.invite(here.programme, mentors=[stranger], by=here.by) == []


def test_a_reminder_replaces_the_link_and_comes_once_a_day(here: Season, at: Callable[[dt.datetime], None]) -> None:
    (invitation,) = here.invited(here.mentor("Heikki"))
    first = secret()

    actions.remind(invitation, by=here.by)
    second = secret()
    refused(MentorRefusal.REMINDED, actions.remind, invitation, by=here.by)
    at(make.AUGUST + dt.timedelta(days=1))
    actions.remind(invitation, by=here.by)

    assert letters() == [("invitation", "heikki")] * 3
    assert [queries.by_secret(each) for each in (first, second)] == [None, None]
    assert queries.by_secret(secret()) == invitation


def test_who_has_answered_gets_the_link_alone(here: Season) -> None:
    (invitation,) = here.invited(here.mentor("Heikki"))
    actions.answer(invitation, answer=Answer.NO, by=VISITOR)

    sent = actions.remind(invitation, by=here.by)

    assert (sent.answer, letters()[-1], queries.by_secret(secret())) == (Answer.NO, ("link", "heikki"), invitation)


def test_all_who_have_not_answered_are_reminded_at_once(here: Season) -> None:
    first, second, third = here.invited(here.mentor("A"), here.mentor("B"), here.mentor("C"))
    actions.answer(first, answer=Answer.YES, by=VISITOR)
    actions.remind(second, by=here.by)

    counted = [actions.remind_waiting(here.programme, by=here.by) for _ in range(2)]

    assert (counted, letters()[3:]) == ([1, 0], [("invitation", "b"), ("invitation", "c")])
    assert queries.by_secret(secret()) == third
    assert list(Entry.objects.filter(verb="mentors.reminded").values_list("facts", flat=True)) == [{"count": 1}]


def test_an_answer_is_noted_once(here: Season) -> None:
    (invitation,) = here.invited(here.mentor())

    for said in (Answer.NO, Answer.NO, Answer.YES):
        actions.answer(invitation, answer=said, by=VISITOR)

    facts = Entry.objects.filter(verb="mentor.answered").order_by("id").values_list("facts", flat=True)
    assert list(facts) == [{"answer": said, "programme": here.programme.pk} for said in ("no", "yes")]


def test_a_no_takes_the_standing_offers_back_and_the_pair_hears_of_it(here: Season) -> None:
    heikki, sari = here.mentor("Heikki"), here.mentor("Sari")
    invitation, _ = here.invited(heikki, sari)
    here.offer(heikki, sari)
    here.offer(heikki, slots=here.slots[1:2])

    actions.answer(invitation, answer=Answer.NO, by=VISITOR)

    assert queries.counts(here.programme) == queries.InvitationCounts(invited=2, yes=1, no=1, waiting=0, entries=0)
    assert letters()[2:] == [("taken_back", "sari")]
    assert "et ole enää mukana tarjouksessa vetää ryhmää. Muut siinä olleet: Heikki." in Letter.objects.latest("id").text
    found = queries.by_secret(secret())
    assert found is not None and (found.mentor, found.answer) == (sari, Answer.YES)


@pytest.mark.parametrize("over", ["published_at", "ended_at"])
def test_when_the_groups_are_published_or_the_year_is_over_it_is_too_late(here: Season, over: str) -> None:
    row = here.mentor()
    (invitation,) = here.invited(row)
    entry = here.offer(row)
    Programme.objects.update(**{over: clock.now()})

    late = MentorRefusal.TOO_LATE
    refused(late, actions.invite, here.programme, mentors=[here.mentor("Sari")], by=here.by)
    refused(late, actions.remind, invitation, by=here.by)
    refused(late, actions.remind_waiting, here.programme, by=here.by)
    refused(late, actions.answer, invitation, answer=Answer.NO, by=VISITOR)
    refused(late, actions.agree, invitation, terms=here.terms(row), by=VISITOR)
    refused(late, actions.offer, here.programme, terms=here.terms(row, slots=here.slots[1:2]), by=here.by)
    refused(late, actions.change_entry, entry, terms=here.terms(row, slots=here.slots[1:2]), by=here.by)
    refused(late, actions.withdraw_entry, entry, by=here.by)


def test_in_a_practice_programme_letters_come_to_whoever_practises() -> None:
    made = season(is_practice=True)
    one, two = made.mentor("Heikki"), made.mentor("Sari")
    invitation, _ = made.invited(one, two)
    actions.agree(invitation, terms=made.terms(one, two), by=VISITOR)

    assert letters() == [("invitation", "koordinaattori")] * 2 + [("offer", "koordinaattori")]
    assert list(Letter.objects.values_list("to_name", flat=True)) == ["Heikki", "Sari", "Sari"]
    assert Invitation.objects.filter(answer=Answer.YES).count() == 2
