"""Letters about credit and certificates, each to the one whose it is. They name days, hours and numbers, never a group or a theme."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import override

from verme.certificates.models import Certificate, Confirmation
from verme.certificates.queries import Earner
from verme.kernel import dates
from verme.mail import actions as mail
from verme.mail.actions import Reader
from verme.organisations import notices as organisations
from verme.organisations.models import Organisation
from verme.programmes.terms import CreditForm
from verme.signups.models import Signup
from verme.signups.notices import reader as reader_of

OWN_PAGE = "/oma/todistukset/"


def _write(kind: str, event: object, organisation: Organisation, reader: Reader, **words: object) -> None:
    mail.write(
        f"certificates.{kind}",
        event=f"certificates.{kind}:{event}",
        reader=reader,
        sender=organisations.sender(organisation, reader.language),
        context={"signature": organisations.signature(organisation), "link": mail.link(OWN_PAGE, reader.language), **words},
    )


def confirmed(earner: Earner, confirmation: Confirmation) -> None:
    """To whose credit it is: it has been confirmed as so much; a later one says that attendance had been corrected."""
    reader = Reader(earner.address, earner.name, earner.language, earner.person_id)
    if not reader.address:  # erased
        return
    _write(
        "confirmed",
        confirmation.pk,
        earner.organisation,
        reader,
        form=CreditForm(confirmation.form).value,
        days=_number(confirmation.days, reader.language),
        is_one_day=confirmation.days == 1,
        hours=_number(Decimal(confirmation.minutes) / 60, reader.language),
        meetings=confirmation.meetings,
        year=dates.school_year(earner.school_year),
        is_corrected=confirmation.number > 1,
        has_certificate=bool(earner.signups),
    )


def replaced(signup: Signup, certificates: Sequence[Certificate], newest: Certificate | None) -> None:
    """To the holder: these certificates do not say what is recorded any more; `newest` does, if the holder has made it already."""
    numbers = ", ".join(each.number for each in certificates)
    event = max(each.pk for each in certificates)
    organisation = signup.programme.organisation
    _write(
        "replaced",
        event,
        organisation,
        reader_of(signup),
        numbers=numbers,
        number=len(certificates),
        newest=newest.number if newest else "",
    )


def _number(value: Decimal, language: str) -> str:
    """1 · 7,5 · 0,25"""
    with override(language):
        return number_format(f"{value.quantize(Decimal('0.01')).normalize():f}")
