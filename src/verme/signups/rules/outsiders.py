"""Who is invited from outside, and what a supervisor may say."""

from datetime import datetime, timedelta

from verme.signups.terms import OutsiderRefusal, SupervisorRefusal

PERSONAL_LIFE = timedelta(days=30)
STUDENTS_MOST = 200
SUPERVISOR_SILENCE = timedelta(days=7)  # then silence means yes


def why_not_invite(*, name: str, email: str, is_over: bool) -> OutsiderRefusal | None:
    """A personal invitation is for one person with one address, until the groups are published."""
    if is_over:
        return OutsiderRefusal.TOO_LATE
    if not name.strip():
        return OutsiderRefusal.NAME
    return None if "@" in email else OutsiderRefusal.ADDRESS


def why_not_link(*, name: str, limit: int, expires_at: datetime, now: datetime, is_over: bool) -> OutsiderRefusal | None:
    """A link for a school of students has a limit of uses and an end."""
    if is_over:
        return OutsiderRefusal.TOO_LATE
    if not name.strip():
        return OutsiderRefusal.NAME
    if not 1 <= limit <= STUDENTS_MOST:
        return OutsiderRefusal.LIMIT
    return None if expires_at > now else OutsiderRefusal.PAST


def supervisor_says(*, said_yes: bool | None, asked_at: datetime, now: datetime) -> bool | None:
    """What the supervisor says: yes, no, or nothing yet. Silence for seven days means yes."""
    if said_yes is not None:
        return said_yes
    return True if now >= asked_at + SUPERVISOR_SILENCE else None


def why_not_answer(*, said_yes: bool | None, asked_at: datetime, now: datetime, is_active: bool) -> SupervisorRefusal | None:
    """A supervisor answers once, within the week, about a sign-up that stands."""
    if not is_active:
        return SupervisorRefusal.CANCELLED
    if said_yes is not None:
        return SupervisorRefusal.ANSWERED
    return SupervisorRefusal.TOO_LATE if now >= asked_at + SUPERVISOR_SILENCE else None
