"""Publishing: exactly the draft as it was seen, once, and one letter each with nothing about others."""

from typing import Any

import pytest

from tests import make
from tests.rooms.groups.round import Round, a_round, fresh, group_of, letters, refused, seats, two_groups, verbs
from verme.audit.actors import OPERATOR, VISITOR
from verme.audit.models import Entry
from verme.groups import actions, queries
from verme.groups.models import Draft, Group, Leader, Run, Seat
from verme.groups.rules import Criteria
from verme.groups.terms import DraftRefusal, DraftState, PublishRefusal
from verme.kernel import clock
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.actions import Terms
from verme.organisations import actions as organisations
from verme.organisations.models import StaffMember
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.programmes.models import Programme
from verme.programmes.terms import Kind
from verme.signups import actions as signups
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Round:
    return a_round()


@pytest.fixture
def made(here: Round) -> Any:
    return two_groups(here)


def publish(draft: Draft, here: Round, **named: Any) -> list[Group]:
    return actions.publish(draft, **{"revision": draft.revision, "by": here.by, **named})


def told() -> dict[str, str]:
    """Address → text of its letter about groups."""
    return dict(Letter.objects.filter(kind__startswith="groups.").values_list("to_address", "text"))


def test_the_groups_are_the_draft(here: Round, made: Any) -> None:
    """I-14: the placements of one revision, no more and no less."""
    draft, people, entries = made
    was = seats(draft)

    groups = publish(draft, here)

    assert {seat.signup.name: seat.group.letter for seat in Seat.objects.select_related("signup", "group")} == was
    assert [(group.letter, group.entry, group.theme, group.slot, group.place, group.language) for group in groups] == [
        ("A", entries[0], here.themes[1], here.slots[0], here.places[0], "fi"),
        ("B", entries[1], here.themes[1], here.slots[1], here.places[0], "fi"),
    ]
    assert list(Leader.objects.values_list("group__letter", "mentor__name")) == [
        (letter, row.mentor.name) for letter, entry in zip("AB", entries, strict=True) for row in entry.lead_rows.all()
    ]
    assert fresh(draft).state == DraftState.PUBLISHED
    assert Programme.objects.get().published_at is not None
    assert people


def test_everybody_concerned_gets_one_letter(here: Round, made: Any) -> None:
    draft, people, entries = made
    waiting = here.person("Jonottaja")
    Signup.objects.filter(pk=waiting.pk).update(state=State.QUEUED, rank=1)

    publish(draft, here)

    assert sorted(letters()) == sorted(
        [("member", person.email) for person in people[:8]]
        + [("mentor", row.mentor.email) for entry in entries for row in entry.lead_rows.all()]
        + [("waiting", people[8].email), ("waiting", waiting.email)]
    )


def test_the_unplaced_go_first_in_the_queue(here: Round, made: Any) -> None:
    draft, people, _ = made
    waiting = here.person("Jonottaja")
    Signup.objects.filter(pk=waiting.pk).update(state=State.QUEUED, rank=1)

    publish(draft, here)

    assert list(Signup.objects.filter(rank__isnull=False).order_by("rank").values_list("name", "state", "rank")) == [
        (people[8].name, State.QUEUED, 1),
        ("Jonottaja", State.QUEUED, 2),
    ]
    words = told()
    assert "olet jonon kärjessä" in words[people[8].email]
    assert "olet edelleen varasijalla" in words["jonottaja@koulu.example"]


