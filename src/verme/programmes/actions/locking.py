"""The programme under lock: every deed on it begins here."""

from verme.kernel.refusals import Refused
from verme.programmes.models import Programme
from verme.programmes.terms import ProgrammeRefusal


def locked(programme: Programme) -> Programme:
    """The programme as it is now, held until the transaction ends, with its organisation. Raises Refused(ENDED) once it is over."""
    held = any_locked(programme)
    if held.ended_at is not None or held.published_at is not None:
        raise Refused(ProgrammeRefusal.ENDED)
    return held


def any_locked(programme: Programme) -> Programme:
    """The same, whatever its stage."""
    return Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
