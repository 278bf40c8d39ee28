"""The ledger: closed months, their entries, and the format of the files to come."""

from datetime import date

from django.db.models import QuerySet

from verme.compensation.models import Batch, Entry, PayrollFormat, WorkLine
from verme.compensation.queries.chain import kinds_of
from verme.compensation.rules import FORMATS, Format, last_day, open_month
from verme.compensation.terms import BatchKind, LineState, Preset
from verme.kernel import clock
from verme.organisations.models import Organisation


def batches(organisation: Organisation) -> QuerySet[Batch]:
    """The closed months, the latest first, without their bytes."""
    return Batch.objects.filter(organisation=organisation).defer("content").select_related("closed_by")


def batch(organisation: Organisation, number: int) -> Batch | None:
    """One batch with its bytes."""
    return Batch.objects.filter(organisation=organisation, number=number).first()


def entries(batch: Batch) -> QuerySet[Entry]:
    """The rows of a batch with whose they are."""
    return Entry.objects.filter(batch=batch).select_related("payee", "line")


def last_closed(organisation: Organisation, kind: BatchKind) -> date | None:
    """The latest closed month."""
    return Batch.objects.filter(organisation=organisation, kind=kind).order_by("-month").values_list("month", flat=True).first()


def month_to_close(organisation: Organisation, kind: BatchKind) -> date:
    """The open month."""
    return open_month(clock.today(), last_closed(organisation, kind))


def for_month(lines: list[WorkLine], month: date) -> list[WorkLine]:
    """Of approved lines those whose work was done by the end of the month; what came later waits for its own."""
    return [line for line in lines if line.day <= last_day(month)]


def format_of(organisation: Organisation) -> Format:
    """How the organisation's payroll file is written; a workbook until it is chosen."""
    held = PayrollFormat.objects.filter(organisation=organisation).first()
    return held.plain if held else FORMATS[Preset.XLSX]


def is_format_chosen(organisation: Organisation) -> bool:
    """Whether somebody has chosen the payroll file's format."""
    return PayrollFormat.objects.filter(organisation=organisation).exists()


def approved(organisation: Organisation, kind: BatchKind) -> QuerySet[WorkLine]:
    """Approved lines that no batch holds yet."""
    return WorkLine.objects.filter(organisation=organisation, state=LineState.APPROVED, kind__in=kinds_of(kind))
