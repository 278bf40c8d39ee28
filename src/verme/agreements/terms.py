"""The words of agreements: what a version is, how two versions differ, why something is not done."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """Where one version of a group's agreement is. It is never stored: the acceptances tell."""

    OFFERED = "offered", _("Waits for acceptances")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced by a later version")
    NEVER = "never", _("Did not come into force")


class AgreementRefusal(TextChoices):
    """Why an agreement or a plan is not written, offered or accepted."""

    NOT_MENTOR = "not_mentor", _("Only the group's mentor can do this.")
    STALE = "stale", _("Somebody has changed the text since you opened it. This is what it is now; your own words are below.")
    NOTHING = "nothing", _("Write at least one section before you offer the agreement.")
    NO_MEMBERS = "no_members", _("The group has no members to offer the agreement to.")
    NO_HEADING = "no_heading", _("Every section has a heading and a text.")
    SAME_HEADING = "same_heading", _("Two sections have the same heading.")
    TOO_LONG = "too_long", _("The agreement is too long: at most 30 sections of 4,000 characters.")
    NOT_OPEN = "not_open", _("A newer version has been offered. Read that one.")
    NOT_ASKED = "not_asked", _("This version is not yours to accept. You are asked when it is in force.")
    ALL_ACCEPTED = "all_accepted", _("Nobody's acceptance is missing any more.")
    REMINDED = "reminded", _("A reminder has gone out today already.")
