"""What was written to whom, and what became of it. Never the words of a letter: links in them belong to their reader."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.mail import actions, queries
from verme.mail.terms import State
from verme.organisations.terms import Permission
from verme.people.rules import same_address
from verme.programmes import queries as programmes
from verme.web.organisation.forms.letters import AddressForm, NarrowForm
from verme.web.organisation.letter_kinds import name_of
from verme.web.ui.blaming import blame
from verme.web.ui.desk import Desk
from verme.web.ui.doors import staff
from verme.web.ui.render import page
from verme.web.ui.requests import kept_query

A_PAGE = 50


@staff(Permission.SEE_LETTERS)
def letters(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The organisation's letters, newest first, by state, programme and kind."""
    own = list(programmes.of_organisation(desk.house))
    form = NarrowForm(request.GET, programmes=own, kinds=queries.kinds_of(desk.house.pk), language=request.LANGUAGE_CODE)
    asked = form.asked
    some = queries.narrowed(queries.of_organisation(desk.house.pk), kind=asked.get("laji", ""), programme_id=form.programme_id)
    counts = queries.counts_by_state(some)
    shown = Paginator(queries.narrowed(some, state=asked.get("tila", "")), A_PAGE).get_page(request.GET.get("sivu"))
    context = {
        "form": form,
        "asked": asked.get("tila", ""),
        "total": sum(counts.values()),
        "states": [(state, counts[state]) for state in State],
        "shown": shown,
        "query": kept_query(request),
        "rows": [(letter, name_of(letter.kind)) for letter in shown],
    }
    return page(request, "organisation/letters/letters.html", context)


@staff(Permission.SEE_LETTERS)
def mend(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A refused letter: why it was refused; the address is mended and the letter waits to be sent again."""
    letter = queries.of_organisation(desk.house.pk).filter(pk=number, state=State.REFUSED).first()
    if letter is None:
        raise Http404
    form = AddressForm(request.POST or None, initial={"address": letter.to_address})
    if request.method == "POST" and form.is_valid():
        try:
            actions.send_again(letter, address=same_address(form.cleaned_data["address"]), by=desk.actor)
        except Refused as no:
            blame(form, no, "address")
        else:
            messages.success(request, _("The letter is on its way again."))
            return redirect("staff:letters", organisation=desk.house.slug)
    return page(request, "organisation/letters/mend.html", {"letter": letter, "kind": name_of(letter.kind), "form": form})
