"""What is wrong with a staff list, in sentences."""

from django.utils.translation import gettext as _

from verme.kernel.refusals import Refused
from verme.kernel.tables import Unreadable
from verme.organisations.staff_rows import Fault, Reason, Unfit
from verme.organisations.terms import FileRefusal, RowFault


def refused(fault: Unreadable | Unfit) -> Refused:
    """Why the file is refused, as an action says it. Identity codes are told by their column and lines, never repeated."""
    values = dict(fault.values)
    if isinstance(fault, Unreadable):
        if values.get("found") == "text":
            values["found"] = "CSV"
        return Refused(FileRefusal(fault.why.value), **values)
    if fault.reason == Reason.IDENTITY_CODES:
        values = {"column": values["column"] or "–", "lines": _joined(values["lines"])}
    return Refused(FileRefusal(fault.reason.value), **values)


def why_unreadable(fault: Unreadable) -> str:
    """Why the file cannot be read, and where the trouble is if it has a place."""
    sentence = refused(fault).sentence
    return sentence if fault.line is None else sentence + " " + _("See line %(line)s.") % {"line": fault.line}


def what_is_wrong(fault: Fault) -> str:
    """One thing that is wrong with a row, and what may have been meant."""
    sentence = str(RowFault(fault.reason.value).label) % fault.values
    if suggestion := fault.values.get("suggestion"):
        return sentence + " " + _("Did you mean %(name)s?") % {"name": suggestion}
    if fault.reason == Reason.SUPERVISOR_AMBIGUOUS and (lines := fault.values["lines"]):
        return sentence + " " + _("In the file: lines %(lines)s.") % {"lines": _joined(lines)}
    return sentence


def _joined(lines: object) -> str:
    return ", ".join(map(str, lines)) if isinstance(lines, tuple) else str(lines)
