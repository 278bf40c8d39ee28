"""What taking part gives and what mentors are paid: as sentences in the language that is active."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.organisations.terms import WorkingTime
from verme.programmes.plain_words.numbers import duration, euros, units
from verme.programmes.plain_words.parts import Sentence, has_veso
from verme.programmes.rules import Rules
from verme.programmes.terms import ConfirmedBy, CreditForm, PairPay, PartTime


def credit(rules: Rules, names: Mapping[str, str]) -> Iterator[Sentence]:
    if has_veso(rules):
        yield from _veso(rules)
    else:
        yield Sentence(_("Taking part gives in-service training hours. It does not replace VESO days."), "credit_forms")
    yield from _earnings(rules)
    if has_veso(rules) and rules.part_time == PartTime.SCALED:
        yield Sentence(_("In part-time work fewer meetings are needed: in proportion to the percentage, rounded up."), "part_time")
    elif has_veso(rules):
        yield Sentence(_("In part-time work the same number of meetings is needed."), "part_time")
    yield Sentence(_confirms(rules), "confirmed_by")
    own = (
        _("Leading a group gives the mentor the same as taking part.")
        if rules.mentor_credit
        else _("Leading a group gives the mentor no VESO day or training hours.")
    )
    both = _("The same meetings may give both the fee and the credit: that is what this rule says.")
    yield Sentence(own, "mentor_credit", both if rules.mentor_credit and rules.pays_fee else "")


def _veso(rules: Rules) -> Iterator[Sentence]:
    day = {"n": rules.credit_threshold, "hours": duration(rules.credit_day_minutes)}
    if rules.credit_in_shares:
        text = _("Each meeting attended gives its share of a VESO day: %(n)s make the whole day, %(hours)s.") % day
    else:
        text = ngettext(
            "%(n)s meeting attended replaces one VESO day, which is %(hours)s.",
            "%(n)s meetings attended replace one VESO day, which is %(hours)s.",
            rules.credit_threshold,
        )
        text %= day
    if rules.credit_minutes:
        also = _("%(time)s of meetings must have been attended for it, too.") % {"time": duration(rules.credit_minutes)}
        text = f"{text} {also}"
    cap = ngettext("At most %(n)s day in a school year.", "At most %(n)s days in a school year.", rules.credit_cap_days)
    left = _("Meetings left over help next year.") if rules.credit_carries_over else _("Meetings left over don't help next year.")
    yield Sentence(f"{text} {cap % {'n': rules.credit_cap_days}}", "credit_threshold", left)


def _earnings(rules: Rules) -> Iterator[Sentence]:
    """Who gets what. Hours are what most get, so they are told as what is left."""
    forms = {earns: [form for form in WorkingTime if rules.credit_forms.get(form, CreditForm.HOURS) == earns] for earns in CreditForm}
    if has_veso(rules):
        teachers = _("A VESO day is for teachers whose working time has VESO days.")
        yield Sentence(teachers if forms[CreditForm.VESO] == [WorkingTime.VESO] else _named(CreditForm.VESO, forms), "credit_forms")
    if forms[CreditForm.STUDIES] == [WorkingTime.STUDENT]:
        yield Sentence(_("Students get hours towards their study credits."), "credit_forms")
    elif forms[CreditForm.STUDIES]:
        yield Sentence(_named(CreditForm.STUDIES, forms), "credit_forms")
    if forms[CreditForm.NOTHING]:
        yield Sentence(_named(CreditForm.NOTHING, forms), "credit_forms")
    if has_veso(rules) and forms[CreditForm.HOURS]:
        yield Sentence(_("Others get hours on their certificate."), "credit_forms")


def _named(earns: CreditForm, forms: Mapping[CreditForm, list[WorkingTime]]) -> str:
    words = {"forms": "; ".join(str(form.label) for form in forms[earns])}
    return {
        CreditForm.VESO: _("A VESO day is for: %(forms)s.") % words,
        CreditForm.STUDIES: _("Hours towards study credits are for: %(forms)s.") % words,
        CreditForm.NOTHING: _("A certificate without hours is for: %(forms)s.") % words,
    }[earns]


def _confirms(rules: Rules) -> str:
    return {
        ConfirmedBy.COORDINATOR: _("The coordinator confirms. The principal then sees the name, the number of days and the year."),
        ConfirmedBy.PRINCIPAL: _("The principal confirms, and sees the name, the number of days and the year."),
        ConfirmedBy.NOBODY: _(
            "Nobody has to confirm: what was attended is enough. The principal sees the name, the number of days and the year."
        ),
    }[rules.confirmed_by]


def pay(rules: Rules, names: Mapping[str, str]) -> Iterator[Sentence]:
    if rules.pays_fee:
        yield from _fee(rules)
    else:
        yield Sentence(_("Mentors are not paid a fee."), "pays_fee")
    if not rules.refunds_costs:
        yield Sentence(_("There is no coffee money."), "refunds_costs")
    else:
        most = rules.cost_budget_cents
        limit = _("At most %(sum)s for a group in a year.") % {"sum": euros(most)} if most is not None else ""
        yield Sentence(_("Small costs of arranging, mainly coffee, are refunded against a voucher."), "refunds_costs", limit)
    if rules.planning_in_working_time:
        planning = _("Mentors' planning meetings are working time, and they are not paid for.")
    else:
        planning = _("Mentors' planning meetings are held in one's own time.")
    substitute = _("A substitute may be hired for them.") if rules.planning_substitute else ""
    yield Sentence(planning, "planning_in_working_time", substitute)


def _fee(rules: Rules) -> Iterator[Sentence]:
    planning = _("For planning: %(units)s once in a school year.") % {"units": units(rules.planning_units)}
    yield Sentence(planning, "planning_units", _("A unit is one single-lesson fee."))
    longer = _("A longer meeting raises the fee in proportion.") if rules.pays_by_length else _("A longer meeting does not raise the fee.")
    yield Sentence(_("For a held meeting: %(units)s.") % {"units": units(rules.meeting_units)}, "meeting_units", longer)
    yield Sentence(_("For arrangements: at most %(units)s.") % {"units": units(rules.arrangement_units_max)}, "arrangement_units_max")
    pair = (
        _("A pair of mentors shares the units in halves.")
        if rules.pair_pay == PairPay.HALVES
        else _("Each mentor of a pair gets all the units.")
    )
    stand_in = _("A stand-in gets the unit of the meeting held.") if rules.stand_in_paid else _("A stand-in is not paid separately.")
    yield Sentence(f"{pair} {stand_in}", "pair_pay")
    yield Sentence(_("Time that is working time is never paid a fee as well. There is no rule that could allow it."), "meeting_time")
    if rules.average_price_cents is None:
        yield Sentence(_("No price is given for a unit, so reports show units only."), "average_price_cents")
    else:
        price = _("In budgets and reports a unit is estimated to cost %(sum)s.") % {"sum": euros(rules.average_price_cents)}
        yield Sentence(price, "average_price_cents", _("Sums are rounded to %(sum)s.") % {"sum": euros(rules.rounding_cents)})
