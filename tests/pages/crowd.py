"""Thirty more of everything: two rows of each list, copied with what belongs to it, so that every list of every page grows.

A new table is asked for by test_queries until it is named here.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Field, Model

from tests.pages.values import ROOMS

MORE = 30
NUMBERS = count(1)
# Another value of these is easily found.
EASY = (models.CharField, models.TimeField, models.DateTimeField, models.DateField, models.IntegerField)
# What is copied → the oldest and the newest of each of these → with the rows of these tables that belong to it.
LISTS: list[tuple[str, str, Sequence[str]]] = [
    ("organisations.Organisation", "", []),
    ("organisations.Unit", "organisation", []),
    ("organisations.StaffGroup", "organisation", []),
    ("organisations.StaffMember", "organisation", []),
    ("organisations.StaffImport", "organisation", []),
    ("people.Person", "", ["organisations.Role", "people.SignInLink"]),
    ("programmes.Programme", "organisation", ["programmes.Dispatch"]),
    ("programmes.Dispatch", "programme", []),
    ("programmes.RuleSet", "organisation", []),
    ("programmes.Theme", "programme", []),
    ("programmes.Slot", "programme", []),
    ("programmes.Place", "programme", []),
    ("mentors.Mentor", "organisation", ["mentors.Invitation"]),
    ("mentors.MentorEntry", "programme", ["mentors.OfferedTime", "mentors.Lead", "groups.DraftGroup"]),
    ("signups.Outsider", "programme", []),
    ("signups.Vacancy", "programme", []),
    (
        "signups.Signup",
        "programme",
        ["signups.SignupTheme", "signups.SignupSlot", "signups.SignupPlace", "groups.Placement", "groups.Seat"],
    ),
    ("signups.Signup", "consents__group", ["groups.Consent"]),
    ("signups.Signup", "supervisor_ask", ["signups.SupervisorAsk"]),
    ("signups.Signup", "locks__draft", ["groups.Placement", "groups.Lock"]),
    ("signups.SignupList", "programme", []),
    ("bulletins.Bulletin", "programme", []),
    ("groups.Draft", "programme", ["groups.Run"]),
    ("groups.Group", "programme", ["groups.Leader"]),
    ("agreements.AgreementTemplate", "organisation", []),
    ("agreements.GroupAgreement", "group", ["agreements.Signatory", "agreements.Acceptance", "agreements.InForce", "agreements.Welcome"]),
    ("meetings.SchoolCalendar", "organisation", ["meetings.DayOff"]),
    ("meetings.DayOff", "calendar", []),
    ("meetings.Meeting", "group", ["meetings.MeetingChange", "meetings.Attendance", "meetings.Invite", "meetings.Excuse"]),
    ("meetings.Meeting", "programme", ["meetings.MentorAttendance", "meetings.SubstituteNeed", "meetings.StandIn", "meetings.Objection"]),
    ("compensation.Arrangement", "programme", []),
    ("compensation.Expense", "group", []),
    ("compensation.Rate", "mentor", []),
    ("certificates.Certificate", "organisation", ["certificates.Holder"]),
    ("certificates.Credit", "organisation", ["certificates.Confirmation"]),
    ("compensation.WorkLine", "state", ["compensation.Entry"]),
    ("mail.Letter", "organisation_id", []),
    ("audit.Entry", "organisation_id", []),
]


def tables() -> list[type[Model]]:
    """Every table of the rooms."""
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]


@transaction.atomic
def grow() -> None:
    """Makes thirty more of everything."""
    for label, parent, belongings in LISTS:
        model = apps.get_model(label)
        for template in _templates(model, parent):
            with suppress(IntegrityError), transaction.atomic():  # of some rows there can be only one: a published draft
                for number in range(1, MORE + 1):
                    _copy(template, number, [apps.get_model(name) for name in belongings])


def _templates(model: type[Model], parent: str) -> list[Model]:
    """The oldest and the newest row of each parent."""
    rows = list(model._base_manager.order_by("pk").values_list("pk", parent or "pk"))
    ends = [{at if parent else None: key for key, at in each}.values() for each in (rows, reversed(rows))]
    keys = dict.fromkeys(key for end in ends for key in end)
    return list(model._base_manager.filter(pk__in=keys))


def _copy(template: Model, number: int, belongings: Sequence[type[Model]], **changed: Any) -> None:
    """A copy that differs wherever the database asks for it, and copies of what belongs to it."""
    held = {field.attname: getattr(template, field.attname) for field in template._meta.concrete_fields if not field.primary_key}
    held |= {field.attname: _other(field, held[field.attname], number) for field in _alone(template, set(changed))}
    made = type(template)._base_manager.create(**{**held, **changed})
    for many in template._meta.many_to_many:
        if many.remote_field.through._meta.auto_created:
            getattr(made, many.name).set(getattr(template, many.name).all())
    for model in belongings:
        key = next(field for field in model._meta.concrete_fields if field.related_model is type(template))
        for row in model._base_manager.filter(**{key.name: template})[:3]:
            _copy(row, number, [], **{key.attname: made.pk})


def _alone(row: Model, changed: set[str]) -> Iterator[Field]:
    """What must differ: of each set of columns that must be unique the one that is most easily changed, unless one differs already."""
    sets = [[field.name] for field in row._meta.concrete_fields if field.unique and not field.primary_key]
    sets += [list(each.fields) for each in row._meta.constraints if isinstance(each, models.UniqueConstraint) and each.fields]
    for names in sets:
        fields = [row._meta.get_field(name) for name in names]
        if not changed & {field.attname for field in fields}:
            yield from [field for kind in EASY for field in fields if isinstance(field, kind) and not field.choices][:1]


def _other(field: Field, value: Any, number: int) -> Any:
    """Another value of the same kind."""
    if value is None or value == "":
        return value
    match field:
        case models.EmailField():
            return f"{number}.{value}"
        case models.CharField():
            return (f"{next(NUMBERS):0>3x}"[::-1] + value)[: field.max_length]
        case models.TimeField():
            return (dt.datetime.combine(dt.date.min, value) + dt.timedelta(minutes=number)).time()
        case models.DateField():
            return value + dt.timedelta(days=number)
    return 1000 * (value + 1) + number
