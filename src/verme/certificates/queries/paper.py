"""Reads over certificates: what one would say now, one's own, and the check that anybody may make with a code."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from verme.certificates import rules
from verme.certificates.models import Certificate, Permit
from verme.certificates.queries.credit import Earner
from verme.certificates.rules import Seen, Snapshot
from verme.groups.models import Group
from verme.groups.queries import seats_now
from verme.kernel import clock
from verme.meetings.models import Attendance, Correction, Meeting
from verme.meetings.queries import counting
from verme.meetings.terms import MeetingState
from verme.people.models import Person
from verme.signups.models import Signup

SALT = "verme.certificates.name"


def seen_of(signup: Signup) -> tuple[Seen, ...]:
    """Every recorded meeting of the sign-up's groups while it had a seat there, the earliest first; those that were held, and of gatherings
    those that the rules of their day count.
    """
    rows = counting(Attendance.objects.filter(seat__signup=signup, meeting__state=MeetingState.HELD))
    return tuple(_seen(row) for row in rows.select_related("meeting").order_by("meeting__starts_at", "meeting_id"))


def _seen(row: Attendance) -> Seen:
    meeting = row.meeting
    here = row.is_present and meeting.state == MeetingState.HELD
    return Seen(meeting.pk, clock.local(meeting.starts_at).date(), meeting.minutes, here)


def now_of(certificates: Sequence[Certificate]) -> dict[int, dict[int, Seen]]:
    """The meetings of these certificates as they are now, by certificate and meeting; in two queries."""
    named = {each.pk: {seen.meeting for seen in told_of(each).seen} for each in certificates}
    numbers = set[int]().union(*named.values()) if named else set()
    meetings = {each.pk: each for each in Meeting.objects.filter(pk__in=numbers)}
    signups = {each.pk: each.holder.signup_id for each in certificates}
    rows = Attendance.objects.filter(meeting__in=numbers, seat__signup__in=signups.values()).select_related("meeting", "seat")
    there = {(row.seat.signup_id, row.meeting_id): _seen(row) for row in rows}
    return {
        number: {
            meeting: there.get((signups[number], meeting)) or _absent(meetings[meeting]) for meeting in mentioned if meeting in meetings
        }
        for number, mentioned in named.items()
    }


def _absent(meeting: Meeting) -> Seen:
    return Seen(meeting.pk, clock.local(meeting.starts_at).date(), meeting.minutes, here=False)


def told_of(certificate: Certificate) -> Snapshot:
    """What the certificate says besides names."""
    return rules.held_again(certificate.snapshot)


def digest_of(name: str, code: str, secret: str | None = None) -> str:
    """The HMAC by which a typed name is compared; each certificate's is its own."""
    return salted_hmac(SALT, f"{code}:{rules.name_key(name)}", secret=secret or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def is_name_of(certificate: Certificate, name: str) -> bool:
    """Whether this is the holder's name. Keys that were in use earlier are tried too: a certificate is checked for ten years."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(digest_of(name, certificate.code, secret), certificate.name_digest) for secret in secrets)


@dataclass(frozen=True)
class Checked:
    """What anybody who has the code may know: number, hours, year, and whether attendance has been corrected since."""

    certificate: Certificate
    is_replaced: bool


def checked(code: str) -> Checked | None:
    """The certificate with this code, however it is spelled; None where there is none."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    found = Certificate.objects.select_related("organisation", "holder").filter(code=f"{plain[:4]}-{plain[4:]}").first()
    if found is None:
        return None
    return Checked(found, rules.is_replaced(told_of(found).seen, now_of([found])[found.pk]))


@dataclass(frozen=True)
class Own:
    """A certificate of one's own."""

    certificate: Certificate
    is_replaced: bool


def own_certificates(person: Person) -> list[Own]:
    """The certificates that this person has made, the latest first; in three queries."""
    return _with_now(Certificate.objects.filter(holder__signup__person=person).exclude(holder__name=""))


def made_for(signup: Signup) -> list[Own]:
    """The same of one sign-up."""
    return _with_now(Certificate.objects.filter(holder__signup=signup))


def _with_now(certificates: QuerySet[Certificate]) -> list[Own]:
    held = list(certificates.select_related("organisation", "holder__signup").order_by("-made_at", "-id"))
    now = now_of(held) if held else {}
    return [Own(each, rules.is_replaced(told_of(each).seen, now[each.pk])) for each in held]


def corrected_since() -> list[Signup]:
    """Whose attendance was corrected after they had made a certificate that nobody has looked at since; in one query."""
    later = Correction.objects.filter(
        attendance__meeting__attendances__seat__signup=OuterRef("holder__signup"), made_at__gte=OuterRef("made_at")
    )
    touched = Certificate.objects.filter(Exists(later), replacement__isnull=True).exclude(holder__name="")
    rows = Signup.objects.filter(pk__in=touched.values("holder__signup"), programme__is_practice=False)
    return list(rows.select_related("programme__organisation").order_by("pk"))


def made_by(earners: Iterable[Earner]) -> dict[int, list[Own]]:
    """The certificates of these people's years by sign-up, the latest first; in three queries."""
    signups = {number for each in earners if not each.hosts for number in each.signups}  # others' certificates are the others' to see
    found: dict[int, list[Own]] = {}
    for own in _with_now(Certificate.objects.filter(holder__signup__in=signups)) if signups else ():
        found.setdefault(own.certificate.holder.signup_id, []).append(own)
    return found


def permitted(group: Group) -> list[Signup]:
    """The members now who let the mentor take their certificates along, by name."""
    permits = Prefetch("signup__certificate_permit", Permit.objects.all())
    return [
        seat.signup
        for seat in seats_now()
        .filter(group=group, signup__certificate_permit__isnull=False)
        .select_related("signup__programme__organisation")
        .prefetch_related(permits)
    ]


def mentors_of(groups: Iterable[Group]) -> list[str]:
    """The names of those who have led these groups, each once, in order."""
    found: Mapping[str, None] = dict.fromkeys(
        leader.mentor.name for group in groups for leader in group.leaders.select_related("mentor").order_by("since", "id")
    )
    return list(found)


@dataclass(frozen=True)
class Shared:
    """A sign-up with a seat, and whether its holder lets the mentor take the certificate along."""

    signup: Signup
    is_given: bool


def sharing(person: Person) -> list[Shared]:
    """The sign-ups of a person that have or had a seat, the latest first; in one query."""
    rows = (
        Signup.objects.filter(person=person, seats__isnull=False).distinct().select_related("programme__organisation", "certificate_permit")
    )
    return [Shared(each, hasattr(each, "certificate_permit")) for each in rows.order_by("-pk")]
