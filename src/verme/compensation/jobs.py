"""What the clock asks for: lines follow the facts, and mentors are reminded once a month of what they have not sent."""

from verme.audit.actors import WORKER
from verme.compensation import actions, queries
from verme.compensation.rules import month_of
from verme.kernel import clock

REMINDER_DAY = 20  # of a month: early enough for this month's payment


def settle_lines() -> int:
    """Makes the lines of every school year that has some say what is owed now; returns how many changed."""
    years = queries.years_with_lines()
    return sum(actions.settle(organisation, school_year=year, by=WORKER) for organisation, year in years)


def remind_of_unsent() -> int:
    """From the 20th on, one letter a month to each mentor with work to send; returns to how many."""
    if clock.today().day < REMINDER_DAY:
        return 0
    month, told = month_of(clock.today()), 0
    for organisation, year in queries.running_years():
        for mentor in queries.read(organisation, year).unsent_mentors:
            told += actions.remind(mentor, month=month, by=WORKER)
    return told