def test_a_letter_says_what_the_reader_needs_and_nobody_else(here: Round) -> None:
    """T-36: a mark on every person; no letter holds somebody else's."""
    people = [here.person(f"Henkilö Merkki{number}", together=f"Toive{number}", wish=f"Salaisuus{number}") for number in range(1, 5)]
    entry = here.mentor("Pirjo Salonen")
    publish(here.draft((entry, people)), here)

    letter = Letter.objects.get(to_address=people[0].email, kind="groups.member")
    assert (letter.subject, letter.reply_to) == ("Verme-ryhmäsi on löytynyt", "koordinaattori@seinajoki.example")
    for words in (
        "ryhmäsi on A, Teema 2, ja mentorinne Pirjo Salonen",
        "Maanantaisin klo 14.30–16.00",
        "Keskusta",
        "Mentorisi kutsuu ensimmäiseen tapaamiseen",
        "/oma/?kieli=fi",
    ):
        assert words in letter.text
        assert words in letter.html
    for number, person in enumerate(people, 1):
        own = Letter.objects.get(to_address=person.email, kind="groups.member")
        for other in range(1, 5):
            assert (f"Merkki{other}" in own.text) == (f"Merkki{other}" in own.html) == (other == number)
        mentors_letter = Letter.objects.get(kind="groups.mentor")
        for secret in (f"Merkki{number}", person.email, f"Toive{number}", f"Salaisuus{number}"):
            assert secret not in mentors_letter.text + mentors_letter.html
            assert not secret.startswith(("Toive", "Salaisuus")) or secret not in own.text + own.html
    assert "Siinä on 4 jäsentä" in Letter.objects.get(kind="groups.mentor").text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Hei Aino", "ryhmäsi on A", "Maanantaisin klo 14.30–16.00", "Keskusta"]),
        ("sv", ["Hej Aino", "Din grupp är A, Tema 2", "Måndagar kl. 14.30–16.00", "Centrum"]),
        ("en", ["Hello Aino", "Your group is A, Theme 2, and your mentor is", "Mondays, 14:30–16:00", "Centre"]),
    ],
)
def test_letters_in_the_readers_language(here: Round, language: str, words: list[str]) -> None:
    people = [here.person("Aino", language=language), *here.people(3)]
    publish(here.draft((here.mentor(), people)), here)

    text = told()["aino@koulu.example"]
    assert [word for word in words if word not in text] == []
    assert f"/oma/?kieli={language}" in text


def test_a_pair_leads_together(here: Round) -> None:
    people, entry, second = here.people(4), here.mentor("Pirjo Salonen"), here.mentor("Heikki Mäkelä")
    one, two = entry.lead_rows.get().mentor, second.lead_rows.get().mentor
    mentors.withdraw_entry(second, by=OPERATOR)
    terms = Terms([one, two], here.themes, here.slots[:1], here.places, ["fi"], "")
    entry = mentors.change_entry(entry, terms=terms, by=OPERATOR)

    publish(here.draft((entry, people)), here)

    assert "mentorinne ovat Pirjo Salonen ja Heikki Mäkelä" in told()[people[0].email]
    assert [kind for kind, _ in letters("mentor")] == ["mentor", "mentor"]


def test_a_discreet_theme_is_a_theme_group_in_every_letter(here: Round) -> None:
    theme = here.themes[1]
    theme.kind, theme.titles = Kind.LONG_CAREER, {"fi": "K55 voimaa", "sv": "K55 kraft", "en": "K55 strength"}
    theme.save()
    people = [*here.people(3), here.person("Aino", language="sv"), here.person("Leo", language="en")]

    publish(here.draft((here.mentor(), people)), here)

    written = [letter.subject + letter.text + letter.html for letter in Letter.objects.filter(kind__startswith="groups.")]
    assert not [words for words in written if "K55" in words]
    assert "Teemaryhmä" in told()[people[0].email]
    assert "Temagrupp" in told()["aino@koulu.example"]
    assert "Theme group" in told()["leo@koulu.example"]


def test_members_and_mentors_can_sign_in(here: Round, made: Any) -> None:
    draft, people, entries = made
    Person.objects.filter(email__endswith="@koulu.example").delete()

    publish(draft, here)

    known = set(Person.objects.filter(email__endswith="@koulu.example").values_list("email", "name"))
    expected = {(person.address, person.name) for person in people[:8]}
    assert known == expected | {(row.mentor.email, row.mentor.name) for entry in entries for row in entry.lead_rows.all()}


def test_wishes_to_the_coordinator_are_deleted(here: Round, made: Any) -> None:
    draft, people, _ = made
    Signup.objects.filter(pk__in=[person.pk for person in people]).update(wish="Kiitos!", together="Liisa", apart="Matti")

    publish(draft, here)

    assert set(Signup.objects.values_list("wish", "together", "apart")) == {("", "Liisa", "Matti")}


