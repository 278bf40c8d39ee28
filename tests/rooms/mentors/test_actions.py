"""A mentor is registered, asked, answers and offers."""

import re

import pytest

from tests import cast, make
from verme.audit.actors import OPERATOR, VISITOR
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.mentors import actions, queries
from verme.mentors.actions.offer import Terms
from verme.mentors.models import Mentor
from verme.mentors.terms import Answer, MentorRefusal, Training
from verme.people import actions as people
from verme.programmes.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    return cast.seinajoki()


@pytest.fixture
def programme(house: cast.House) -> Programme:
    made = make.programme(house.organisation)
    make.themes(made), make.slots(made), make.places(made)
    return made


def mentor(
    house: cast.House, name: str = "Heikki Mäkelä", email: str = "heikki@seinajoki.example", training: Training = Training.TRAINED
) -> Mentor:
    return actions.register(house.organisation, name=name, email=email, training=training, language="fi", by=OPERATOR)


def terms(programme: Programme, *mentors: Mentor, days: slice = slice(0, 1)) -> Terms:
    return Terms(list(mentors), list(programme.themes.all())[:2], list(programme.slots.all())[days], list(programme.places.all()), ["fi"])


def refusal(reason: MentorRefusal, deed: object, *args: object, **kwargs: object) -> None:
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)  # type: ignore[operator]
    assert refused.value.reason == reason


def test_an_address_is_registered_once_however_it_is_spelled(house: cast.House) -> None:
    mentor(house)

    refusal(MentorRefusal.ALREADY, mentor, house, email=" HEIKKI@seinajoki.example ")


def test_only_columns_of_the_register_can_be_given(house: cast.House) -> None:
    with pytest.raises(TypeError):
        actions.register(house.organisation, name="X", email="x@x.example", training=Training.TRAINED, organisation_id=1, by=OPERATOR)


def test_sign_in_ties_the_register_row_once(house: cast.House) -> None:
    row = mentor(house)
    person = people.ensure("heikki@seinajoki.example", name="Heikki", language="fi", by=OPERATOR)

    assert [actions.tie(person, by=OPERATOR), actions.tie(person, by=OPERATOR)] == [1, 0]
    assert list(queries.register(house.organisation).values_list("pk", "person")) == [(row.pk, person.pk)]


def test_each_mentor_is_asked_once_by_a_letter_with_a_link(house: cast.House, programme: Programme) -> None:
    row = mentor(house)

    first = actions.invite(programme, mentors=[row], by=OPERATOR)
    again = actions.invite(programme, mentors=[row], by=OPERATOR)

    assert (len(first), again) == (1, [])
    letter = Letter.objects.get(kind="mentors.invitation")
    secret = re.search(r"/mentori/([\w-]+)/", letter.text)
    assert secret is not None
    assert queries.by_secret(secret[1]) == first[0]
    assert queries.by_secret("x" * 32) is None


def test_a_retired_mentor_is_not_asked_and_neither_are_the_others(house: cast.House, programme: Programme) -> None:
    both = [mentor(house), mentor(house, "Sari", "sari@seinajoki.example", Training.RETIRED)]

    refusal(MentorRefusal.NOT_TRAINED, actions.invite, programme, mentors=both, by=OPERATOR)

    assert queries.counts(programme).invited == 0


def test_another_organisations_mentor_is_not_asked(house: cast.House, programme: Programme) -> None:
    stranger = mentor(cast.gradia(), "Leena", "leena@gradia.example")

    assert actions.invite(programme, mentors=[stranger], by=OPERATOR) == []


def test_a_reminder_replaces_the_link_and_comes_once_a_day(house: cast.House, programme: Programme) -> None:
    invitation = actions.invite(programme, mentors=[mentor(house)], by=OPERATOR)[0]
    old = invitation.digest

    with clock.frozen(make.AUGUST):
        actions.remind(invitation, by=OPERATOR)
        actions.remind(invitation, by=OPERATOR)

    invitation.refresh_from_db()
    assert invitation.digest != old
    assert Letter.objects.filter(kind="mentors.invitation").count() == 2


