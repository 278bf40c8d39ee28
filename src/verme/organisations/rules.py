"""Decisions about organisations on plain values."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from verme.organisations.terms import ImportRefusal, OrganisationRefusal, RoleKind, RoleRefusal, WorkingTime

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# What a new organisation starts from; it may change all of it. Words as in domain.md §7.2.
_TEACHERS = (
    ("class_teacher", {"fi": "Luokanopettaja", "sv": "Klasslärare", "en": "Class teacher"}, WorkingTime.VESO),
    ("subject_teacher", {"fi": "Aineenopettaja", "sv": "Ämneslärare", "en": "Subject teacher"}, WorkingTime.VESO),
    ("special_needs_teacher", {"fi": "Erityisopettaja", "sv": "Speciallärare", "en": "Special needs teacher"}, WorkingTime.VESO),
    ("guidance_counsellor", {"fi": "Opinto-ohjaaja", "sv": "Studiehandledare", "en": "Guidance counsellor"}, WorkingTime.VESO),
    ("principal", {"fi": "Rehtori", "sv": "Rektor", "en": "Principal"}, WorkingTime.TOTAL),
    ("school_assistant", {"fi": "Koulunkäynninohjaaja", "sv": "Skolgångshandledare", "en": "School assistant"}, WorkingTime.OFFICE),
)
_COLLEGE = (
    ("vocational_teacher", {"fi": "Ammatillinen opettaja", "sv": "Yrkeslärare", "en": "Vocational teacher"}, WorkingTime.ANNUAL),
    ("upper_secondary_teacher", {"fi": "Lukion opettaja", "sv": "Gymnasielärare", "en": "Upper secondary teacher"}, WorkingTime.VESO),
    ("special_needs_teacher", {"fi": "Erityisopettaja", "sv": "Speciallärare", "en": "Special needs teacher"}, WorkingTime.ANNUAL),
    ("guidance_counsellor", {"fi": "Opinto-ohjaaja", "sv": "Studiehandledare", "en": "Guidance counsellor"}, WorkingTime.ANNUAL),
    ("counsellor", {"fi": "Ammatillinen ohjaaja", "sv": "Yrkeshandledare", "en": "Vocational instructor"}, WorkingTime.OFFICE),
    ("student_welfare", {"fi": "Opiskelijahuolto", "sv": "Studerandevård", "en": "Student welfare"}, WorkingTime.OFFICE),
    (
        "administration",
        {"fi": "Hallinto ja palvelut", "sv": "Förvaltning och service", "en": "Administration and services"},
        WorkingTime.OFFICE,
    ),
    ("manager", {"fi": "Rehtori tai esihenkilö", "sv": "Rektor eller chef", "en": "Principal or supervisor"}, WorkingTime.TOTAL),
)
STAFF_GROUPS: Mapping[str, Sequence[tuple[str, Mapping[str, str], WorkingTime]]] = {"seinajoki": _TEACHERS, "gradia": _COLLEGE}


def why_not_slug(slug: str) -> OrganisationRefusal | None:
    """An address is read aloud and written on posters: small letters, digits, hyphens."""
    return None if SLUG.fullmatch(slug) else OrganisationRefusal.SLUG_FORM


def why_not_names(names: Mapping[str, str], languages: Sequence[str]) -> OrganisationRefusal | None:
    """At least one language, and a name in the first of them (the others fall back to it)."""
    if not languages:
        return OrganisationRefusal.NO_LANGUAGE
    return None if names.get(languages[0], "").strip() else OrganisationRefusal.NO_NAME


def staff_group_key(name: str, taken: Collection[str]) -> str:
    """A stable word for a group of staff, made of its name: "Erityisopettaja (vo)" → "erityisopettaja_vo"; numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    stem = "_".join(re.findall(r"[a-z0-9]+", plain))[:36].strip("_") or "group"
    numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def why_not_grant(kind: RoleKind, *, has_it: bool, has_unit: bool) -> RoleRefusal | None:
    """A role is held once; a principal's role is about one unit."""
    if kind == RoleKind.PRINCIPAL and not has_unit:
        return RoleRefusal.NO_UNIT
    return RoleRefusal.ALREADY if has_it else None


def why_not_end(kind: RoleKind, *, coordinators: int) -> RoleRefusal | None:
    """The last coordinator stays until there is another."""
    return RoleRefusal.LAST_COORDINATOR if kind == RoleKind.COORDINATOR and coordinators <= 1 else None


def why_not_import(*, seen: str, now: str, faulty: int, leaves_out: bool) -> ImportRefusal | None:
    """A file is taken in exactly as it was seen, and faulty rows are left out only by somebody who says so."""
    if seen != now:
        return ImportRefusal.CHANGED
    return ImportRefusal.FAULTY if faulty and not leaves_out else None


def looks_partial(*, listed: int, missing: int) -> bool:
    """A file that lacks more than a third of the people of the list may be a part of it by mistake."""
    return listed > 0 and missing * 3 > listed
