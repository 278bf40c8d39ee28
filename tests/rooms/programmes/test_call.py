"""A call reaches everybody once, in their own language, and what went out stays known."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast, make
from verme.audit import queries as audit
from verme.audit.actors import OPERATOR
from verme.kernel import clock
from verme.kernel.refusals import Reason, Refused
from verme.mail import queries as mail
from verme.mail.models import Letter
from verme.organisations.models import StaffMember
from verme.programmes import actions, notices, queries
from verme.programmes.models import Dispatch, Programme
from verme.programmes.queries import Audience
from verme.programmes.terms import CallRefusal, Channel, ProgrammeRefusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(at: Callable[[dt.datetime], None]) -> cast.House:
    at(make.AUGUST)
    made = cast.seinajoki()
    actions.adopt_preset(made.organisation, preset="seinajoki", by=OPERATOR)
    return made


@pytest.fixture
def programme(house: cast.House) -> Programme:
    Letter.objects.all().delete()  # of the roles
    return make.programme(house.organisation)


@pytest.fixture
def staff(house: cast.House) -> list[StaffMember]:
    """Three to write to, and four who get nothing: without address, no longer listed, twice in the list, another's."""
    groups = {group.key: group for group in house.organisation.staff_groups.all()}
    alakyla, harju, kirkko = house.units

    def member(name: str, email: str, **more: Any) -> StaffMember:
        return StaffMember.objects.create(organisation=house.organisation, name=name, email=email, **more)

    StaffMember.objects.create(organisation=cast.gradia().organisation, name="X", email="x@gradia.example")
    return [
        member("Aino", "aino@seinajoki.example", unit=alakyla, staff_group=groups["class_teacher"], language="fi"),
        member("Göran", "goran@seinajoki.example", unit=harju, staff_group=groups["school_assistant"], language="sv"),
        member("Kaisa", "kaisa@seinajoki.example", unit=kirkko, staff_group=groups["class_teacher"]),
        member("Aino uudelleen", " AINO@seinajoki.example", unit=kirkko),
        member("Ei osoitetta", ""),
        member("Lähtenyt", "gone@seinajoki.example", is_listed=False),
    ]


def send(programme: Programme, house: cast.House, expected: int, chosen: Audience | None = None, **given: Any) -> Dispatch:
    known = {"channel": Channel.EMAIL, "chosen": chosen or Audience(), "expected": expected}
    return actions.send_call(programme, **{**known, **given}, by=house.coordinator.acting("coordinator"))


def refusal(reason: Reason, deed: Callable[..., object], *args: object, **given: object) -> None:
    before = (Letter.objects.count(), Dispatch.objects.count())
    with pytest.raises(Refused) as refused:
        deed(*args, **given)
    assert (refused.value.reason, (Letter.objects.count(), Dispatch.objects.count())) == (reason, before)


def addresses() -> list[str]:
    return sorted(Letter.objects.values_list("to_address", flat=True))


@pytest.mark.usefixtures("staff")
def test_everybody_gets_one_letter_in_their_own_language(programme: Programme, house: cast.House) -> None:
    dispatch = send(programme, house, 3)

    letters = {letter.to_address: letter for letter in Letter.objects.all()}
    assert {address: letter.language for address, letter in letters.items()} == {
        "aino@seinajoki.example": "fi",
        "goran@seinajoki.example": "sv",
        "kaisa@seinajoki.example": "fi",
    }
    swedish = letters["goran@seinajoki.example"]
    assert (swedish.to_name, swedish.kind, swedish.event) == ("Göran", "programmes.call", dispatch.event)
    assert "/i/seinajoki-2026/?kieli=sv" in swedish.text
    assert "/i/seinajoki-2026/?kieli=sv" in swedish.html
    assert "Anmäl dig senast ti 8.9.2026." in swedish.text
    assert "Göran" not in swedish.text
    assert len({letter.message_id for letter in letters.values()}) == 3
    assert (dispatch.count, dispatch.sent_by, dispatch.channel) == (3, house.coordinator, "email")
    entry = audit.about(dispatch).get()
    assert (entry.verb, entry.facts) == ("call.sent", {"programme": programme.pk, "channel": "email", "count": 3})


@pytest.mark.usefixtures("staff")
def test_sending_again_reaches_only_the_rest(programme: Programme, house: cast.House) -> None:
    chosen = Audience(units=house.units[:1])
    send(programme, house, 1, chosen)

    refusal(CallRefusal.NOBODY, send, programme, house, 0, chosen)
    send(programme, house, 2)

    assert addresses() == ["aino@seinajoki.example", "goran@seinajoki.example", "kaisa@seinajoki.example"]


@pytest.mark.usefixtures("staff")
def test_the_choices_narrow_it_down(programme: Programme, house: cast.House) -> None:
    groups = [house.organisation.staff_groups.get(key="class_teacher")]

    def chosen(**choices: Any) -> list[str]:
        return [reader.name for reader in queries.addressees(programme, Audience(**choices), channel=Channel.EMAIL)]

    assert chosen() == ["Aino", "Göran", "Kaisa"]
    assert chosen(units=house.units[1:]) == ["Aino uudelleen", "Göran", "Kaisa"]
    assert chosen(staff_groups=groups) == ["Aino", "Kaisa"]
    assert chosen(levels=["upper"], staff_groups=groups) == ["Kaisa"]
    assert chosen(levels=["early"]) == []


@pytest.mark.usefixtures("staff")
def test_who_has_signed_up_is_left_out(programme: Programme, house: cast.House) -> None:
    send(programme, house, 2, without=frozenset({"aino@seinajoki.example"}))

    assert addresses() == ["goran@seinajoki.example", "kaisa@seinajoki.example"]