def test_a_no_takes_the_standing_offer_back(house: cast.House, programme: Programme) -> None:
    row = mentor(house)
    invitation = actions.invite(programme, mentors=[row], by=OPERATOR)[0]
    actions.answer(invitation, answer=Answer.YES, by=VISITOR)
    actions.offer(programme, terms=terms(programme, row), by=VISITOR)

    actions.answer(invitation, answer=Answer.NO, by=VISITOR)

    assert queries.counts(programme) == queries.InvitationCounts(invited=1, yes=0, no=1, waiting=0, entries=0)
    assert not queries.leads_in(programme, row.email)


def test_after_publishing_it_is_too_late(house: cast.House, programme: Programme) -> None:
    row = mentor(house)
    invitation = actions.invite(programme, mentors=[row], by=OPERATOR)[0]
    Programme.objects.update(published_at=clock.now())

    refusal(MentorRefusal.TOO_LATE, actions.answer, invitation, answer=Answer.YES, by=VISITOR)
    refusal(MentorRefusal.TOO_LATE, actions.offer, programme, terms=terms(programme, row), by=VISITOR)


def test_two_groups_are_two_offers_whose_times_do_not_overlap(house: cast.House, programme: Programme) -> None:
    row = mentor(house)
    actions.offer(programme, terms=terms(programme, row), by=VISITOR)

    refusal(MentorRefusal.OVERLAP, actions.offer, programme, terms=terms(programme, row), by=VISITOR)
    actions.offer(programme, terms=terms(programme, row, days=slice(1, 2)), by=VISITOR)

    assert queries.counts(programme).entries == 2


def test_a_changed_offer_is_not_measured_against_itself(house: cast.House, programme: Programme) -> None:
    one, two = mentor(house), mentor(house, "Sari", "sari@seinajoki.example")
    entry = actions.offer(programme, terms=terms(programme, one), by=VISITOR)

    actions.change_entry(entry, terms=terms(programme, one, two, days=slice(0, 2)), by=VISITOR)

    held = queries.entries(programme).get()
    assert [lead.mentor_id for lead in held.lead_rows.all()] == [one.pk, two.pk]
    assert len(held.slots.all()) == 2


def test_a_refused_change_leaves_the_offer_as_it_was(house: cast.House, programme: Programme) -> None:
    row = mentor(house)
    entry = actions.offer(programme, terms=terms(programme, row), by=VISITOR)

    refusal(MentorRefusal.NO_SLOT, actions.change_entry, entry, terms=terms(programme, row, days=slice(0, 0)), by=VISITOR)

    assert len(queries.entries(programme).get().slots.all()) == 1


def test_whoever_leads_is_known_by_address_until_the_offer_is_withdrawn(house: cast.House, programme: Programme) -> None:
    row = mentor(house)
    entry = actions.offer(programme, terms=terms(programme, row), by=VISITOR)

    before = queries.leads_in(programme, " HEIKKI@SEINAJOKI.example")
    actions.withdraw_entry(entry, by=VISITOR)

    assert (before, queries.leads_in(programme, row.email)) == (True, False)


def test_offers_are_read_in_the_same_number_of_queries(house: cast.House, programme: Programme, django_assert_num_queries: object) -> None:
    for number in range(4):
        row = mentor(house, f"M{number}", f"m{number}@seinajoki.example")
        actions.offer(programme, terms=terms(programme, row), by=VISITOR)

    with django_assert_num_queries(6):  # type: ignore[operator]
        read = [
            (lead.mentor.unit, list(entry.themes.all()), list(entry.slots.all()), list(entry.places.all()))
            for entry in queries.entries(programme)
            for lead in entry.lead_rows.all()
        ]

    assert len(read) == 4
