"""Is anybody working?"""

from datetime import timedelta

from verme.clockwork.models import Beat
from verme.kernel import clock

SILENCE = timedelta(seconds=60)


def a_worker_is_alive() -> bool:
    """Whether any worker has given a sign of life within a minute of real time."""
    return Beat.objects.filter(at__gte=clock.real_now() - SILENCE).exists()
