"""Certificates: what they say, that anybody can check them, that they are replaced after a correction, the bundle of a group."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction

from tests import pdf_text
from tests.rooms.certificates.season import (
    SPRING,
    certificate,
    confirm,
    coordinator,
    correct,
    hold,
    refused,
    season,
    seats,
)
from verme.audit.models import Entry
from verme.certificates import actions, queries
from verme.certificates.documents import certificate_pdf
from verme.certificates.models import Certificate, Holder
from verme.certificates.queries.paper import is_name_of
from verme.certificates.terms import CertificateRefusal
from verme.programmes.models import Theme
from verme.programmes.terms import CreditForm, Kind
from verme.signups.models import Signup

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring(at: Callable[[dt.datetime], None]) -> None:
    """It is the end of May."""
    at(SPRING)


# --- certificates -----------------------------------------------------------------------------------------------------------


def test_a_certificate_says_what_is_recorded() -> None:
    """I-27: hours are the lengths of the held meetings attended."""
    year = season([5])
    seat = seats(year)[0]

    made = certificate(year, seat)

    assert (made.number, made.meetings, made.minutes, made.school_year) == ("SEINAJOKI-2027-0001", 5, 450, 2026)
    told = queries.told_of(made)
    assert [each.here for each in told.seen] == [True] * 5 + [False]
    assert (told.form, told.days) == ("", "")
    assert Entry.objects.latest("id").verb == "certificate.made"


def test_the_credit_line_appears_once_it_is_confirmed() -> None:
    year = season([5])
    seat = seats(year)[0]
    first = certificate(year, seat)
    confirm(year, seat)

    second = certificate(year, seat)

    assert (second.serial, queries.told_of(second).form, queries.told_of(second).days) == (2, CreditForm.VESO, "1")
    assert [each.is_replaced for each in queries.made_for(seat.signup)] == [False, False]
    assert first.serial == 1


def test_the_same_content_is_the_same_certificate() -> None:
    year = season([5])
    seat = seats(year)[0]

    first = certificate(year, seat)

    assert certificate(year, seat) == first
    assert certificate(year, seat, "sv") != first
    assert Certificate.objects.count() == 2
    assert certificate_pdf(first) == certificate_pdf(Certificate.objects.get(pk=first.pk))


def test_only_the_holder_makes_it_and_only_after_a_meeting() -> None:
    year = season([1, 0])
    first, second = seats(year)[:2]
    year.member(first)

    for by in (coordinator(year), year.actor(year.groups[0]), year.member(second).acting("member")):
        refused(CertificateRefusal.NOT_YOURS, actions.make, Signup.objects.get(pk=first.signup_id), language="fi", by=by)
    signup = Signup.objects.get(pk=second.signup_id)
    refused(CertificateRefusal.NO_MEETING, actions.make, signup, language="fi", by=year.member(second).acting("member"))


def test_after_a_correction_the_old_one_is_replaced() -> None:
    """T-19."""
    year = season([5])
    seat = seats(year)[0]
    old = certificate(year, seat)
    found = queries.checked(old.code)
    assert found is not None and not found.is_replaced
    correct(year, year.groups[0].meeting_rows.order_by("starts_at")[0], seat, here=False)

    found = queries.checked(old.code)
    new = certificate(year, seat)

    assert found is not None and found.is_replaced
    assert (new.meetings, new.minutes) == (4, 360)
    assert [each.is_replaced for each in queries.made_for(seat.signup)] == [False, True]


def test_a_meeting_recorded_later_replaces_nothing() -> None:
    year = season([5])
    seat = seats(year)[0]
    old = certificate(year, seat)
    hold(year, year.groups[0], dt.date(2027, 5, 18), year.seats(year.groups[0]))

    found = queries.checked(old.code)

    assert found is not None and not found.is_replaced
    assert certificate(year, seat).meetings == 6


def test_a_code_that_was_altered_is_not_found() -> None:
    year = season([5])
    code = certificate(year, seats(year)[0]).code
    other = code[:-1] + ("2" if code[-1] != "2" else "3")

    assert queries.checked(other) is None
    assert [queries.checked(each) for each in ("", "X" * 200, "😀", "%00")] == [None] * 4
    assert queries.checked(code.lower().replace("-", " ")) is not None


def test_the_name_is_known_only_to_who_knows_it() -> None:
    year = season([5])
    seat = seats(year)[0]
    made = certificate(year, seat)
    name = seat.signup.name

    assert [is_name_of(made, each) for each in (name, f"  {name.upper()} ", "Joku Muu", "")] == [True, True, False, False]
    kept = str(Certificate.objects.values().get())
    assert name not in kept
    assert Holder.objects.get().name == name


def test_the_paper(settings: Any) -> None:
    """PDF/UA-1 and PDF/A: tagged, titled, in its language; what it says, and that a discreet theme is not named."""
    settings.BASE_URL = "https://verme.example"
    year = season([5])
    Theme.objects.filter(pk=year.groups[0].theme_id).update(kind=Kind.LONG_CAREER)
    seat = seats(year)[0]
    confirm(year, seat)

    made = certificate(year, seat)
    content = certificate_pdf(made)

    text = pdf_text.text(content)
    for words in (
        "Todistus",
        seat.signup.name,
        "on osallistunut vertaisryhmämentorointiin lukuvuonna 2026–2027.",
        "Teemaryhmä",
        "5, yhteensä 7,5 tuntia",
        "6.10., 3.11., 1.12., 29.12.2026, 26.1.2027",
        "1 VESO-koulutuspäivä (6 tuntia)",
        f"verme.example/t/{made.code}",
    ):
        assert words in text
    assert "Teema 2" not in text
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert (str(paper.Root.Lang), bool(paper.Root.MarkInfo.Marked)) == ("fi-FI", True)
        meta = paper.open_metadata()
        assert meta["dc:title"] == f"Verme-todistus {made.number}"
        assert (meta["pdfuaid:part"], meta["pdfaid:part"]) == ("1", "2")


def test_the_bundle_holds_those_who_let_it() -> None:
    year = season([5, 4, 0])
    group, by = year.groups[0], year.actor(year.groups[0])
    refused(CertificateRefusal.NO_PERMIT, actions.bundle, group, by=by)
    for seat in seats(year)[:3]:
        person = year.member(seat)
        actions.permit(Signup.objects.get(pk=seat.signup_id), is_given=True, by=person.acting("member"))
    person = year.member(seats(year)[1])
    actions.permit(Signup.objects.get(pk=seats(year)[1].signup_id), is_given=False, by=person.acting("member"))

    papers = actions.bundle(group, by=by)

    assert [each.certificate.holder.name for each in papers] == [
        seats(year)[0].signup.name
    ]  # the second took it back, the third never came
    refused(CertificateRefusal.NOT_YOURS, actions.bundle, group, by=coordinator(year))
    refused(CertificateRefusal.NOT_YOURS, actions.permit, seats(year)[0].signup, is_given=False, by=by)


@pytest.mark.parametrize("table", ["confirmation", "creditreport", "certificate"])
@pytest.mark.parametrize("deed", ["UPDATE certificates_{} SET id = id", "DELETE FROM certificates_{}"])
def test_the_database_refuses_to_change_what_was_said(table: str, deed: str) -> None:
    year = season([4])
    confirm(year, seats(year)[0])
    actions.report(year.here.house.organisation, school_year=2026, by=coordinator(year))
    certificate(year, seats(year)[0])

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed.format(table))
