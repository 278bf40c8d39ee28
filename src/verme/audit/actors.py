"""Who acts: a person in a role, somebody without an account, or the machine itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`person_id` is None for all but people; `role` is the role that gave the right ("coordinator", "member", "visitor" …)."""

    role: str
    person_id: int | None = None


VISITOR = Actor("visitor")  # fills in the public form
WORKER = Actor("worker")  # the timetable
OPERATOR = Actor("operator")  # the command line
