"""The certificate as a PDF (PDF/UA-1 and PDF/A-2a) out of its snapshot: the same certificate always makes the same bytes."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext, ngettext, override

from verme.certificates.models import Certificate
from verme.certificates.queries import told_of
from verme.certificates.rules import Seen, Snapshot
from verme.kernel import clock, dates, pdf, qr
from verme.programmes.terms import CreditForm

TEMPLATE = Path(__file__).resolve().parent / "typst" / "certificate.typ"


def certificate_pdf(certificate: Certificate) -> bytes:
    """One page in the language of the certificate, with its number, code and QR code."""
    with override(certificate.language):
        values = _values(certificate, told_of(certificate))
    return pdf.render(TEMPLATE, values, made_at=certificate.made_at, archival=True)


def check_url(certificate: Certificate) -> str:
    """Where anybody can check it."""
    return f"{settings.BASE_URL.rstrip('/')}/t/{certificate.code}/"


def _values(certificate: Certificate, told: Snapshot) -> dict[str, object]:
    holder, language = certificate.holder, certificate.language
    url = check_url(certificate)
    shown = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    year = dates.school_year(certificate.school_year)
    mentors = [name for name in holder.mentors if name]
    rows = [
        (gettext("Theme of the group"), told.title),
        (ngettext("Mentor", "Mentors", len(mentors)), ", ".join(mentors)),
        (gettext("Meetings"), meetings_words(certificate.meetings, certificate.minutes, language)),
        (gettext("Days"), days_words([each for each in told.seen if each.here], language)),
        (gettext("Replaces") if told.form == CreditForm.VESO else gettext("Counts as"), credit_words(told, language)),
    ]
    return {
        "language": language,
        "number": certificate.number,
        "number_words": gettext("No %(number)s") % {"number": certificate.number},
        "provider": certificate.organisation.name_in(language),
        "title": gettext("Certificate"),
        "document": gettext("Verme certificate %(number)s") % {"number": certificate.number},
        "name": holder.name,
        "sentence": gettext("has taken part in peer-group mentoring in the school year %(year)s.") % {"year": year},
        "meetings": [each.here for each in told.seen],
        "attended": certificate.meetings,
        "ring": gettext("A ring of %(n)s meetings, %(full)s places are full") % {"n": len(told.seen), "full": certificate.meetings},
        "below": ngettext("meeting", "meetings", len(told.seen)),
        "rows": [list(row) for row in rows if row[1]],
        "date": dates.bare_day(clock.local(certificate.made_at).date(), language),
        "signer": holder.signer,
        "role": gettext("Coordinator of Verme"),
        "check_before": gettext("Whether the certificate is genuine can be checked at"),
        "check_after": gettext("or with the code beside. The check shows no name unless you type it."),
        "check_url": url,
        "check_short": shown,
        "qr": qr.svg(url, border=0).decode(),
        "qr_alt": gettext("QR code: %(address)s") % {"address": shown},
    }


def hours_words(minutes: int, language: str) -> str:
    """7,5 tuntia"""
    number = (Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize()
    text = f"{number:f}" if language == "en" else f"{number:f}".replace(".", ",")
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if number == 1 else 2) % {"hours": text}


def meetings_words(meetings: int, minutes: int, language: str) -> str:
    """5, yhteensä 7,5 tuntia"""
    return gettext("%(n)s, %(hours)s in all") % {"n": meetings, "hours": hours_words(minutes, language)}


def days_words(seen: list[Seen], language: str) -> str:
    """21.9., 19.10. ja 14.12.2026, 1.2.2027: the year once, at the last day of it."""
    days = [each.day for each in seen]
    return ", ".join(_day(days, place, language) for place in range(len(days)))


def _day(days: Sequence[date], place: int, language: str) -> str:
    day = days[place]
    if place + 1 == len(days) or days[place + 1].year != day.year:
        return dates.bare_day(day, language)
    return dates.short_day(day, language).split(" ", 1)[1]


def credit_words(told: Snapshot, language: str) -> str:
    """What has been confirmed: VESO days, or hours; empty while nothing has."""
    if not told.form or not told.minutes:
        return ""
    hours = hours_words(told.minutes, language)
    match CreditForm(told.form):
        case CreditForm.VESO:
            days = Decimal(told.days).normalize()
            number = f"{days:f}" if language == "en" else f"{days:f}".replace(".", ",")
            words = ngettext("%(days)s VESO training day (%(hours)s)", "%(days)s VESO training days (%(hours)s)", 1 if days == 1 else 2)
            return words % {"days": number, "hours": hours}
        case CreditForm.HOURS:
            return gettext("in-service training, %(hours)s") % {"hours": hours}
        case CreditForm.STUDIES:
            return gettext("%(hours)s towards study credits") % {"hours": hours}
        case _:
            return ""
