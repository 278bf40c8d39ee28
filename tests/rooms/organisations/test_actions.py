"""An organisation is added, settles its units and staff groups, names its people."""

import io

import pytest
from PIL import Image

from tests import cast
from verme.audit import queries as audit
from verme.audit.actors import OPERATOR
from verme.kernel.refusals import Refused
from verme.mail.models import Letter
from verme.organisations import actions, notices, queries, rules
from verme.organisations.models import Organisation
from verme.organisations.terms import Level, OrganisationRefusal, RoleKind, RoleRefusal, WorkingTime
from verme.people import actions as people
from verme.people.models import Person

pytestmark = pytest.mark.django_db

NEW = {"slug": "lappi", "names": {"fi": "Lappi"}, "languages": ["fi"], "preset": "seinajoki"}


def png(side: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "navy").save(out, "PNG")
    return out.getvalue()


def test_add_brings_the_staff_groups_of_the_preset() -> None:
    organisation = actions.add(**{**NEW, "preset": "gradia"}, by=OPERATOR)

    keys = list(organisation.staff_groups.values_list("key", flat=True))
    assert keys[:2] == ["vocational_teacher", "upper_secondary_teacher"]
    assert [entry.verb for entry in audit.of_organisation(organisation.pk)] == ["organisation.added"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"slug": "Lappi"}, OrganisationRefusal.SLUG_FORM),
        ({"slug": "lappi--x"}, OrganisationRefusal.SLUG_FORM),
        ({"languages": []}, OrganisationRefusal.NO_LANGUAGE),
        ({"languages": ["sv", "fi"]}, OrganisationRefusal.NO_NAME),
        ({"names": {"fi": "  "}}, OrganisationRefusal.NO_NAME),
    ],
)
def test_add_refuses_with_a_reason_and_leaves_nothing(change: dict[str, object], reason: OrganisationRefusal) -> None:
    with pytest.raises(Refused) as refused:
        actions.add(**{**NEW, **change}, by=OPERATOR)

    assert refused.value.reason == reason
    assert not Organisation.objects.exists()


def test_an_address_is_taken_once() -> None:
    actions.add(**NEW, by=OPERATOR)

    with pytest.raises(Refused) as refused:
        actions.add(**NEW, by=OPERATOR)

    assert refused.value.reason == OrganisationRefusal.SLUG_TAKEN


def test_a_unit_is_named_once_whatever_the_case() -> None:
    organisation = actions.add(**NEW, by=OPERATOR)
    unit = actions.add_unit(organisation, name=" Alakylän koulu ", level=Level.LOWER, by=OPERATOR)

    with pytest.raises(Refused) as refused:
        actions.add_unit(organisation, name="ALAKYLÄN KOULU".capitalize(), level=Level.UPPER, by=OPERATOR)

    assert refused.value.reason == OrganisationRefusal.UNIT_EXISTS
    assert unit.name == "Alakylän koulu"


def test_a_closed_unit_keeps_its_name() -> None:
    organisation = actions.add(**NEW, by=OPERATOR)
    unit = actions.add_unit(organisation, name="Alakylän koulu", level=Level.LOWER, by=OPERATOR)

    changed = actions.change_unit(unit, name="Alakylän koulu", level=Level.UPPER, town="Ylistaro", is_closed=True, by=OPERATOR)

    assert (changed.level, changed.town, changed.is_closed) == (Level.UPPER, "Ylistaro", True)


def test_a_staff_group_is_added_last_and_once() -> None:
    organisation = actions.add(**NEW, by=OPERATOR)
    known = {"key": "nurse", "names": {"fi": "Terveydenhoitaja"}, "working_time": WorkingTime.OFFICE}
    actions.add_staff_group(organisation, **known, by=OPERATOR)

    with pytest.raises(Refused) as refused:
        actions.add_staff_group(organisation, **known, by=OPERATOR)

    assert refused.value.reason == OrganisationRefusal.STAFF_GROUP_EXISTS
    assert organisation.staff_groups.last().key == "nurse"


