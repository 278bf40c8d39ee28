"""At which field of a form an action's no is shown."""

from collections.abc import Mapping

from django.forms import BaseForm

from verme.kernel.refusals import Refused

type FieldOf = Mapping[str, str]  # the value of a refusal's reason → the name of a field


def field_of(form: BaseForm, refused: Refused, at: FieldOf | str) -> str | None:
    """The field that the no is about: by its reason, or one for all of them; None, above the form, where this form has no such field."""
    field = at if isinstance(at, str) else at.get(str(refused.reason.value), "")
    return field if field in form.fields else None


def blame(form: BaseForm, refused: Refused, at: FieldOf | str) -> None:
    """Shows an action's no at the field it is about, or above the form."""
    form.add_error(field_of(form, refused, at), refused.sentence)
