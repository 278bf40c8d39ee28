"""How long one stays in, a fresh code, rights that end at once, refused tries in the log (trust.md T-08, R-18; I-43)."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests import cast
from tests.visit import signed_in
from tests.web.account.conftest import CODE, Visitor
from verme.audit.actors import OPERATOR
from verme.audit.models import Entry
from verme.kernel import clock
from verme.mail.models import Letter
from verme.organisations import actions as organisations
from verme.organisations.models import Role
from verme.organisations.terms import RoleKind
from verme.people.models import Person
from verme.web.ui import sessions

pytestmark = pytest.mark.django_db
LETTERS = "/o/seinajoki/viestit/"
PROVE = "/kirjaudu/varmista/"


@pytest.fixture
def house() -> cast.House:
    return cast.seinajoki()


@pytest.fixture
def coordinator(house: cast.House) -> Client:
    return signed_in(house.coordinator)


def _age(client: Client, **seconds: float) -> None:
    """Moves marks of the session into the past."""
    session = client.session
    for mark, ago in seconds.items():
        session[mark] = clock.real_now().timestamp() - ago
    session.save()


@pytest.mark.parametrize(
    ("who", "idle", "life"),
    [("staff", 30 * 60, 10 * 3600), ("others", 14 * 86400, 90 * 86400)],
)
def test_a_session_ends_when_idle_and_in_the_end_anyway(house: cast.House, who: str, idle: int, life: int) -> None:
    person = house.coordinator if who == "staff" else cast.stranger()
    page = LETTERS if who == "staff" else PROVE
    for seen, began, is_in in [(idle - 60, life - 60, True), (idle + 60, life - 60, False), (60, life + 60, False)]:
        client = signed_in(person)
        _age(client, seen=seen, began=began)
        assert (client.get(page).status_code == 200) is is_in


def test_who_was_signed_out_is_told_why_and_gets_back(coordinator: Client) -> None:
    _age(coordinator, seen=31 * 60)
    to = coordinator.get(LETTERS).headers["Location"]
    told = coordinator.get(to).content.decode()

    assert to == "/kirjaudu/?next=%2Fo%2Fseinajoki%2Fviestit%2F"
    assert "Olit hetken poissa, joten kirjasimme sinut ulos." in told
    assert f'name="next" value="{LETTERS}"' in told
    assert "Olit hetken poissa" not in coordinator.get(to).content.decode()


def test_looking_keeps_one_in_and_writes_at_most_once_a_minute(coordinator: Client) -> None:
    _age(coordinator, seen=29 * 60)
    coordinator.get(LETTERS)
    seen = coordinator.session["seen"]
    coordinator.get(LETTERS)

    assert clock.real_now().timestamp() - seen < 5
    assert coordinator.session["seen"] == seen


def test_a_person_who_is_gone_is_out_at_once(house: cast.House, coordinator: Client) -> None:
    Person.objects.filter(pk=house.coordinator.pk).update(is_active=False)

    assert coordinator.get(LETTERS).headers["Location"].startswith("/kirjaudu/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_role_that_ends_is_gone_at_the_next_request_and_the_try_is_logged(house: cast.House, coordinator: Client, method: str) -> None:
    second = cast.stranger()
    organisations.grant_role(house.organisation, person=second, kind=RoleKind.COORDINATOR, by=OPERATOR)
    assert coordinator.get(LETTERS).status_code == 200
    organisations.end_role(Role.objects.get(person=house.coordinator), by=OPERATOR)

    assert getattr(coordinator, method)(LETTERS).status_code == 404
    entry = Entry.objects.get(verb="person.entry_refused")
    assert (entry.person_id, entry.organisation_id, entry.facts) == (
        house.coordinator.pk,
        house.organisation.pk,
        {"address": "staff:letters"},
    )


def test_a_role_that_does_not_permit_is_refused_and_logged(house: cast.House) -> None:
    client = signed_in(house.people[RoleKind.PAYROLL])

    assert client.get(LETTERS).status_code == 403
    assert Entry.objects.get(verb="person.entry_refused").role == RoleKind.PAYROLL


def test_what_is_not_there_is_no_refusal(coordinator: Client) -> None:
    assert coordinator.get("/o/seinajoki/viestit/99/").status_code == 404
    assert coordinator.get("/o/seinajoki/nowhere/").status_code == 404
    assert Client().get(LETTERS).status_code == 302
    assert not Entry.objects.filter(verb="person.entry_refused").exists()


# --- sessions in the table ----------------------------------------------------------------------------------------------


def _life(client: Client) -> dt.timedelta:
    return Session.objects.get(pk=client.cookies[settings.SESSION_COOKIE_NAME].value).expire_date - timezone.now()


def test_what_a_visitor_typed_is_forgotten_a_day_after_the_last_page(charlie: Visitor) -> None:
    charlie.ask()

    assert abs(_life(charlie.client) - sessions.VISITOR_LIFE) < dt.timedelta(minutes=1)
    assert charlie.client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == pytest.approx(86400, abs=5)


def test_a_signed_in_session_is_kept_for_as_long_as_one_may_stay(charlie: Visitor) -> None:
    charlie.sign_in()

    assert abs(_life(charlie.client) - sessions.OTHER_LIFE) < dt.timedelta(minutes=1)


def test_looking_at_public_pages_makes_no_session(db: None) -> None:
    for path in ("/", "/kirjaudu/", "/kuka-nakee-mita/"):
        Client().get(path)

    assert not Session.objects.exists()


# --- a fresh code -------------------------------------------------------------------------------------------------------


@pytest.fixture
def tired(house: cast.House) -> Client:
    """A coordinator who signed in a while ago."""
    return signed_in(house.coordinator, fresh=False)


def _code() -> str:
    found = CODE.search(Letter.objects.filter(kind="people.code").latest("id").text)
    assert found is not None
    return found[0]


def _is_fresh(client: Client) -> bool:
    proved: float = client.session.get("proved", 0)
    return clock.real_now().timestamp() - proved < 900


def test_a_fresh_code_is_sent_by_a_button_and_opens_the_way(tired: Client) -> None:
    page = f"{PROVE}?next={LETTERS}"
    assert "Lähetä koodi" in tired.get(page).content.decode()
    assert not Letter.objects.filter(kind="people.code").exists()
    assert tired.post(page).headers["Location"] == page
    told = tired.get(page).content.decode()
    assert "k***i@seinajoki.example" in told and "koordinaattori@seinajoki.example" not in told
    answer = tired.post(page, {"code": _code().lower()})

    assert answer.headers["Location"] == LETTERS
    assert _is_fresh(tired)


def _wrong(client: Client, times: int) -> None:
    for _ in range(times):
        assert "Koodi ei käy" in client.post(PROVE, {"code": "BBBB-BBBB"}).content.decode()


@pytest.mark.parametrize(
    ("spoil", "opens"),
    [
        (lambda client: _wrong(client, 4), True),
        (lambda client: _wrong(client, 5), False),
        (lambda client: client.session, True),
    ],
)
def test_five_wrong_codes_spend_it(tired: Client, spoil: Callable[[Client], object], opens: bool) -> None:
    tired.post(PROVE)
    code = _code()
    spoil(tired)
    tired.post(PROVE, {"code": code})

    assert _is_fresh(tired) is opens


def test_wrong_codes_are_logged(tired: Client) -> None:
    tired.post(PROVE)
    _wrong(tired, 2)

    assert Entry.objects.filter(verb="person.code_refused").count() == 2


def _sent_ago(client: Client, seconds: float) -> None:
    session = client.session
    session["fresh_code"] = {**session["fresh_code"], "at": clock.real_now().timestamp() - seconds}
    session.save()


@pytest.mark.parametrize(("seconds", "opens"), [(590, True), (601, False)])
def test_a_fresh_code_lives_ten_minutes(tired: Client, seconds: int, opens: bool) -> None:
    tired.post(PROVE)
    _sent_ago(tired, seconds)
    tired.post(PROVE, {"code": _code()})

    assert _is_fresh(tired) is opens


def test_a_fresh_code_works_once(tired: Client) -> None:
    tired.post(PROVE)
    tired.post(PROVE, {"code": _code()})
    _age(tired, proved=16 * 60)
    tired.post(PROVE, {"code": _code()})

    assert not _is_fresh(tired)


def test_a_button_pressed_twice_sends_one_letter(tired: Client) -> None:
    tired.post(PROVE), tired.post(PROVE)
    assert Letter.objects.filter(kind="people.code").count() == 1
    _sent_ago(tired, 21)
    tired.post(PROVE)

    assert Letter.objects.filter(kind="people.code").count() == 2


def test_somebody_elses_fresh_code_does_not_do(tired: Client, house: cast.House) -> None:
    other = signed_in(house.people[RoleKind.DPO], fresh=False)
    other.post(PROVE)
    others = _code()
    tired.post(PROVE)
    tired.post(PROVE, {"code": others})

    assert not _is_fresh(tired)
