"""One's own certificates (O6): made by one click, kept to be taken again; and the group's, for the mentor who was let to take them."""

import io
import zipfile
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from verme.certificates import actions, queries
from verme.certificates.actions import Paper
from verme.certificates.documents import certificate_pdf, hours_words
from verme.certificates.models import Certificate
from verme.groups import queries as groups
from verme.kernel.refusals import Refused
from verme.programmes.terms import CreditForm
from verme.signups import queries as signups
from verme.signups.models import Signup
from verme.web.member.earning import earning
from verme.web.ui.desk import Desk
from verme.web.ui.doors import own
from verme.web.ui.render import page

YEARS_OF_ZIP = (1980, 1, 1, 0, 0, 0)  # no moment of making: the same certificates are the same bytes


@own
def mine(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What one has earned in each school year, and the certificates that one has made."""
    language = request.LANGUAGE_CODE
    certificates, earners = queries.own_certificates(desk.reader), queries.of_person(desk.reader)
    context = {
        "years": [(each, earning(each, language)) for each in earners],
        "has_days": any(each.earned.form == CreditForm.VESO for each in earners),
        "certificates": [(each, hours_words(each.certificate.minutes, language)) for each in certificates],
        "signups": queries.sharing(desk.reader),
    }
    return page(request, "member/certificates/mine.html", context)


def _own_signup(desk: Desk, reference: str) -> Signup:
    found = next((each for each in signups.of_person(desk.reader) if each.reference == reference), None)
    if found is None:
        raise Http404
    return found


@own
def make(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """With one click: the certificate of what is recorded so far, as a PDF."""
    signup = _own_signup(desk, reference)
    if request.method != "POST":
        return redirect("member:certificates")
    try:
        made = actions.make(signup, language=request.LANGUAGE_CODE, by=desk.actor)
    except Refused as no:
        messages.warning(request, no.sentence)
        return redirect("member:certificates")
    return _pdf(made)


@own
def paper(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:
    """A certificate that one has made, once more: the same bytes."""
    found = next((each.certificate for each in queries.own_certificates(desk.reader) if each.certificate.pk == number), None)
    if found is None:
        raise Http404
    return _pdf(found)


def _pdf(certificate: Certificate) -> HttpResponse:
    name = f"verme-{certificate.number.lower()}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(certificate_pdf(certificate), content_type="application/pdf", headers=headers)


@own
def permit(request: HttpRequest, desk: Desk, reference: str) -> HttpResponse:
    """Whether the mentor may take one's certificate along with the group's."""
    signup = _own_signup(desk, reference)
    if request.method == "POST":
        actions.permit(signup, is_given="give" in request.POST, by=desk.actor)
        messages.success(request, _("Saved."))
    return redirect("member:certificates")


@own
def bundle(request: HttpRequest, desk: Desk, group: int) -> HttpResponse:
    """The group's certificates as one ZIP, for its mentor: of those members who have let it."""
    held = groups.groups_of_mentor(desk.reader).filter(pk=group).first()
    if held is None:
        raise Http404
    if request.method != "POST":
        return redirect("member:mentor")
    try:
        papers = actions.bundle(held, by=desk.actor)
    except Refused as no:
        messages.warning(request, no.sentence)
        return redirect("member:mentor")
    headers = {"Content-Disposition": f'attachment; filename="verme-{held.letter.lower()}.zip"'}
    return HttpResponse(_zipped(papers), content_type="application/zip", headers=headers)


def _zipped(papers: Sequence[Paper]) -> bytes:
    """Files are named by number: no name of a person stands in a file's name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for each in papers:
            archive.writestr(zipfile.ZipInfo(f"verme-{each.certificate.number.lower()}.pdf", YEARS_OF_ZIP), each.content)
    return made.getvalue()
