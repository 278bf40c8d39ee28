"""Bringing a table as a file: it is read in memory and never put on a disk. What is wrong with the whole of it is told at once."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from verme.kernel import tables
from verme.kernel.tables import MAX_BYTES, Table, Unreadable
from verme.organisations import staff_words
from verme.organisations.terms import FileRefusal

SAMPLE = 24  # characters of the first row that help to tell columns apart


class FileForm(forms.Form):
    """A file that can be read as a table; pages give it its own label."""

    file = forms.FileField(
        help_text=_(
            "CSV or an Excel workbook (.xlsx), at most 5 MB and 10,000 rows. One row is one person, and the first row has the headings."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        allow_empty_file=True,  # what is wrong with it is told by its reader
        error_messages={"required": _("Choose a file"), "max_length": _("The name of the file is too long.")},
        max_length=200,
    )

    def __init__(self, request: HttpRequest, *, label: str) -> None:
        is_sent = request.method == "POST"
        super().__init__(request.POST if is_sent else None, request.FILES if is_sent else None)
        self.fields["file"].label = label
        self.is_too_large = int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE  # then no file arrives
        if self.is_too_large:
            self.fields["file"].error_messages["required"] = FileRefusal.TOO_LARGE.label

    def clean_file(self) -> UploadedFile[bytes]:
        """The table is left in `table`."""
        brought: UploadedFile[bytes] = self.cleaned_data["file"]
        if (brought.size or 0) > MAX_BYTES:
            raise forms.ValidationError(FileRefusal.TOO_LARGE.label)
        try:
            self.table: Table = tables.read(brought.read(), brought.name or "")
        except Unreadable as fault:
            raise forms.ValidationError(staff_words.why_unreadable(fault)) from None
        return brought


def heading(table: Table, index: int) -> str:
    """A column by its heading and what stands in it first: "Koulu (Alakylän koulu)"."""
    sample = next(filter(None, table.column(index)), "")
    name = table.header.cells[index] or str(_("Column %(number)s") % {"number": index + 1})
    return f"{name} ({Truncator(sample).chars(SAMPLE)})" if sample else name
