"""What the coordinator does about one sign-up: letters that are seen first, answers by hand, two that become one."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.rooms.signups.table import Table, letters
from tests.web.coordinator.conftest import told, words
from tests.web.coordinator.signing_up import LIST, coordinator, fresh, own, typed
from verme.audit.actors import VISITOR
from verme.mail.models import Letter
from verme.signups import actions
from verme.signups.models import Signup
from verme.signups.terms import State

pytestmark = pytest.mark.django_db

# letters before deeds


@pytest.mark.parametrize(
    ("page", "kind", "state"),
    [("jonoon", "queued", State.QUEUED), ("peru", "cancelled", State.WITHDRAWN), ("muistuta", "reminder", State.ACCEPTED)],
)
def test_a_deed_shows_its_letter_first(client: Client, table: Table, page: str, kind: str, state: State) -> None:
    signup = table.apply("Aino Aalto")
    table.fill(2)  # no other place is free

    shown = words(client.get(own(signup, f"{page}/")))
    assert letters(kind) == []
    assert fresh(signup).state == State.ACCEPTED
    told(client, client.post(own(signup, f"{page}/"), {"go": "1"}))

    letter = Letter.objects.get(kind=f"signups.{kind}")
    assert letter.subject in shown
    assert " ".join(letter.text.partition("http")[0].split()) in shown  # the link is made with the deed
    assert fresh(signup).state == state


def test_a_place_past_the_queue(client: Client, table: Table) -> None:
    first = table.fill(3)[0]
    waiting = table.apply("Aino Aalto")
    assert waiting.state == State.QUEUED

    refused = words(client.post(own(waiting, "paikka/"), {"go": "1"}))
    assert "Kaikki paikat ovat täynnä." in refused or "Ei onnistunut" in refused
    assert fresh(waiting).state == State.QUEUED

    table.programme.capacity = 4
    table.programme.save()
    page = told(client, client.post(own(waiting, "paikka/"), {"go": "1"}))
    assert "Aino Aalto sai paikan, ja viesti on matkalla." in page
    assert fresh(waiting).state == State.ACCEPTED
    assert fresh(first).state == State.ACCEPTED


def test_a_question_goes_as_it_was_seen(client: Client, table: Table) -> None:
    signup = table.apply("Aino Aalto", unit=None, other_unit="Nurmon lukio", language="sv")
    page = client.get(own(signup, "kysy/?lippu=no_unit"))
    begun = page.context["form"]["words"].value()
    assert "Nurmon lukio" in begun
    assert begun.startswith("Du skrev")  # in the reader's language

    changed = client.post(own(signup, "kysy/"), {"words": "Hur mår du?", "seen": page.context["seen"], "go": "1"})
    assert "Hur mår du?" in words(changed)
    assert letters("question") == []

    sent = client.post(own(signup, "kysy/"), {"words": "Hur mår du?", "seen": changed.context["seen"], "go": "1"})
    assert "Kysymys on matkalla: Aino Aalto." in told(client, sent)
    letter = Letter.objects.get(kind="signups.question")
    assert "Hur mår du?" in letter.text
    assert letter.to_address == signup.email


def test_a_letter_without_words_is_not_sent_and_showing_never_sends(client: Client, table: Table) -> None:
    signup = table.apply("Aino Aalto")

    assert "Kirjoita, mitä haluat sanoa" in words(client.post(own(signup, "hylkaa/"), {"words": " ", "go": "1"}))
    begun = client.get(own(signup, "hylkaa/"))
    typed = {"words": begun.context["form"]["words"].value(), "seen": begun.context["seen"]}
    client.post(own(signup, "hylkaa/"), {**typed, "show": "1"})
    assert fresh(signup).state == State.ACCEPTED

    client.post(own(signup, "hylkaa/"), {**typed, "go": "1"})
    assert fresh(signup).state == State.DECLINED
    assert typed["words"] in Letter.objects.get(kind="signups.declined").text


def test_the_confirmation_is_not_sent_twice_within_an_hour(client: Client, table: Table, at: Callable[[dt.datetime], None]) -> None:
    signup = table.apply("Aino Aalto")
    actions.remind(signup, by=VISITOR)

    assert "Osoitteeseen lähti viesti viimeisen tunnin aikana." in words(client.post(own(signup, "uudelleen/"), {"go": "1"}))
    at(make.AUGUST + dt.timedelta(hours=2))
    assert "Vahvistus on taas matkalla: Aino Aalto." in told(client, client.post(own(signup, "uudelleen/"), {"go": "1"}))
    assert letters("confirmation") == ["confirmation", "confirmation"]


def test_what_has_changed_meanwhile_is_told(client: Client, table: Table) -> None:
    signup = table.apply("Aino Aalto")
    actions.withdraw(signup, by=VISITOR)

    assert "Tätä ei voi nyt tehdä" in told(client, client.post(own(signup, "peru/"), {"go": "1"}))
    assert "Tätä ei voi nyt tehdä" in told(client, client.get(own(signup, "korjaa/")))


# by hand


def test_somebody_who_signed_up_on_paper_is_added_once(client: Client, table: Table) -> None:
    key = client.get(f"{LIST}lisaa/").context["key"]

    page = told(client, client.post(f"{LIST}lisaa/", {**typed(table), "key": key}))
    client.post(f"{LIST}lisaa/", {**typed(table), "key": key})

    assert "Aino Aalto on listalla. Vahvistus on matkalla hänelle." in page
    signup = Signup.objects.get()
    assert (signup.source, signup.language, signup.languages) == ("coordinator", "sv", ["sv", "fi"])
    assert [(letter.to_address, letter.language) for letter in Letter.objects.all()] == [("aino@koulu.example", "sv")]


@pytest.mark.parametrize(
    ("changed", "words_of_fault"),
    [
        ({"email": "aino"}, "Kirjoita sähköpostiosoite muodossa"),
        ({"wish1": ""}, "Valitse vähintään yksi teema tai se, että mikä tahansa teema käy"),
        ({"email": "ZOE@koulu.example"}, "Tällä osoitteella on jo ilmoittauduttu"),
        ({"wish1": "teema-1"}, "ei ole tarkoitettu"),
    ],
)
def test_faults_are_told_and_what_was_typed_stays(client: Client, table: Table, changed: dict[str, str], words_of_fault: str) -> None:
    table.apply("Zoe", email="zoe@koulu.example")

    page = client.post(f"{LIST}lisaa/", {**typed(table, together="Bertta"), **changed})

    assert words_of_fault in words(page)
    assert 'value="Bertta"' in page.content.decode()
    assert Signup.objects.count() == 1


def test_answers_are_corrected_on_their_behalf(client: Client, table: Table) -> None:
    signup = table.apply("Aino", wish="Toive", apart="Bertta", any_theme=True, apart_from_supervisor=False)
    form = client.get(own(signup, "korjaa/"))
    first = {name: value for each in form.context["forms"].forms for name, value in ((f.html_name, f.value()) for f in each)}
    assert (first["wish"], first["apart"], first["any_theme"], first["apart_from_supervisor"]) == ("Toive", "Bertta", True, False)
    assert (first["wish1"], first[f"slot_{table.slots[2].key}"]) == (table.themes[1].key, "2")

    page = told(client, client.post(own(signup, "korjaa/"), {**typed(table), "email": signup.email, "revision": form.context["revision"]}))

    assert "Vastaukset on tallennettu: Aino Aalto. Hän saa siitä viestin." in page
    held = fresh(signup)
    assert (held.name, held.language, list(held.slot_answers.values_list("slot", "value"))) == (
        "Aino Aalto",
        "sv",
        [(table.slots[0].pk, 2)],
    )
    assert letters("corrected") == ["corrected"]


def test_two_who_correct_at_once_lose_nothing(client: Client, table: Table) -> None:
    signup = table.apply("Aino")
    seen = client.get(own(signup, "korjaa/")).context["revision"]
    actions.correct(signup, answers=table.answers("Aino Toinen", email=signup.email), revision=seen, by=coordinator(table))

    page = client.post(own(signup, "korjaa/"), {**typed(table), "revision": seen})

    assert "Uusin versio" in words(page)
    assert "Aino Toinen" in words(page)
    assert 'value="Aino Aalto"' in page.content.decode()
    assert fresh(signup).name == "Aino Toinen"
    client.post(own(signup, "korjaa/"), {**typed(table), "revision": page.context["revision"]})
    assert fresh(signup).name == "Aino Aalto"


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 20])
def test_a_correction_without_the_version_it_was_made_on_changes_nothing(client: Client, table: Table, revision: str) -> None:
    signup = table.apply("Aino")

    client.post(own(signup, "korjaa/"), {**typed(table), "revision": revision})

    assert fresh(signup).name == "Aino"


# twice the same


@pytest.fixture
def twice(table: Table) -> tuple[Signup, Signup]:
    """Aino by the work address, confirmed, and by another one with more wishes and free text."""
    one = actions.confirm(table.apply("Aino Aalto", wish="Ensimmäinen"), by=VISITOR)
    return one, table.apply("Aino Aalto", email="aino@posti.example", themes=table.themes[1:3], apart="Bertta")


def test_two_sign_ups_become_one_with_the_chosen_answers(client: Client, twice: tuple[Signup, Signup], table: Table) -> None:
    one, other = twice
    page = client.get(own(other, f"vertaa/{one.reference}/"))
    proposed = {field.name: field.value() for field in page.context["form"]}
    assert proposed == {"email": "1", "themes": "2", "apart": "2", "wish": "1"}
    assert "Bertta" not in words(page)
    assert "Ensimmäinen" not in words(page)

    done = told(client, client.post(own(other, f"vertaa/{one.reference}/"), proposed))

    assert "Ilmoittautumiset on yhdistetty: Aino Aalto." in done
    assert "Kaksi ilmoittautumista yhdistettiin" in done
    kept = Signup.objects.get(state=State.ACCEPTED)
    assert (kept.email, kept.wish, kept.apart) == (one.email, "Ensimmäinen", "Bertta")
    assert list(kept.theme_wishes.values_list("theme", flat=True)) == [theme.pk for theme in table.themes[1:3]]
    assert letters("merged") == ["merged"]


def test_what_became_one_by_mistake_becomes_two_again(client: Client, twice: tuple[Signup, Signup], table: Table) -> None:
    one, other = twice
    kept = actions.merge(one, other=other, answers=actions.Answers.of(one), by=coordinator(table))
    gone = other if kept == one else one
    page, deed = words(client.get(own(kept))), own(kept, "erota/")
    assert f"Ilmoittautuminen {gone.reference} yhdistettiin tähän" in page
    Letter.objects.all().delete()

    shown = words(client.get(deed))
    assert f"{one.name}, {one.email}" in shown
    assert f"{other.name}, {other.email}" in shown
    assert shown.count("Verme-ilmoittautumisesi on taas erillinen") == 2
    assert (fresh(gone).state, Letter.objects.count()) == (State.MERGED, 0)
    done = told(client, client.post(deed))

    assert "Ilmoittautumisia on taas kaksi" in done
    assert (fresh(one).name, fresh(other).name, fresh(one).email, fresh(other).email) == (one.name, other.name, one.email, other.email)
    assert fresh(gone).state != State.MERGED
    assert set(Letter.objects.filter(kind="signups.parted").values_list("to_address", flat=True)) == {one.email, other.email}
    assert "yhdistettiin tähän" not in words(client.get(own(kept)))
    assert "ei voi tehdä nyt" in told(client, client.post(deed)) or "muuttunut" in told(client, client.get(deed))


def test_two_people_are_told_apart(client: Client, twice: tuple[Signup, Signup]) -> None:
    one, other = twice
    assert one.reference in words(client.get(own(other, f"vertaa/{one.reference}/")))

    told(client, client.post(own(one, f"vertaa/{other.reference}/"), {"different": "1"}))

    assert not client.get(LIST).context["shown"][0].twins
    assert letters("merged") == []


def test_a_choice_that_is_missing_is_told(client: Client, twice: tuple[Signup, Signup]) -> None:
    one, other = twice

    page = client.post(own(one, f"vertaa/{other.reference}/"), {"email": "3"})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert {fresh(one).state, fresh(other).state} == {State.ACCEPTED}
