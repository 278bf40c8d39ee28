"""Is the service well? For the machine that watches it."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from verme.clockwork import actions as clockwork
from verme.clockwork import queries
from verme.web.ui.desk import Desk
from verme.web.ui.doors import program


@program
def health(request: HttpRequest, desk: Desk) -> HttpResponse:
    """200 when the database writes and a worker lives; else 503 with the failing part's name."""
    try:
        clockwork.prove_the_database_writes()
        part = "" if queries.a_worker_is_alive() else "worker"
    except DatabaseError:
        part = "database"
    answer = {"status": "ok"} if not part else {"status": "failing", "part": part}
    return JsonResponse(answer, status=503 if part else 200, headers={"Cache-Control": "no-store"})
