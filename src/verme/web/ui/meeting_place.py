"""Where a meeting is, as people type it in one field."""

from django.utils.translation import override

from verme.kernel.texts import LANGUAGES
from verme.meetings.models import Meeting
from verme.meetings.rules import as_typed
from verme.meetings.terms import MeetingMode
from verme.programmes.models import Programme


def online_names(programme: Programme) -> set[str]:
    """What means online when it is typed as a place: the programme's own names for it, and ours."""
    own = {name for place in programme.places.all() if place.is_online for name in place.names.values()}
    for language in LANGUAGES:
        with override(language):
            own.add(str(MeetingMode.ONLINE.label))
    return own


def typed_place(meeting: Meeting) -> str:
    """A meeting's place as it is typed."""
    return as_typed(meeting.where, str(MeetingMode.ONLINE.label))
