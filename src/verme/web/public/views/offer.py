"""A freed place: yes, or on to the next."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.meetings import actions as groups
from verme.signups import actions, queries
from verme.signups.models import Offer
from verme.web.public.trip import remember
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link
from verme.web.ui.render import page


@link
def offer(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """Looking changes nothing; a button answers. Who holds the letter may manage the sign-up too."""
    held = queries.offer_by_secret(secret)
    if held is None:
        return page(request, "public/spent.html", {}, status=404)
    answer, refused = request.POST.get("answer"), _gone(held)
    if request.method == "POST" and answer in {"yes", "no"}:
        try:
            is_late = held.signup.programme.published_at is not None
            (groups.answer_place if is_late else actions.answer_offer)(held, takes=answer == "yes", by=desk.actor)
        except Refused as no:
            refused = no.sentence
        else:
            refused = ""
            remember(request, "manage", held.signup.programme.slug, held.signup.reference)
    else:
        answer = None
    organisation = held.signup.programme.organisation
    context = {"offer": held, "answer": "" if refused else answer, "refused": refused, "programme": held.signup.programme}
    names = {"organisation_name": organisation.name_in(request.LANGUAGE_CODE), "first_language": organisation.first_language}
    return page(request, "public/manage/offer.html", {**context, **names})


def _gone(offer: Offer) -> str:
    is_open = offer.answered_at is None and offer.expires_at > clock.now()
    return "" if is_open else _("The offer has expired or was already answered.")
