"""What mentors offer: alone or in a pair, one group or two, changed and taken back; whoever did not do it is told."""

import pytest

from tests.rooms.mentors.season import Season, everything, letters, refused, secret
from verme.audit.actors import VISITOR
from verme.audit.models import Entry
from verme.mail.models import Letter
from verme.mentors import actions, queries
from verme.mentors.actions import Telling
from verme.mentors.models import MentorEntry
from verme.mentors.terms import Answer, MentorRefusal
from verme.programmes.terms import Kind

pytestmark = pytest.mark.django_db


def held(entry: MentorEntry) -> dict[str, object]:
    """What stands in an offer."""
    return {
        "leads": [row.mentor.name for row in entry.lead_rows.all()],
        "themes": [theme.key for theme in entry.themes.all()],
        "times": {time.slot.key: time.is_if_needed for time in entry.times.all()},
        "places": [place.key for place in entry.places.all()],
        "languages": MentorEntry.objects.get(pk=entry.pk).languages,
        "contact": MentorEntry.objects.get(pk=entry.pk).contact,
    }


def test_an_offer_keeps_all_that_was_said(here: Season) -> None:
    entry = here.offer(here.mentor("Heikki"), slots=here.slots[:2], if_needed=here.slots[1:2], places=here.places[:1])

    assert held(entry) == {
        "leads": ["Heikki"],
        "themes": ["teema-1", "teema-2"],
        "times": {"ma-1430": False, "ti-1430": True},
        "places": ["keskusta"],
        "languages": ["fi"],
        "contact": "040 123",
    }


def test_two_groups_are_two_offers_whose_times_do_not_overlap(here: Season) -> None:
    row = here.mentor()
    here.offer(row)

    refused(
        MentorRefusal.OVERLAP, actions.offer, here.programme, terms=here.terms(row, here.mentor("Sari"), slots=here.slots[:2]), by=VISITOR
    )
    here.offer(row, slots=here.slots[1:2])

    assert queries.counts(here.programme).entries == 2


def test_the_same_offer_sent_twice_is_one(here: Season) -> None:
    row = here.mentor()
    first = here.offer(row)
    before = everything()

    assert (here.offer(row), everything()) == (first, before)


def test_a_changed_offer_is_not_measured_against_itself(here: Season) -> None:
    heikki, sari = here.mentor("Heikki"), here.mentor("Sari")
    entry = here.offer(heikki)

    changed = actions.change_entry(
        entry, terms=here.terms(heikki, sari, slots=here.slots[:2], themes=here.themes[2:], languages=["sv"], contact=""), by=VISITOR
    )

    assert (changed, held(changed)) == (
        entry,
        {
            "leads": ["Heikki", "Sari"],
            "themes": ["teema-3"],
            "times": {"ma-1430": False, "ti-1430": False},
            "places": ["keskusta", "eta"],
            "languages": ["sv"],
            "contact": "",
        },
    )


def test_a_refused_change_leaves_the_offer_as_it_was(here: Season) -> None:
    row = here.mentor()
    entry = here.offer(row)

    refused(MentorRefusal.NO_SLOT, actions.change_entry, entry, terms=here.terms(row, slots=[]), by=VISITOR)


def test_what_was_taken_back_is_not_changed(here: Season) -> None:
    row = here.mentor()
    entry = here.offer(row)
    actions.withdraw_entry(entry, by=VISITOR)

    refused(MentorRefusal.WITHDRAWN, actions.change_entry, entry, terms=here.terms(row, slots=here.slots[1:2]), by=VISITOR)


def test_taking_back_twice_is_once(here: Season) -> None:
    row = here.mentor()
    entry = here.offer(row)
    first = actions.withdraw_entry(entry, told=[row], by=here.by)
    before = everything()

    assert (actions.withdraw_entry(entry, told=[row], by=here.by).withdrawn_at, everything()) == (first.withdrawn_at, before)
    assert letters() == [("taken_back", row.email.partition("@")[0])]


def test_whoever_leads_is_known_by_address_until_the_offer_is_withdrawn(here: Season) -> None:
    entry = here.offer(here.mentor("Heikki"))

    before = queries.leads_in(here.programme, " HEIKKI@SEINAJOKI.example")
    actions.withdraw_entry(entry, by=VISITOR)

    assert (before, queries.leads_in(here.programme, "heikki@seinajoki.example")) == (True, False)


@pytest.mark.parametrize("said", [Answer.WAITING, Answer.NO])
def test_who_leads_an_offer_has_said_yes(here: Season, said: Answer) -> None:
    row = here.mentor()
    (invitation,) = here.invited(row)
    actions.answer(invitation, answer=said, by=VISITOR)

    here.offer(row)

    assert queries.counts(here.programme) == queries.InvitationCounts(invited=1, yes=1, no=0, waiting=0, entries=1)


