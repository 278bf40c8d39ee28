"""Everybody walks through everything: no link leads nowhere, and every page is seen by somebody."""

import pytest

from tests.pages.visits import Guide, pages

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db(transaction=True)]
CLOSED = {"403", "404", "sign in"}
# What nobody of this world is given: it belongs to somebody's own row in a state that the world has not. Each has tests of its own.
ELSEWHERE = {
    "member:agreement_changes": "tests/web/member/test_agreement.py",
    "member:agreement_remind": "tests/web/member/test_agreement.py",
    "member:attendance_object": "tests/web/member/test_attendance.py",
    "member:certificate_make": "tests/web/member/test_certificates.py",
    "member:certificate_permit": "tests/web/member/test_certificates.py",
    "member:pay_arrange": "tests/web/member/test_pay.py",
    "member:pay_remove": "tests/web/member/test_pay.py",
    "member:pay_send": "tests/web/member/test_pay.py",
    "member:pay_spend": "tests/web/member/test_pay.py",
    "staff:gathering_attendance": "tests/web/coordinator/test_gathering_attendance.py",
    "staff:gathering_settle": "tests/web/coordinator/test_gathering_attendance.py",
    "staff:signup_part": "tests/web/coordinator/test_signup_deeds.py",
}


def test_no_link_leads_nowhere(guide: Guide) -> None:
    assert {role: tour.broken for role, tour in guide.tours.items() if tour.broken} == {}


def test_every_address_answers_somebody(guide: Guide) -> None:
    """Otherwise the sweep would pass by a page without a word."""
    heard: dict[str, set[str]] = {}
    for tour in guide.tours.values():
        for name, answers in tour.answers.items():
            heard.setdefault(name, set()).update(answers)

    unheard = [address.name for address in pages() if heard.get(address.name, set()) <= CLOSED and address.name not in ELSEWHERE]
    assert not unheard, "\n".join(unheard)
