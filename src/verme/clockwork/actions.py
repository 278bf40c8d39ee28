"""Signs of life."""

from django.db import transaction

from verme.clockwork.models import Beat
from verme.kernel import clock

PROOF = "proof"


def beat(name: str) -> None:
    """A worker process says that it is alive. Written at most every ten seconds by each, so no audit entry."""
    Beat.objects.update_or_create(name=name, defaults={"at": clock.real_now()})


def prove_the_database_writes() -> None:
    """Writes and takes back: raises DatabaseError when the database cannot write. Nothing stays, so health checks wear nothing out."""
    with transaction.atomic():
        Beat.objects.update_or_create(name=PROOF, defaults={"at": clock.real_now().replace(year=2000)})
        transaction.set_rollback(True)


def leave(name: str) -> None:
    """A worker process goes home: it is not waited for."""
    Beat.objects.filter(name=name).delete()