def test_two_staff_groups_never_share_a_name() -> None:
    """Neither people nor a staff list could tell them apart."""
    organisation = actions.add(**NEW, by=OPERATOR)
    nurse = actions.add_staff_group(organisation, names={"fi": "Terveydenhoitaja"}, working_time=WorkingTime.OFFICE, by=OPERATOR)
    cook = actions.add_staff_group(organisation, names={"fi": "Keittäjä"}, working_time=WorkingTime.OFFICE, by=OPERATOR)

    with pytest.raises(Refused) as added:
        actions.add_staff_group(organisation, names={"fi": "terveydenhoitaja "}, working_time=WorkingTime.OFFICE, by=OPERATOR)
    with pytest.raises(Refused) as renamed:
        actions.change_staff_group(cook, names={"fi": "TERVEYDENHOITAJA"}, working_time=WorkingTime.OFFICE, is_closed=False, by=OPERATOR)
    kept = actions.change_staff_group(nurse, names={"fi": "terveydenhoitaja"}, working_time=WorkingTime.OFFICE, is_closed=True, by=OPERATOR)

    assert (added.value.reason, renamed.value.reason) == (OrganisationRefusal.STAFF_GROUP_EXISTS, OrganisationRefusal.STAFF_GROUP_EXISTS)
    assert (kept.key, kept.is_closed, cook.key) == ("terveydenhoitaja", True, "keittaja")


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Erityisopettaja (vo)", (), "erityisopettaja_vo"),
        ("Keittäjä", {"keittaja", "keittaja_2"}, "keittaja_3"),
        ("看護", (), "group"),
        ("a" * 80, (), "a" * 36),
    ],
)
def test_the_key_of_a_staff_group_is_made_of_its_name(name: str, taken: set[str], key: str) -> None:
    assert rules.staff_group_key(name, taken) == key


def test_a_logo_is_encoded_anew_and_replaced() -> None:
    organisation = actions.add(**NEW, by=OPERATOR)
    hidden = png() + b"<script>alert(1)</script>"

    first = actions.set_logo(organisation, content=hidden, by=OPERATOR)
    second = actions.set_logo(organisation, content=png(60), by=OPERATOR)

    assert b"script" not in bytes(first.png)
    assert first.pk == second.pk
    assert first.digest != second.digest


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"x" * 100, b"x" * 300_000], ids=["empty", "gif", "broken", "large"]
)
def test_a_logo_that_is_no_small_png_is_refused(content: bytes) -> None:
    organisation = actions.add(**NEW, by=OPERATOR)

    with pytest.raises(Refused) as refused:
        actions.set_logo(organisation, content=content, by=OPERATOR)

    assert refused.value.reason == OrganisationRefusal.LOGO


def test_a_huge_picture_is_refused_even_when_its_file_is_small() -> None:
    organisation = actions.add(**NEW, by=OPERATOR)

    with pytest.raises(Refused):
        actions.set_logo(organisation, content=png(2001), by=OPERATOR)


def test_a_role_is_given_once_and_told_by_letter() -> None:
    house = cast.seinajoki()
    person = people.ensure("uusi@seinajoki.example", name="Uusi Ihminen", language="sv", by=OPERATOR)

    role = actions.grant_role(house.organisation, person=person, kind=RoleKind.COORDINATOR, by=OPERATOR)
    with pytest.raises(Refused) as refused:
        actions.grant_role(house.organisation, person=person, kind=RoleKind.COORDINATOR, by=OPERATOR)

    assert refused.value.reason == RoleRefusal.ALREADY
    assert [found.pk for found in queries.roles_of(person, "seinajoki")] == [role.pk]
    letter = Letter.objects.get(event=f"organisations.role:{role.pk}")
    assert (letter.to_address, letter.language, letter.reply_to) == (person.email, "sv", house.coordinator.email)
    assert "kieli=sv" in letter.text


