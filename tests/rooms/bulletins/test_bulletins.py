"""Writing to many: whom an audience holds before and after the groups exist, one letter each in the own language, once."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

import pytest

from tests import make
from tests.rooms.groups.round import Round, a_round
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.bulletins import actions, queries
from verme.bulletins.models import Bulletin
from verme.bulletins.terms import Audience, BulletinRefusal
from verme.groups import actions as groups
from verme.groups.models import Group
from verme.kernel.refusals import Refused
from verme.mail import queries as mail
from verme.mail.models import Letter
from verme.mentors import actions as mentors
from verme.mentors.models import Mentor
from verme.mentors.terms import Answer, Training
from verme.practice import actions as practice
from verme.signups import actions as signups

pytestmark = pytest.mark.django_db
WORDS: dict[str, Any] = {"subjects": {"fi": "Kahvit", "sv": "Kaffe"}, "texts": {"fi": "Nähdään.", "sv": "Vi ses."}}


@pytest.fixture
def here(at: Callable[[datetime], None]) -> Round:
    """Aino and Bertta have a place, Cecilia waits and Daavid has cancelled; Pirjo offers a group, Kirsi said yes, Olli has not answered."""
    at(make.AUGUST)
    made = a_round(capacity=2)
    for name, language in (("Aino", "fi"), ("Bertta", "sv"), ("Cecilia", "en"), ("Daavid", "fi")):
        signup = made.person(name, language=language)
    signups.withdraw(signup, by=made.by)
    made.mentor("Pirjo")
    for name, says_yes in (("Kirsi", True), ("Olli", False)):
        email = f"{name.lower()}@koulu.example"
        row = mentors.register(made.house.organisation, email=email, name=name, language="fi", training=Training.TRAINED, by=VISITOR)
        (asked,) = mentors.invite(made.programme, mentors=[row], by=made.by)
        if says_yes:
            mentors.answer(asked, answer=Answer.YES, by=VISITOR)
    Letter.objects.all().delete()
    return made


def names(here: Round, audience: Audience, group: Group | None = None) -> list[str]:
    return [reader.name for reader in queries.directory(here.programme).readers(audience, group)]


def test_before_groups_exist(here: Round) -> None:
    found = {audience: names(here, audience) for audience in Audience}

    assert found == {
        Audience.EVERYBODY: ["Aino", "Bertta", "Cecilia", "Kirsi", "Pirjo"],
        Audience.MENTORS: ["Kirsi", "Pirjo"],
        Audience.PLACED: ["Aino", "Bertta"],
        Audience.QUEUE: ["Cecilia"],
        Audience.UNPLACED: [],
        Audience.GROUP: [],
    }
    assert [choice.key for choice in queries.directory(here.programme).choices()] == ["everybody", "mentors", "placed", "queue"]


def test_a_draft_says_who_is_without_a_table(here: Round) -> None:
    here.draft((Mentor.objects.get(name="Pirjo").entries.get(), [here.programme.signups.get(name="Aino")]))

    assert names(here, Audience.UNPLACED) == ["Bertta"]


def test_once_groups_exist_each_is_an_audience(at: Callable[[datetime], None]) -> None:
    """Five sit in Pirjo's group, Bertta had a place and found none, Cecilia waits; Kirsi said yes and leads no group."""
    at(make.AUGUST)
    year = a_round(capacity=6)
    five, _bertta, _cecilia = year.people(5), year.person("Bertta"), year.person("Cecilia")
    pirjo = year.mentor("Pirjo")
    year.mentor("Kirsi")
    draft = year.draft((pirjo, five))
    (group,) = groups.publish(draft, revision=draft.revision, by=year.by)
    year.programme.refresh_from_db()
    choices = {choice.key: choice.count for choice in queries.directory(year.programme).choices()}

    assert names(year, Audience.GROUP, group) == [*(signup.name for signup in five), "Pirjo"]
    assert names(year, Audience.UNPLACED) == names(year, Audience.QUEUE) == ["Bertta", "Cecilia"]
    assert names(year, Audience.MENTORS) == ["Kirsi", "Pirjo"]
    assert choices == {"everybody": 9, "mentors": 2, "placed": 5, "queue": 2, "unplaced": 2, f"group-{group.pk}": 6}


def test_who_is_there_for_two_reasons_is_written_to_once(here: Round) -> None:
    Mentor.objects.filter(name="Kirsi").update(email="AINO@koulu.example")

    assert names(here, Audience.EVERYBODY) == ["Aino", "Bertta", "Cecilia", "Pirjo"]