def test_what_was_searched_is_forgotten(here: Round, made: Any) -> None:
    draft, _, _ = made
    Run.objects.create(draft=draft, problem={"pairs": {"apart": [["s1", "s2"]]}}, state="done", progress={"groups": []})

    publish(draft, here)

    assert list(Run.objects.values_list("problem", "progress")) == [({}, {})]


def test_other_drafts_are_left(here: Round, made: Any) -> None:
    draft, people, _ = made
    other = actions.copy(draft, by=here.by)

    publish(draft, here)

    assert fresh(other).state == DraftState.LEFT
    refused(DraftRefusal.NOT_OPEN, actions.move, other, signup=people[0], target=None, revision=0, by=here.by)
    refused(DraftRefusal.NOT_OPEN, actions.move, draft, signup=people[0], target=None, revision=draft.revision, by=here.by)
    refused(PublishRefusal.OTHER, publish, other, here)


def test_publishing_twice_is_publishing_once(here: Round, made: Any) -> None:
    draft, _, _ = made
    first = publish(draft, here)
    state = list(Group.objects.values()), list(Seat.objects.values()), list(Letter.objects.values()), Entry.objects.count()

    again = publish(draft, here)

    assert again == first
    assert (list(Group.objects.values()), list(Seat.objects.values()), list(Letter.objects.values()), Entry.objects.count()) == state
    assert verbs()[-1] == "draft.published"


def test_what_was_not_looked_at_is_not_published(here: Round, made: Any) -> None:
    draft, people, _ = made
    actions.move(draft, signup=people[0], target=group_of(draft, "B"), revision=1, by=here.by)

    refused(PublishRefusal.STALE, publish, draft, here, revision=1)


def test_a_broken_rule_blocks_publishing(here: Round, made: Any) -> None:
    """T-38: a supervisor and own staff put together by hand; refused until they are apart again."""
    draft, people, _ = made
    chief = StaffMember.objects.create(organisation=here.house.organisation, name="Pomo", email=people[0].email)
    StaffMember.objects.create(organisation=here.house.organisation, name="Työntekijä", email=people[4].email, supervisor=chief)
    draft = actions.move(draft, signup=people[0], target=group_of(draft, "B"), revision=1, by=here.by)
    draft = actions.move(draft, signup=people[8], target=group_of(draft, "A"), revision=2, by=here.by)

    refused(PublishRefusal.CONFLICTS, publish, draft, here)
    draft = actions.undo(draft, revision=3, by=here.by)
    draft = actions.undo(draft, revision=4, by=here.by)
    assert publish(draft, here)


def test_a_group_that_became_too_small_blocks_publishing(here: Round, made: Any) -> None:
    """I-03: somebody cancelled after the draft was made."""
    draft, people, _ = made
    with clock.frozen(make.AUGUST):
        signups.withdraw(people[0], by=VISITOR)

    refused(PublishRefusal.CONFLICTS, publish, draft, here)


def test_an_empty_draft_and_a_programme_that_is_over(here: Round, made: Any) -> None:
    draft, _, _ = made
    empty = actions.make(here.programme, criteria=Criteria(), by=here.by)
    refused(PublishRefusal.NO_GROUPS, publish, empty, here)
    Programme.objects.update(ended_at=clock.now())

    refused(PublishRefusal.ENDED, publish, draft, here)


def test_a_mentor_who_took_the_offer_back_blocks_publishing(here: Round, made: Any) -> None:
    draft, _, entries = made
    mentors.withdraw_entry(entries[0], by=OPERATOR)

    refused(PublishRefusal.CONFLICTS, publish, draft, here)


def test_only_active_roles_of_this_organisation_are_asked_about(here: Round, made: Any) -> None:
    draft, people, _ = made
    person = Person.objects.create(email=people[0].address, name=people[0].name, password="!")
    role = organisations.grant_role(here.house.organisation, person=person, kind=RoleKind.MANAGER, by=OPERATOR)
    organisations.end_role(role, by=OPERATOR)

    publish(draft, here)

    assert Seat.objects.filter(signup=people[0]).exists()
    assert queries.roles_at_work(here.programme, [people[0].address]) == {}