def test_appointing_an_address_brings_a_new_person_but_never_alters_a_known_one() -> None:
    house = cast.seinajoki()
    known = house.coordinator

    other = {"name": "Joku Muu", "language": "en", "kind": RoleKind.MANAGER}
    principal = {"name": "Rea Rehtori", "language": "sv", "kind": RoleKind.PRINCIPAL, "unit": house.units[0]}

    role = actions.appoint(house.organisation, email=known.email.upper(), **other, by=OPERATOR)
    new = actions.appoint(house.organisation, email="rehtori@koulu.example", **principal, by=OPERATOR)

    assert (role.person, role.person.name, role.person.language) == (known, known.name, known.language)
    assert (new.person.name, new.person.language, new.unit) == ("Rea Rehtori", "sv", house.units[0])


def test_a_refused_role_leaves_no_person_behind() -> None:
    house = cast.seinajoki()

    with pytest.raises(Refused) as refused:
        actions.appoint(house.organisation, email="uusi@koulu.example", name="Uusi", language="fi", kind=RoleKind.PRINCIPAL, by=OPERATOR)

    assert refused.value.reason == RoleRefusal.NO_UNIT
    assert not Person.objects.filter(email="uusi@koulu.example").exists()


def test_a_letter_can_be_seen_before_any_is_sent() -> None:
    house = cast.seinajoki()
    before = Letter.objects.count()

    shown = notices.sample(house.organisation, house.coordinator, "sv")

    assert house.coordinator.email not in shown.subject
    assert shown.sender.name == house.organisation.sender_in("sv")
    assert "kieli=sv" in shown.text
    assert Letter.objects.count() == before


def test_what_is_closed_ended_or_left_is_not_counted() -> None:
    house = cast.seinajoki()
    organisation = house.organisation
    before = queries.counts(organisation)
    unit = actions.add_unit(organisation, name="Uusi koulu", level=Level.LOWER, by=OPERATOR)
    group = actions.add_staff_group(organisation, names={"fi": "Keittäjä"}, working_time=WorkingTime.OFFICE, by=OPERATOR)
    role = actions.appoint(organisation, email="uusi@koulu.example", name="Uusi", language="fi", kind=RoleKind.APPROVER, by=OPERATOR)
    actions.appoint(organisation, email="uusi@koulu.example", name="Uusi", language="fi", kind=RoleKind.PAYROLL, by=OPERATOR)
    more = queries.counts(organisation)

    actions.change_unit(unit, name=unit.name, level=unit.level, town="", is_closed=True, by=OPERATOR)
    actions.change_staff_group(group, names=group.names, working_time=group.working_time, is_closed=True, by=OPERATOR)
    for each in role.person.roles.all():
        actions.end_role(each, by=OPERATOR)

    assert (more.units, more.staff_groups, more.people) == (before.units + 1, before.staff_groups + 1, before.people + 1)
    assert queries.counts(organisation) == before


def test_a_principal_has_a_unit() -> None:
    house = cast.seinajoki()

    with pytest.raises(Refused) as refused:
        actions.grant_role(house.organisation, person=house.coordinator, kind=RoleKind.PRINCIPAL, by=OPERATOR)

    assert refused.value.reason == RoleRefusal.NO_UNIT


def test_the_last_coordinator_stays_until_there_is_another() -> None:
    house = cast.seinajoki()
    role = queries.roles_of(house.coordinator, "seinajoki")[0]

    with pytest.raises(Refused) as refused:
        actions.end_role(role, by=OPERATOR)
    other = people.ensure("toinen@seinajoki.example", name="Toinen", language="fi", by=OPERATOR)
    actions.grant_role(house.organisation, person=other, kind=RoleKind.COORDINATOR, by=OPERATOR)
    actions.end_role(role, by=OPERATOR)

    assert refused.value.reason == RoleRefusal.LAST_COORDINATOR
    assert queries.roles_of(house.coordinator, "seinajoki") == []
    assert queries.coordinators(house.organisation) == [other]