def send(here: Round, audience: Audience = Audience.EVERYBODY, **said: Any) -> Bulletin:
    known = {"key": "form-1", "expected": len(names(here, audience, said.get("group"))), **WORDS, **said}
    return actions.send(here.programme, audience=audience, by=here.by, **known)


def test_each_gets_a_letter_in_the_own_language_or_the_first(here: Round) -> None:
    sent = send(here)
    letters = {letter.to_name: (letter.language, letter.subject, letter.reply_to) for letter in Letter.objects.all()}
    answers_to = here.house.coordinator.email

    assert letters == {
        "Aino": ("fi", "Kahvit", answers_to),
        "Bertta": ("sv", "Kaffe", answers_to),
        "Cecilia": ("en", "Kahvit", answers_to),
        "Kirsi": ("fi", "Kahvit", answers_to),
        "Pirjo": ("fi", "Kahvit", answers_to),
    }
    swedish = Letter.objects.get(to_name="Bertta")
    assert "Vi ses." in swedish.text
    assert "(Verme 2026–2027)" in swedish.text
    assert '<div lang="fi"><p>Nähdään.</p></div>' in Letter.objects.get(to_name="Cecilia").html
    assert (sent.count, sent.sent_by, mail.tally([sent.event])) == (5, here.house.coordinator, {sent.event: {"waiting": 5}})
    assert [letter.to_name for letter in mail.of_event(sent.event)] == ["Aino", "Bertta", "Cecilia", "Kirsi", "Pirjo"]


def test_no_letter_names_another_reader(here: Round) -> None:
    send(here)

    for letter in Letter.objects.all():
        others = [other.to_name for other in Letter.objects.exclude(pk=letter.pk)]
        assert not [name for name in others if name in letter.text + letter.html]


def test_what_was_typed_is_no_markup(here: Round) -> None:
    send(here, texts={"fi": "<script>x</script>\n\nhttps://verme.example/a"})
    letter = Letter.objects.all()[0]

    assert "&lt;script&gt;x&lt;/script&gt;" in letter.html
    assert 'href="https://verme.example/a"' in letter.html
    assert "<script>x</script>" in letter.text


def test_the_same_form_sent_twice_is_one(here: Round) -> None:
    first = send(here)

    assert send(here, texts={"fi": "Toinen."}) == first
    assert (Bulletin.objects.count(), Letter.objects.count()) == (1, 5)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"subjects": {"sv": "Kaffe"}}, BulletinRefusal.NO_WORDS),
        ({"texts": {"fi": "  "}}, BulletinRefusal.NO_WORDS),
        ({"audience": Audience.UNPLACED}, BulletinRefusal.NOBODY),
        ({"expected": 4}, BulletinRefusal.CHANGED),
    ],
)
def test_what_is_not_sent(here: Round, said: dict[str, Any], reason: BulletinRefusal) -> None:
    with pytest.raises(Refused) as no:
        send(here, **said)

    assert no.value.reason == reason
    assert not rows(Bulletin, Letter)
    assert not Entry.objects.filter(verb="bulletin.sent").exists()


def rows(*models: Any) -> Collection[Any]:
    return [row for model in models for row in model.objects.all()]


def test_the_log_says_that_it_was_sent_but_not_what(here: Round) -> None:
    sent = send(here)
    entry = Entry.objects.get(verb="bulletin.sent")

    assert entry.target_id == str(sent.pk)
    assert {"audience": "everybody", "count": 5}.items() <= entry.facts.items()
    assert "Kahvit" not in str(entry.facts)


def test_a_practice_writes_to_nobody_but_whoever_practises(here: Round) -> None:
    coordinator = here.house.coordinator
    here.programme.is_practice, here.programme.practised_by = True, coordinator
    here.programme.save()
    sent = send(here)

    assert sent.count >= 3
    assert {letter.to_address for letter in Letter.objects.all()} == {coordinator.email}
    assert mail.of_event(sent.event).count() == Letter.objects.count()


def test_a_practice_takes_what_was_written_with_it(here: Round) -> None:
    here.programme.is_practice, here.programme.practised_by = True, here.house.coordinator
    here.programme.save()
    send(here)
    practice.discard(here.programme, by=here.by)

    assert not rows(Bulletin, Letter)
