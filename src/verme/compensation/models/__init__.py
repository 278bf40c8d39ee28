"""Tables of compensation."""

from verme.compensation.models.facts import Arrangement, Expense, Rate
from verme.compensation.models.format import PayrollFormat
from verme.compensation.models.ledger import Batch, Entry, Payee
from verme.compensation.models.line import WorkLine

__all__ = ["Arrangement", "Batch", "Entry", "Expense", "Payee", "PayrollFormat", "Rate", "WorkLine"]
