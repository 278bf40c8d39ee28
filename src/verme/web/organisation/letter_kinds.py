"""What each kind of letter is called on the letters page. A test finds kinds without a name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "agreements.in_force": _("Group agreement is in force"),
    "agreements.newcomer": _("Group agreement, to a newcomer"),
    "agreements.offered": _("Group agreement to accept"),
    "agreements.reminder": _("Reminder of the group agreement"),
    "bulletins.bulletin": _("Message to many"),
    "groups.asked": _("Question to a group about a new member"),
    "groups.asked_about": _("A group is being asked"),
    "groups.formed": _("Proposal for groups is ready"),
    "groups.joined": _("New member in a group"),
    "groups.member": _("Group is ready, to a member"),
    "groups.mentor": _("Group is ready, to its mentor"),
    "groups.waiting": _("On the waiting list after the groups"),
    "meetings.corrected": _("Attendance corrected, to the participant"),
    "meetings.objected": _("Correction of attendance asked for, to the mentor"),
    "meetings.stays": _("Attendance stays, to the participant"),
    "meetings.cancelled": _("Meeting cancelled"),
    "meetings.changed": _("Meeting changed"),
    "meetings.excuse": _("Somebody cannot come, to the mentor"),
    "meetings.invited": _("Invitation to meetings"),
    "meetings.left": _("Meetings that go out of a calendar"),
    "meetings.nudge": _("Reminder to record attendance"),
    "meetings.reminder": _("Reminder the day before a meeting"),
    "mentors.invitation": _("Invitation to mentors"),
    "mentors.link": _("Link to a mentor's answer"),
    "mentors.offer": _("Offer of a mentor, to its leads"),
    "mentors.taken_back": _("Offer taken back, to its leads"),
    "mornings.digest": _("What is new, in the morning"),
    "mornings.nudge": _("The step that waits"),
    "organisations.role": _("New role"),
    "people.address_changed": _("Address changed, to the old one"),
    "people.address_taken": _("An address that is in use was asked for"),
    "people.code": _("Sign-in code"),
    "people.link": _("Sign-in link"),
    "people.new_address": _("Code to a new address"),
    "people.unknown": _("Unknown address"),
    "programmes.call": _("Call to staff"),
    "programmes.reminder": _("Reminder of the call"),
    "programmes.sample": _("Call, to its sender first"),
    "signups.accepted": _("A place was given"),
    "signups.again": _("Signed up already"),
    "signups.burst": _("Many sign-ups at once"),
    "signups.cancelled": _("Sign-up cancelled"),
    "signups.confirmation": _("Confirmation of the sign-up"),
    "signups.corrected": _("Sign-up corrected"),
    "signups.declined": _("Sign-up declined"),
    "signups.in_the_draw": _("In the draw"),
    "signups.invitation": _("Personal invitation"),
    "signups.merged": _("Sign-ups merged"),
    "signups.offer": _("Offer of a free place"),
    "signups.question": _("Question about a sign-up"),
    "signups.queued": _("On the waiting list after the draw"),
    "signups.reminder": _("Reminder to open the letter"),
    "signups.supervisor_asked": _("Question to the supervisor"),
    "signups.supervisor_told": _("Notice to the supervisor"),
    "signups.waiting": _("On the waiting list"),
}


def name_of(kind: str) -> str:
    """The kind in words; its own mark when it has none."""
    return str(KINDS.get(kind, kind))
