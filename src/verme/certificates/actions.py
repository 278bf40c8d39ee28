"""Confirming and reporting credit, and making certificates.

Credit is confirmed under the organisation's row, so that two who confirm at once confirm once; certificates take their numbers there too.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.certificates import notices, queries, rules
from verme.certificates.documents import certificate_pdf
from verme.certificates.models import Certificate, Confirmation, Credit, CreditReport, Holder, Permit, Replacement
from verme.certificates.queries import Earner
from verme.certificates.queries.paper import digest_of, mentors_of
from verme.certificates.rules import Snapshot
from verme.certificates.terms import CertificateRefusal, CreditRefusal, CreditState
from verme.groups.models import Group, Seat
from verme.groups.queries import leaders_now
from verme.kernel import clock, tokens
from verme.kernel.refusals import Refused
from verme.organisations import notices as organisations
from verme.organisations.models import Organisation, Unit
from verme.programmes import queries as programmes
from verme.programmes.terms import ConfirmedBy
from verme.signups.models import Signup


def _locked(organisation: int) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation)


@transaction.atomic
def confirm(
    organisation: Organisation, *, school_year: int, seen: Mapping[str, int], units: Collection[Unit] | None = None, by: Actor
) -> int:
    """Confirms what these people have earned: `seen` is minutes by the person's key, as the page showed them. Returns how many.

    Each of them gets a letter. A principal confirms those of the own `units`; None for the coordinator. What is confirmed already is left
    in peace. Raises Refused: NOBODY, NOT_YOURS, NOTHING, CHANGED.
    """
    held = _locked(organisation.pk)
    everybody = {each.key: each for each in queries.of_year(held, school_year) if units is None or each.unit in units}
    chosen = [everybody[key] for key in seen if key in everybody]
    fresh = [each for each in chosen if each.state == CreditState.EARNED]
    is_changed = any(each.earned.minutes != seen[each.key] or each.state == CreditState.ACCRUING for each in chosen)
    model = programmes.rules_on(held, min(clock.today(), date(school_year + 1, 7, 31)))
    reason = rules.why_not_confirm(
        ConfirmedBy(model.confirmed_by), as_principal=units is not None, chosen=len(chosen), is_changed=is_changed
    )
    if reason is not None:
        raise Refused(reason)
    for each in fresh:
        notices.confirmed(each, _confirm(each))
    audit.record("credit.confirmed", held, by=by, organisation=held.pk, school_year=school_year, people=len(fresh))
    return len(fresh)


def _confirm(earner: Earner) -> Confirmation:
    named = {"name": earner.name, "unit": earner.unit, "person_id": earner.person_id, "address": earner.address}
    credit = queries.credit_of(earner)
    if credit is None:
        credit = Credit.objects.create(organisation=earner.organisation, school_year=earner.school_year, **named)
    else:
        Credit.objects.filter(pk=credit.pk).update(**named)
    earned, number = earner.earned, credit.confirmations.count() + 1
    return Confirmation.objects.create(
        credit=credit, number=number, form=earned.form, meetings=earned.counted, days=earned.days, minutes=earned.minutes
    )


@transaction.atomic
def report(organisation: Organisation, *, school_year: int, by: Actor) -> int:
    """Everything that is confirmed has been given to the schools for their yearly plans. Returns how many lines are new.

    Raises Refused: NOTHING_NEW.
    """
    held = _locked(organisation.pk)
    confirmed = [each for each in queries.of_year(held, school_year) if each.state == CreditState.CONFIRMED]
    last = [credit.confirmations.latest("number") for each in confirmed if (credit := queries.credit_of(each)) is not None]
    if not last:
        raise Refused(CreditRefusal.NOTHING_NEW)
    CreditReport.objects.bulk_create(CreditReport(confirmation=each) for each in last)
    audit.record("credit.reported", held, by=by, organisation=held.pk, school_year=school_year, people=len(last))
    return len(last)


@transaction.atomic
def make(signup: Signup, *, language: str, by: Actor) -> Certificate:
    """The holder's certificate of what is recorded so far, with a number of its own; the last one again while nothing has changed.

    Raises Refused: NOT_YOURS, NO_MEETING.
    """
    house = _locked(signup.programme.organisation_id)
    if by.person_id is None or signup.person_id != by.person_id:
        raise Refused(CertificateRefusal.NOT_YOURS)
    made, is_new = _made(house, signup, language)
    if is_new:
        audit.record("certificate.made", made, by=by, organisation=house.pk, number=made.number, meetings=made.meetings)
    return made


def _made(house: Organisation, signup: Signup, language: str) -> tuple[Certificate, bool]:
    """The certificate and whether it is new."""
    told, now = _snapshot(signup, language), clock.now()
    if not told.meetings:
        raise Refused(CertificateRefusal.NO_MEETING)
    last = Certificate.objects.filter(holder__signup=signup).select_related("organisation", "holder").order_by("-id").first()
    if last is not None and (queries.told_of(last), last.language, last.holder.name) == (told, language, signup.name):
        return last, False
    year, code = clock.local(now).year, tokens.reference()
    newest = Certificate.objects.filter(organisation=house, year=year).aggregate(last=Max("serial"))["last"] or 0
    made = Certificate.objects.create(
        organisation=house,
        year=year,
        serial=newest + 1,
        code=code,
        school_year=signup.programme.school_year,
        language=language,
        meetings=told.meetings,
        minutes=told.attended_minutes,
        snapshot=told.stored(),
        name_digest=digest_of(signup.name, code),
        made_at=now,
    )
    groups = Group.objects.filter(seats__signup=signup).distinct().order_by("pk")
    Holder.objects.create(
        certificate=made, signup=signup, name=signup.name, mentors=mentors_of(groups), signer=organisations.signature(house)
    )
    return made, True


def _snapshot(signup: Signup, language: str) -> Snapshot:
    seat = Seat.objects.filter(signup=signup).select_related("group__theme").order_by("since", "id").last()
    first = signup.programme.organisation.first_language
    title = seat.group.theme.public_title(language, first, after_publication=True) if seat else ""
    earner, seen = queries.of_signup(signup), queries.seen_of(signup)
    if earner is None or not earner.is_valid:
        return Snapshot(title, seen)
    return Snapshot(title, seen, str(earner.earned.form), str(earner.earned.days), earner.earned.minutes)


@transaction.atomic
def tell_replaced(signup: Signup, *, by: Actor) -> bool:
    """The holder gets one letter about the certificates that corrected attendance has replaced and that were not told of; False for none.

    If attendance is corrected back later, they are right again, as their check says, and nothing more is told.
    """
    house = _locked(signup.programme.organisation_id)
    told = set(Replacement.objects.filter(certificate__holder__signup=signup).values_list("certificate", flat=True))
    own = queries.made_for(signup)
    fresh = [each.certificate for each in reversed(own) if each.is_replaced and each.certificate.pk not in told]
    if not fresh:
        return False
    Replacement.objects.bulk_create(Replacement(certificate=each) for each in fresh)
    notices.replaced(signup, fresh, next((each.certificate for each in own if not each.is_replaced), None))
    audit.record("certificate.replaced", signup, by=by, organisation=house.pk, certificates=len(fresh))
    return True


@transaction.atomic
def permit(signup: Signup, *, is_given: bool, by: Actor) -> Signup:
    """The holder lets the group's mentor take the certificate along with the others, or does not any more. Raises Refused (NOT_YOURS)."""
    held = Signup.objects.select_for_update(of=("self",)).select_related("programme").get(pk=signup.pk)
    if by.person_id is None or held.person_id != by.person_id:
        raise Refused(CertificateRefusal.NOT_YOURS)
    is_held = Permit.objects.filter(signup=held).exists()
    if is_given and not is_held:
        Permit.objects.create(signup=held)
    elif is_held and not is_given:
        Permit.objects.filter(signup=held).delete()
    audit.record("certificate.permitted", held, by=by, organisation=held.programme.organisation_id, is_given=is_given)
    return held


@dataclass(frozen=True)
class Paper:
    """One file of a bundle."""

    certificate: Certificate
    content: bytes


@transaction.atomic
def bundle(group: Group, *, by: Actor) -> Sequence[Paper]:
    """The certificates of those in the group who have let the mentor take theirs along, each in its reader's language.

    Whoever has not, or has not been at a meeting, is not among them. Raises Refused: NOT_YOURS for who does not lead the group, NO_PERMIT.
    """
    house = _locked(group.programme.organisation_id)
    if by.person_id is None or not leaders_now().filter(group=group, mentor__person=by.person_id).exists():
        raise Refused(CertificateRefusal.NOT_YOURS)
    permitted = [each for each in queries.permitted(group) if any(seen.here for seen in queries.seen_of(each))]
    if not permitted:
        raise Refused(CertificateRefusal.NO_PERMIT)
    made = [_made(house, each, each.language)[0] for each in permitted]
    audit.record("certificate.bundled", group, by=by, organisation=house.pk, certificates=len(made))
    return [Paper(each, certificate_pdf(each)) for each in made]
