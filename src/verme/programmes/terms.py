"""The words of a programme: kinds of group, admission, what happens to the late."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kind of group: it decides who is admitted, what credit, what discretion (product.md §2, domain.md §2.6)."""

    NEW_TEACHERS = "new_teachers", _("New in post")
    SUBJECT = "subject", _("By subject, field or school level")
    ASSISTANTS = "assistants", _("School assistants")
    PRINCIPALS = "principals", _("Reksiverme")
    LONG_CAREER = "long_career", _("K55")
    STUDENTS = "students", _("Students and working teachers")
    MULTI = "multi", _("Multi-professional")
    THEME = "theme", _("By theme")
    MENTORS = "mentors", _("Mentors' own group")


# Shown to outsiders only as "Theme group": the name would reveal something about its members (decisions.md §2).
DISCREET_KINDS = frozenset({Kind.LONG_CAREER})


class Admission(TextChoices):
    """In which order places are given (decisions.md §3)."""

    BY_TIME = "by_time", _("In the order of signing up")
    NEW_FIRST = "new_first", _("Those new in post first, then by lot")
    LOTTERY = "lottery", _("By lot")


class Late(TextChoices):
    """What happens to a sign-up after the deadline."""

    REFUSED = "refused", _("Not accepted")
    QUEUED = "queued", _("Accepted to the end of the queue")


class Stage(TextChoices):
    """Where a programme is, computed from its dates and marks; never stored."""

    DRAFT = "draft", _("Not announced")
    ANNOUNCED = "announced", _("Announced, not open yet")
    OPEN = "open", _("Sign-up is open")
    PAUSED = "paused", _("Sign-up is paused")
    CLOSED = "closed", _("Sign-up has closed")
    PUBLISHED = "published", _("Groups are published")
    ENDED = "ended", _("Ended")
