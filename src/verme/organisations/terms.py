"""The words of organisations: roles and what they permit, levels, working-time forms."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(TextChoices):
    """One thing that somebody may do in an organisation."""

    RUN_PROGRAMME = "run_programme", _("Open and run the school year")
    SEE_SIGNUPS = "see_signups", _("See and handle sign-ups")
    RUN_MENTORS = "run_mentors", _("Invite mentors")
    FORM_GROUPS = "form_groups", _("Form groups")
    PUBLISH_GROUPS = "publish_groups", _("Publish groups")
    SEE_LETTERS = "see_letters", _("See the letters that were sent")
    RUN_STAFF_LIST = "run_staff_list", _("Import the staff list")
    RUN_RULES = "run_rules", _("Change the operating model")
    SEE_RULES = "see_rules", _("Read the operating model")
    RUN_ORGANISATION = "run_organisation", _("Change the organisation's texts, units and people with access")
    SEE_ALL_AUDIT = "see_all_audit", _("See the whole audit log")
    SEE_NETWORK = "see_network", _("See the network's organisations")


class RoleKind(TextChoices):
    """What somebody is in an organisation (domain.md §7.1)."""

    COORDINATOR = "coordinator", _("coordinator")
    APPROVER = "approver", _("approver")
    MANAGER = "manager", _("education manager")
    PAYROLL = "payroll", _("payroll clerk")
    PRINCIPAL = "principal", _("principal")
    DPO = "dpo", _("data protection officer")
    NETWORK = "network", _("network administrator")


P = Permission
ROLE_PERMISSIONS: dict[RoleKind, frozenset[Permission]] = {
    RoleKind.COORDINATOR: frozenset(
        {
            P.RUN_PROGRAMME, P.SEE_SIGNUPS, P.RUN_MENTORS, P.FORM_GROUPS, P.PUBLISH_GROUPS, P.SEE_LETTERS, P.RUN_STAFF_LIST,
            P.RUN_RULES, P.SEE_RULES, P.RUN_ORGANISATION,
        }
    ),
    RoleKind.APPROVER: frozenset({P.SEE_RULES}),
    RoleKind.MANAGER: frozenset({P.SEE_RULES}),
    RoleKind.PAYROLL: frozenset({P.SEE_RULES}),
    RoleKind.PRINCIPAL: frozenset({P.SEE_RULES}),
    RoleKind.DPO: frozenset({P.SEE_RULES, P.SEE_ALL_AUDIT}),
    RoleKind.NETWORK: frozenset({P.SEE_NETWORK}),
}  # fmt: skip


class Level(TextChoices):
    """School form of a unit; a theme may admit by it."""

    EARLY = "early", _("early childhood education")
    BASIC = "basic", _("basic education")
    LOWER = "lower", _("basic education, grades 1–6")
    UPPER = "upper", _("basic education, grades 7–9")
    GENERAL = "general", _("general upper secondary")
    VOCATIONAL = "vocational", _("vocational education")
    ADULT = "adult", _("adult and liberal education")
    OFFICE = "office", _("shared services")


class WorkingTime(TextChoices):
    """Working-time form: it selects the rule for credit (domain.md §3, §7.4)."""

    VESO = "veso", _("teacher with VESO training days")
    ANNUAL = "annual", _("annual working time")
    TOTAL = "total", _("total working time")
    OFFICE = "office", _("office or general working time")
    HOURLY = "hourly", _("part-time hourly teacher")
    STUDENT = "student", _("student")


class SupervisorNotice(TextChoices):
    """Where taking part is working time: what the supervisor gets (decisions.md §2)."""

    NOTHING = "nothing", _("The supervisor gets nothing")
    TOLD = "told", _("The supervisor is told")
    ASKED = "asked", _("The supervisor is asked; no answer in 7 days means yes")


class RoleRefusal(TextChoices):
    """Why a role is not given or taken."""

    LAST_COORDINATOR = "last_coordinator", _("An organisation needs at least one coordinator. Add another one first.")
    ALREADY = "already", _("The person has this role already.")
    NO_UNIT = "no_unit", _("Choose the principal's school or unit.")


class OrganisationRefusal(TextChoices):
    """Why an organisation is not added or changed."""

    SLUG_TAKEN = "slug_taken", _("This address is already in use.")
    SLUG_FORM = "slug_form", _("The address may hold small letters a–z, digits and hyphens.")
    NO_LANGUAGE = "no_language", _("Choose at least one language.")
    NO_NAME = "no_name", _("Write the name in the first language.")
    UNIT_EXISTS = "unit_exists", _("There is already a unit with this name.")
    STAFF_GROUP_EXISTS = "staff_group_exists", _("There is already a staff group with this name.")
    LOGO = "logo", _("The logo must be a PNG picture of at most 200 kB.")
