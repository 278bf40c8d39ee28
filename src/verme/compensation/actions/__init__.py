"""The deeds of pay."""

from verme.compensation.actions.chain import approve, check, send_back, settle
from verme.compensation.actions.close import close, fetch
from verme.compensation.actions.own import enter_arrangement, enter_expense, remind, remove_arrangement, remove_expense, send
from verme.compensation.actions.terms_of_pay import set_format, set_rate

__all__ = [
    "approve",
    "check",
    "close",
    "enter_arrangement",
    "enter_expense",
    "fetch",
    "remind",
    "remove_arrangement",
    "remove_expense",
    "send",
    "send_back",
    "set_format",
    "set_rate",
    "settle",
]