@pytest.mark.usefixtures("staff")
def test_a_reminder_goes_once_a_day_also_to_who_got_the_call(programme: Programme, house: cast.House, at: Callable[..., None]) -> None:
    send(programme, house, 3)
    send(programme, house, 3, channel=Channel.REMINDER)

    refusal(CallRefusal.NOBODY, send, programme, house, 3, channel=Channel.REMINDER)
    at(make.AUGUST + dt.timedelta(days=1))
    send(programme, house, 3, channel=Channel.REMINDER)

    assert Counter(Letter.objects.values_list("kind", flat=True)) == {"programmes.call": 3, "programmes.reminder": 6}


@pytest.mark.usefixtures("staff")
def test_it_goes_to_exactly_as_many_as_were_seen(programme: Programme, house: cast.House) -> None:
    refusal(CallRefusal.CHANGED, send, programme, house, 2)


@pytest.mark.usefixtures("staff")
def test_no_call_before_the_announcement_or_after_the_deadline(house: cast.House, at: Callable[..., None]) -> None:
    refusal(CallRefusal.NOT_ANNOUNCED, send, make.programme(house.organisation, announced=False), house, 3)
    open_one = make.programme(house.organisation, slug="open")
    at(make.OCTOBER)

    refusal(CallRefusal.NOT_OPEN, send, open_one, house, 3)
    refusal(ProgrammeRefusal.ENDED, send, make.programme(house.organisation, slug="over", ended_at=clock.now()), house, 3)


@pytest.mark.usefixtures("staff")
def test_a_practice_programme_writes_to_its_sender_alone_once_a_language(house: cast.House) -> None:
    practice = make.programme(house.organisation, slug="practice", is_practice=True)
    Letter.objects.all().delete()

    dispatch = send(practice, house, 3)

    assert (dispatch.count, addresses()) == (3, [house.coordinator.email] * 2)


@pytest.mark.usefixtures("staff")
def test_the_choices_stay_known_in_words_of_each_language(programme: Programme, house: cast.House) -> None:
    groups = list(house.organisation.staff_groups.filter(key__in=["class_teacher", "school_assistant"]))

    everybody = send(programme, house, 1, Audience(units=house.units[:1]))
    some = send(programme, house, 2, Audience(staff_groups=groups, levels=["lower", "upper"]))

    assert everybody.whom == dict.fromkeys(("fi", "sv", "en"), "Alakylän koulu")
    assert some.whom["fi"] == "Luokanopettaja ja koulunkäynninohjaaja · perusopetus, vuosiluokat 1–6 ja perusopetus, vuosiluokat 7–9"
    assert some.whom["en"] == "Class teacher and school assistant · basic education, grades 1–6 and basic education, grades 7–9"


def test_a_sample_counts_as_no_call_and_may_be_repeated(programme: Programme, house: cast.House) -> None:
    for channel in (Channel.EMAIL, Channel.EMAIL, Channel.REMINDER):
        actions.send_sample(programme, channel=channel, person=house.coordinator, language="sv", by=OPERATOR)

    assert addresses() == [house.coordinator.email] * 3
    assert set(Letter.objects.values_list("kind", "language")) == {("programmes.sample", "sv")}
    assert not mail.reached("programmes.call", programme_id=programme.pk).exists()
    assert not queries.dispatches(programme).exists()


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.REMINDER])
def test_the_preview_is_the_letter(programme: Programme, house: cast.House, staff: list[StaffMember], channel: Channel) -> None:
    seen = notices.preview(programme, queries.rules_of(programme), channel, "fi")
    send(programme, house, 3, channel=channel)

    letter = Letter.objects.get(to_address=staff[0].email)
    assert (letter.subject, letter.text, letter.html, letter.sender_name) == (seen.subject, seen.text, seen.html, seen.sender.name)


def test_what_went_by_other_ways_is_noted(programme: Programme, house: cast.House) -> None:
    monday = make.AUGUST - dt.timedelta(days=3)
    note = {"channel": Channel.POSTER, "sent_at": monday, "by": house.coordinator.acting("coordinator")}

    made = actions.note_dispatch(programme, whom=" 14 koulua ", count=14, **note)

    assert (made.whom, made.count, made.sent_at, made.is_sent) == ({"fi": "14 koulua"}, 14, monday, False)
    assert list(queries.dispatches(programme)) == [made]
    refusal(CallRefusal.NO_WHOM, actions.note_dispatch, programme, whom=" ", **note)
    refusal(CallRefusal.FUTURE, actions.note_dispatch, programme, whom="x", **{**note, "sent_at": make.OCTOBER})
    with pytest.raises(ValueError, match="is sent"):
        actions.note_dispatch(programme, whom="x", **{**note, "channel": Channel.EMAIL})


def test_what_became_of_the_letters(programme: Programme, house: cast.House, staff: list[StaffMember]) -> None:
    dispatch = send(programme, house, 3)
    Letter.objects.filter(to_address=staff[0].email).update(state="sent", sent_at=clock.now())
    Letter.objects.filter(to_address=staff[1].email).update(state="refused")

    assert mail.tally([dispatch.event, "other"]) == {dispatch.event: {"sent": 1, "refused": 1, "waiting": 1}, "other": {}}


@pytest.mark.counting
def test_many_letters_take_no_more_queries(programme: Programme, house: cast.House) -> None:
    def crowd(first: int, last: int) -> None:
        StaffMember.objects.bulk_create(
            StaffMember(organisation=house.organisation, name=f"H{number}", email=f"h{number}@seinajoki.example")
            for number in range(first, last)
        )

    counts = []
    for first, last in ((0, 1), (1, 400)):
        crowd(first, last)
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            send(programme, house, last - first)
        counts.append(len(queries_made))
    assert counts[0] == counts[1]
    assert Letter.objects.count() == 400
