"""What the clock asks of organisations. May run twice without harm."""

from datetime import timedelta

from verme.audit.actors import WORKER
from verme.kernel import clock
from verme.organisations import actions
from verme.organisations.models import StaffImport

KEPT = timedelta(days=1)  # of real time, as sessions


def forget_staff_files() -> int:
    """Files with people in them that nobody took into use are forgotten after a day. Returns how many."""
    old = StaffImport.objects.filter(made_at__lt=clock.real_now() - KEPT).defer("rows")
    for held in old:
        actions.forget_staff_file(held, by=WORKER)
    return len(old)
