"""The network's view: which organisations run Verme, and how much of it. Numbers and the coordinator's public contact, no names."""

from django.http import HttpRequest, HttpResponse

from verme.kernel import clock
from verme.mentors import queries as mentors
from verme.organisations import queries as organisations
from verme.organisations.terms import Permission
from verme.programmes import queries as programmes
from verme.programmes.models import Programme
from verme.signups import queries as signups
from verme.web.ui.desk import Desk
from verme.web.ui.doors import network as network_door
from verme.web.ui.render import page


@network_door(Permission.SEE_NETWORK)
def network(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every organisation with its running programmes and their numbers, in five queries however many there are."""
    running: dict[int, list[tuple[Programme, str, int]]] = {}
    taken, now = signups.active_by_programme(), clock.now()
    for programme in programmes.announced():
        line = (programme, str(programme.stage_at(now).label), taken.get(programme.pk, 0))
        running.setdefault(programme.organisation_id, []).append(line)
    trained = mentors.count_by_organisation()
    rows = [(one, running.get(one.pk, []), trained.get(one.pk, 0)) for one in organisations.every()]
    signed_up = sum(count for _one, lines, _mentors in rows for _programme, _stage, count in lines)
    sums = {"organisations": len(rows), "signups": signed_up, "mentors": sum(trained.values())}
    return page(request, "operator/network/network.html", {"rows": rows, "sums": sums})
