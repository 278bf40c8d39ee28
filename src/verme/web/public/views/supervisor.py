"""A supervisor answers: may this person take part in working time? Name and times only."""

from django.http import HttpRequest, HttpResponse

from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.signups import actions, queries, rules
from verme.signups.models import SupervisorAsk
from verme.web.ui.desk import Desk
from verme.web.ui.doors import link
from verme.web.ui.render import page


@link
def question(request: HttpRequest, desk: Desk, secret: str) -> HttpResponse:
    """Looking changes nothing; a button answers, once."""
    held = queries.question_by_secret(secret)
    if held is None or not held.is_question:
        return page(request, "public/supervisor/over.html", {}, status=404)
    refused, answered = _why_not(held), ""
    if request.method == "POST" and request.POST.get("answer") in {"yes", "no"}:
        try:
            actions.answer_question(held, says_yes=request.POST["answer"] == "yes", by=desk.actor)
        except Refused as no:
            refused = no.sentence
        else:
            refused, answered = "", request.POST["answer"]
    organisation = held.signup.programme.organisation
    context = {"question": held, "signup": held.signup, "refused": refused, "answered": answered, "programme": held.signup.programme}
    names = {"organisation_name": organisation.name_in(request.LANGUAGE_CODE), "first_language": organisation.first_language}
    slots = [answer.slot for answer in held.signup.slot_answers.select_related("slot").order_by("slot__weekday", "slot__starts")]
    return page(request, "public/supervisor/question.html", {**context, **names, "slots": slots})


def _why_not(ask: SupervisorAsk) -> str:
    reason = rules.why_not_answer(said_yes=ask.said_yes, asked_at=ask.asked_at, now=clock.now(), is_active=ask.signup.is_active)
    return str(reason.label) if reason else ""