def test_a_pair_is_told_with_an_own_link_and_sees_the_offer(here: Season) -> None:
    heikki, sari = here.mentor("Heikki"), here.mentor("Sari")
    (invitation,) = here.invited(heikki)

    terms = here.terms(heikki, sari, slots=here.slots[:2], if_needed=here.slots[:1])
    entry = actions.agree(invitation, terms=terms, is_visible=True, by=VISITOR)

    assert letters() == [("invitation", "heikki"), ("offer", "sari")]
    letter = Letter.objects.latest("id")
    assert letter.subject == "Verme-ryhmä vedettäväksi yhdessä: Heikki"
    for said in (
        "Heikki on tarjonnut",
        "ma 14.30–16.00 (tarvittaessa), ti 14.30–16.00",
        "Teema 1, Teema 2",
        "Keskusta, Etänä",
        "Suomi",
        "040 123",
    ):
        assert said in letter.text
    found = queries.by_secret(secret())
    assert found is not None and (found.mentor, found.answer) == (sari, Answer.YES)
    assert list(queries.offers_of(here.programme, sari)) == [entry]
    heikki.refresh_from_db()
    assert heikki.is_visible


def test_who_said_no_is_not_named_as_a_pair(here: Season) -> None:
    heikki, sari = here.mentor("Heikki"), here.mentor("Sari")
    mine, hers = here.invited(heikki, sari)
    actions.answer(hers, answer=Answer.NO, by=VISITOR)

    refused(MentorRefusal.NOT_FREE, actions.agree, mine, terms=here.terms(heikki, sari), by=VISITOR)
    assert list(queries.who_may_be_named(here.programme, heikki)) == []
    assert list(queries.who_may_be_named(here.programme, sari)) == [heikki]


def test_a_refused_yes_is_no_answer(here: Season) -> None:
    row = here.mentor()
    (invitation,) = here.invited(row)

    refused(MentorRefusal.NO_THEME, actions.agree, invitation, terms=here.terms(row, themes=[]), is_visible=True, by=VISITOR)


def test_a_change_tells_the_pair_and_whoever_left_it(here: Season) -> None:
    heikki, sari, tiina = here.mentor("Heikki"), here.mentor("Sari"), here.mentor("Tiina")
    (invitation,) = here.invited(heikki)
    entry = actions.agree(invitation, terms=here.terms(heikki, sari), by=VISITOR)

    actions.agree(invitation, terms=here.terms(heikki, sari), entry=entry, by=VISITOR)  # nothing differs: nobody is written to
    actions.agree(invitation, terms=here.terms(heikki, tiina), entry=entry, by=VISITOR)

    assert letters()[2:] == [("offer", "tiina"), ("taken_back", "sari")]
    assert "Heikki on muuttanut" in Letter.objects.get(to_address="tiina@seinajoki.example").text


def test_the_coordinator_enters_on_behalf_and_all_who_lead_are_told(here: Season) -> None:
    heikki, sari = here.mentor("Heikki"), here.mentor("Sari", language="sv")

    entry = actions.offer(here.programme, terms=here.terms(heikki, sari), telling=Telling([heikki, sari]), by=here.by)
    actions.withdraw_entry(entry, told=[heikki, sari], by=here.by)

    assert letters() == [("offer", "heikki"), ("offer", "sari"), ("taken_back", "heikki"), ("taken_back", "sari")]
    mine, hers = Letter.objects.filter(kind="mentors.offer").order_by("id")
    assert "vastuuhenkilö on kirjannut, että voit vetää ryhmän" in mine.text
    assert (hers.subject, "Tema 1, Tema 2" in hers.text) == ("Vad du erbjuder som verme-mentor, 2026–2027", True)
    assert queries.counts(here.programme) == queries.InvitationCounts(invited=2, yes=2, no=0, waiting=0, entries=0)


def test_each_deed_leaves_one_line_in_the_log(here: Season) -> None:
    row = here.mentor()
    entry = here.offer(row)
    actions.change_entry(entry, terms=here.terms(row, slots=here.slots[1:2]), by=here.by)
    actions.withdraw_entry(entry, by=here.by)

    verbs = Entry.objects.filter(verb__startswith="mentor_entry.").order_by("id").values_list("verb", "target_id")
    assert list(verbs) == [(f"mentor_entry.{deed}", str(entry.pk)) for deed in ("offered", "changed", "withdrawn")]


def test_letters_name_a_discreet_theme_while_it_is_offered_openly(here: Season) -> None:
    here.themes[0].kind, here.themes[0].titles = Kind.LONG_CAREER, {"fi": "K55-ryhmä"}
    here.themes[0].save()
    row = here.mentor()

    actions.offer(here.programme, terms=here.terms(row), telling=Telling([row]), by=here.by)

    assert "K55-ryhmä" in Letter.objects.latest("id").text


@pytest.mark.counting
def test_offers_are_read_in_the_same_number_of_queries(here: Season, django_assert_num_queries: object) -> None:
    for _ in range(4):
        here.offer(here.mentor())

    with django_assert_num_queries(6):  # type: ignore[operator]
        read = [
            (lead.mentor.unit, list(entry.themes.all()), list(entry.slots.all()), list(entry.places.all()))
            for entry in queries.entries(here.programme)
            for lead in entry.lead_rows.all()
        ]

    assert len(read) == 4
