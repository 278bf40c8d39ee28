"""The words of organisations: roles and what they permit, levels, working-time forms, what can be wrong with a staff list."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(TextChoices):
    """One thing that somebody may do in an organisation."""

    RUN_PROGRAMME = "run_programme", _("Open and run the school year")
    SEE_SIGNUPS = "see_signups", _("See and handle sign-ups")
    RUN_MENTORS = "run_mentors", _("Invite mentors")
    FORM_GROUPS = "form_groups", _("Form groups")
    PUBLISH_GROUPS = "publish_groups", pgettext_lazy("permission", "Publish groups")
    RUN_MEETINGS = "run_meetings", _("Follow the meetings and call the mentors' planning meetings")
    RUN_CREDIT = "run_credit", _("See, confirm and report credit")
    SEE_UNIT_CREDIT = "see_unit_credit", _("See the confirmed credit of the own unit")
    SEE_LETTERS = "see_letters", _("See the letters that were sent")
    RUN_STAFF_LIST = "run_staff_list", _("Import the staff list")
    RUN_RULES = "run_rules", _("Change the operating model")
    SEE_RULES = "see_rules", _("Read the operating model")
    CHECK_HOURS = "check_hours", _("Check the mentors' hours and set their prices")
    APPROVE_PAY = "approve_pay", _("Approve fees and small costs")
    CLOSE_MONTH = "close_month", _("Close months and fetch files for payroll")
    RUN_PAYROLL_FILE = "run_payroll_file", _("Choose the form of the payroll file")
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
            P.RUN_PROGRAMME, P.SEE_SIGNUPS, P.RUN_MENTORS, P.FORM_GROUPS, P.PUBLISH_GROUPS, P.RUN_MEETINGS, P.RUN_CREDIT, P.SEE_LETTERS,
            P.RUN_STAFF_LIST,
            P.RUN_RULES, P.SEE_RULES, P.RUN_ORGANISATION, P.CHECK_HOURS, P.RUN_PAYROLL_FILE,
        }
    ),
    RoleKind.APPROVER: frozenset({P.SEE_RULES, P.APPROVE_PAY}),
    RoleKind.MANAGER: frozenset({P.SEE_RULES}),
    RoleKind.PAYROLL: frozenset({P.SEE_RULES, P.CLOSE_MONTH, P.RUN_PAYROLL_FILE}),
    RoleKind.PRINCIPAL: frozenset({P.SEE_RULES, P.SEE_UNIT_CREDIT}),
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


class StaffField(TextChoices):
    """What a column of a staff list holds: the names of `staff_rows.Field` in words."""

    PERSONNEL_NUMBER = "personnel_number", _("Personnel number")
    NAME = "name", _("Name")
    FIRST_NAME = "first_name", _("First name")
    LAST_NAME = "last_name", _("Last name")
    EMAIL = "email", _("Email")
    UNIT = "unit", _("School or unit")
    TITLE = "title", _("Job title")
    STAFF_GROUP = "staff_group", _("Staff group")
    AGREEMENT = "agreement", _("Part of the collective agreement")
    WORKING_TIME = "working_time", _("Working-time form")
    PERCENTAGE = "percentage", _("Working-time percentage")
    SUPERVISOR = "supervisor", _("Supervisor")
    LANGUAGE = "language", _("Language")


class FileRefusal(TextChoices):
    """Why a file is refused whole: `kernel.tables.Why` and what `staff_rows.Unfit` tells, in words."""

    EMPTY = "empty", _("The file is empty.")
    NO_ROWS = "no_rows", _("The file has headings, but no rows below them.")
    TOO_LARGE = "too_large", _("The file is too large. It may have at most 5 MB.")
    TOO_MANY_ROWS = "too_many_rows", _("The file has more than 10,000 rows.")
    TOO_MANY_COLUMNS = "too_many_columns", _("The file has more than 60 columns.")
    CELL_TOO_LONG = "cell_too_long", _("The text of a cell is too long.")
    WRONG_TYPE = "wrong_type", _("We cannot read files of the type %(found)s. Save the list as an Excel workbook (.xlsx) or as CSV.")
    WRONG_NAME = "wrong_name", _("The file is called %(said)s, but its content is %(found)s. Save it again under the right name.")
    PROTECTED = "protected", _("The workbook opens only with a password. Save it without one.")
    DAMAGED = "damaged", _("The file is damaged. Save it once more and bring the new file.")
    NOT_TEXT = "not_text", _("The file holds something that is not text. Save it again as CSV (UTF-8) or as an Excel workbook (.xlsx).")
    OPEN_QUOTE = "open_quote", _("A quotation mark is not closed.")
    IDENTITY_CODES = (
        "identity_codes",
        _("The file holds identity codes: column %(column)s, lines %(lines)s. Nothing was kept. Take them out and try again."),
    )
    NO_NAME_COLUMN = "no_name_column", _("Choose the column of the name, or the columns of the first and the last name.")
    NO_KEY_COLUMN = "no_key_column", _("Choose the column of the personnel number or of the email. People are known by them.")
    TWO_COLUMNS = "two_columns", _("Two columns have the heading %(column)s. Choose the one that is meant.")


class RowFault(TextChoices):
    """What is wrong with a row or a cell of a staff list: `staff_rows.Reason` in words."""

    NO_NAME = "no_name", _("The name is missing.")
    NO_KEY = "no_key", _("There is neither a personnel number nor an email.")
    BAD_NUMBER = "bad_number", _("This is not a personnel number.")
    BAD_EMAIL = "bad_email", _("This is not an email address.")
    EMAIL_WITHOUT_ENDING = "email_without_ending", _("The email lacks its ending, for example .fi")
    EMAIL_TAKEN = "email_taken", _("On the staff list this is the email of %(name)s.")
    SAME_NUMBER = "same_number", _("The same personnel number is on line %(line)s: %(name)s")
    SAME_EMAIL = "same_email", _("The same email is on line %(line)s: %(name)s")
    UNKNOWN_UNIT = "unknown_unit", _("There is no such school or unit.")
    UNKNOWN_STAFF_GROUP = "unknown_staff_group", _("There is no such staff group.")
    BAD_PERCENTAGE = "bad_percentage", _("This is not a percentage.")
    PERCENTAGE_OUT_OF_RANGE = "percentage_out_of_range", _("A percentage is above 0 and at most 100.")
    SUPERVISOR_UNKNOWN = "supervisor_unknown", _("There is no such person in the file or on the staff list.")
    SUPERVISOR_AMBIGUOUS = "supervisor_ambiguous", _("This could be several people. Write the supervisor's email or personnel number.")
    OWN_SUPERVISOR = "own_supervisor", _("Nobody is their own supervisor.")
    TOO_LONG = "too_long", _("The text is too long: at most %(limit)s characters.")
    CONTROL_CHARACTERS = "control_characters", _("The cell holds characters that cannot be seen.")
    TOO_MANY_CELLS = "too_many_cells", _("The row has more cells than there are headings. A separator may stand inside a cell.")
    UNKNOWN_WORKING_TIME = "unknown_working_time", _("We do not know this working-time form. The staff group tells it.")
    UNKNOWN_LANGUAGE = "unknown_language", _("We do not write in this language.")
    SUPERVISOR_LEFT_OUT = "supervisor_left_out", _("The supervisor's own row, line %(line)s, is left out.")


class ImportRefusal(TextChoices):
    """Why a staff list is not taken into use."""

    NO_COLUMNS = "no_columns", _("Choose first what the columns hold.")
    FAULTY = "faulty", _("Some rows must be mended. Bring a mended file, or leave the rows out.")
    CHANGED = "changed", _("The staff list has changed since you looked. This is what the file would change now.")
    GONE = "gone", _("The file is not here any more: it has been taken into use, or a day has passed. Bring it again.")
