"""The register of mentors: an address is there once, links follow it, who has offered a group is not put aside."""

import pytest

from tests.rooms.mentors.season import Season, refused, secret
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.kernel import clock
from verme.mentors import actions, queries
from verme.mentors.models import Mentor
from verme.mentors.terms import MentorRefusal, Training
from verme.people import actions as people
from verme.programmes.models import Programme

pytestmark = pytest.mark.django_db


def test_what_is_known_of_a_mentor_is_kept(here: Season) -> None:
    known = {"training": Training.IN_TRAINING, "trained_by": "Åbo Akademi", "trained_in": 2019, "credits": 10, "languages": ["fi", "sv"]}

    row = here.mentor("Heikki Mäkelä", unit=here.house.units[1], **known)

    kept = Mentor.objects.filter(pk=row.pk).values("email", "unit", "training", "trained_by", "trained_in", "credits", "languages").get()
    assert kept == {"email": "heikki.makela@seinajoki.example", "unit": here.house.units[1].pk, **known}
    assert list(Entry.objects.filter(verb__startswith="mentor.").values_list("verb", "target_id")) == [("mentor.registered", str(row.pk))]


def test_an_address_is_registered_once_however_it_is_spelled(here: Season) -> None:
    here.mentor(email="heikki@seinajoki.example")

    refused(MentorRefusal.ALREADY, here.mentor, email=" HEIKKI@seinajoki.example ")


def test_an_address_is_not_changed_into_somebody_elses(here: Season) -> None:
    here.mentor(email="heikki@seinajoki.example")
    sari = here.mentor("Sari", email="sari@seinajoki.example")

    refused(MentorRefusal.ALREADY, actions.change, sari, email="Heikki@seinajoki.example", name="Sari N", by=OPERATOR)
    changed = actions.change(sari, email="SARI@seinajoki.example", name="Sari N", by=OPERATOR)  # the own one, otherwise spelled

    assert (changed.name, changed.email) == ("Sari N", "sari@seinajoki.example")


def test_with_a_new_address_the_old_links_are_dead_and_the_person_follows(here: Season) -> None:
    row = here.mentor(email="wrong@seinajoki.example")
    here.invited(row)
    old = secret()
    person = people.ensure("right@seinajoki.example", name="Heikki", language="fi", by=OPERATOR)

    changed = actions.change(row, email="right@seinajoki.example", by=here.by)
    actions.remind(queries.invitations(here.programme).get(), by=here.by)

    assert (changed.person, queries.by_secret(old)) == (person, None)
    found = queries.by_secret(secret())
    assert found is not None and found.mentor == row


def test_only_columns_of_the_register_can_be_given(here: Season) -> None:
    with pytest.raises(TypeError):
        here.mentor(organisation_id=1)


def test_who_has_offered_a_group_is_not_put_aside_before_it_is_taken_back(here: Season) -> None:
    row = here.mentor()
    entry = here.offer(row)

    refused(MentorRefusal.HAS_OFFER, actions.change, row, training=Training.RETIRED, by=here.by)
    actions.change(row, training=Training.IN_TRAINING, by=here.by)
    actions.withdraw_entry(entry, by=here.by)
    actions.change(row, training=Training.RETIRED, by=here.by)

    assert list(queries.who_may_lead(here.house.organisation)) == []


def test_once_groups_are_published_a_mentor_may_stop(here: Season) -> None:
    row = here.mentor()
    here.offer(row)
    Programme.objects.update(published_at=clock.now())

    assert actions.change(row, training=Training.RETIRED, by=here.by).training == Training.RETIRED


def test_sign_in_ties_the_register_row_once(here: Season) -> None:
    row = here.mentor(email="heikki@seinajoki.example")
    person = people.ensure("heikki@seinajoki.example", name="Heikki", language="fi", by=OPERATOR)

    assert [actions.tie(person, by=OPERATOR), actions.tie(person, by=OPERATOR)] == [1, 0]
    assert list(queries.register(here.house.organisation).values_list("pk", "person")) == [(row.pk, person.pk)]


def test_ones_own_invitations_are_open_until_the_groups_are_published(here: Season) -> None:
    person = people.ensure("heikki@seinajoki.example", name="Heikki", language="fi", by=OPERATOR)
    (invitation,) = here.invited(here.mentor(email="heikki@seinajoki.example"))
    here.invited(here.mentor("Sari"))

    before = list(queries.open_invitations(person))
    Programme.objects.update(published_at=clock.now())

    assert (before, list(queries.open_invitations(person)), list(queries.own_invitations(person))) == ([invitation], [], [invitation])


@pytest.mark.counting
def test_the_year_tells_of_everybody_in_the_same_number_of_queries(here: Season, django_assert_num_queries: object) -> None:
    asked, silent, retired = here.mentor("A"), here.mentor("B", unit=here.house.units[0]), here.mentor("C", training=Training.RETIRED)
    here.invited(asked)
    actions.answer(queries.invitations(here.programme).get(), answer=queries.year(here.programme)[0].answer, by=VISITOR)
    here.offer(asked, silent, slots=here.slots[:2], if_needed=here.slots[:1])
    for number in range(4):
        here.offer(here.mentor(f"D{number}"))

    with django_assert_num_queries(6):  # type: ignore[operator]
        rows = queries.year(here.programme)
        led = {
            row.mentor.name: [
                ([each.mentor.name for each in entry.lead_rows.all()], [(time.slot.key, time.is_if_needed) for time in entry.times.all()])
                for entry in row.entries
                if list(entry.themes.all()) and list(entry.places.all())
            ]
            for row in rows
        }

    pair = (["A", "B"], [("ma-1430", True), ("ti-1430", False)])
    assert [(row.mentor.pk, row.answer, row.may_lead, row.can_be_asked) for row in rows[:3]] == [
        (asked.pk, "yes", True, False),
        (silent.pk, None, True, True),
        (retired.pk, None, False, False),
    ]
    assert {name: led[name] for name in "ABC"} == {"A": [pair], "B": [pair], "C": []}


def test_the_year_of_one_programme_knows_nothing_of_another(here: Season) -> None:
    row = here.mentor()
    here.invited(row)
    here.offer(row)
    other = Programme.objects.create(
        **{key: value for key, value in Programme.objects.values().get().items() if key != "id"} | {"slug": "toinen"}
    )

    (alone,) = queries.year(other)

    assert (alone.mentor, alone.answer, list(alone.entries), alone.can_be_asked) == (row, None, [], True)
