"""What a page asks of the database does not grow with what it shows: counted on every page, as it is and with thirty more of everything."""

import re
from collections.abc import Mapping

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests.pages import crowd
from tests.pages.visits import Guide, Sight

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db(transaction=True)]
MOST, MOST_OF_FILES = 12, 25
# Pages that tell the news of many rooms ask each room once: three queries say who is looking, the rest is what follows.
# O1: the groups with their people, sign-ups, ties, meetings, the agreement and polls (8), credit (6: seats, mentors, rules, attendance,
# staff list, what was confirmed), a question to the group and everybody's roles (2); 2 that appear when there is more. M1: without credit.
# K8: credit of everybody, also across employers, and of mentors. O5: the same, and certificates with their meetings as they are now.
# M6: where one has led (2), and the school year's book (8: each kind of fact that is paid, rates, lines, rules); K9 has the same book,
# and the programme to which the menu leads.
# K1: the programme among the others, two lines a room for its nine tasks, what everybody flagged needs (5), what happened and by whom.
# K5 shows all there is (decisions.md §7; 22, and two more while somebody is being moved), and K7 checks all that K5 shows: everything that
# the rules of formation look at.
MOST_OF = {
    "member:home": 21, "member:mentor": 14, "member:certificates": 13, "member:pay": 13, "staff:hours": 13, "staff:credit": 15,
    "staff:home": 19, "staff:year": 19, "staff:board": 24, "staff:publish": 23,
}  # fmt: skip
APPEARS = 2  # a part of a page that was empty before may bring a query or two of its own
NOISE = re.compile('SAVEPOINT|UPDATE "django_session"')  # a session says once a minute that it lives
# Tables that no page shows a list of, and why.
UNLISTED: Mapping[str, str] = {
    "organisations.Logo": "an organisation has one",
    "signups.Counter": "counts for the limits; nobody sees it",
    "signups.Offer": "a place is offered to one at a time, on a page of its own",
    "groups.Move": "undone and done again one at a time",
    "groups.Voice": "at most one a member of a group, shown as a number",
    "groups.Reading": "what was read stands in the list of what was written, which grows",
    "groups.Pair": "belongs to a reading",
    "agreements.AgreementDraft": "a group has one",
    "agreements.AgreementTemplate": "the newest of a language is shown",
    "signups.Merger": "a sign-up shows the last one",
    "agreements.Welcome": "that a letter was written; nobody sees it",
    "agreements.ActivityPlan": "a group has one",
    "certificates.Credit": "shown with its person, who is in the list anyway",
    "certificates.Confirmation": "the last one of a person is shown with the person",
    "certificates.CreditReport": "shown with the confirmation",
    "certificates.Replacement": "that a holder was told; nobody sees it",
    "certificates.Permit": "a sign-up has one",
    "compensation.Arrangement": "a mentor enters a few a year, and none where no fee is paid",
    "compensation.Batch": "a month of an organisation has one",
    "compensation.Payee": "an entry has one, and is read with it",
    "compensation.PayrollFormat": "an organisation has one",
    "audit.Seal": "one a day; nobody sees it",
    "mornings.Morning": "an organisation has one",
    "mornings.LetterChoice": "a person has one",
    "meetings.Invite": "what calendars were told; nobody sees it",
    "meetings.MeetingChange": "what a meeting was; letters tell it",
    "meetings.StandIn": "one a meeting",
    "meetings.Poll": "a group is asked one question at a time",
    "meetings.PollTime": "at most a few a question, which ask nothing",
    "meetings.PollAnswer": "at most one a member of a group and time",
    "meetings.Excuse": "at most one a member of a group, shown as a number",
    "meetings.Attendance": "at most one a member of a group; copied with the meetings where there is any",
    "meetings.MentorAttendance": "at most one a mentor of a programme",
    "meetings.Correction": "shown as the attendance that it gave",
    "meetings.Objection": "at most one a member of a group and meeting",
    "meetings.Feed": "a person has one",
    "meetings.SubstituteNeed": "at most one a mentor of a programme",
}


def asked(guide: Guide) -> dict[Sight, int]:
    """How many queries each page makes when everything that is remembered between requests is remembered."""
    found = {}
    for sight in [*guide.sights, *guide.files]:
        guide.client(sight).get(sight.url)
        with CaptureQueriesContext(connection) as made:
            response = guide.client(sight).get(sight.url)
        assert response.status_code == 200, sight
        found[sight] = sum(1 for query in made.captured_queries if not NOISE.match(query["sql"]))
    return found


def rows() -> dict[type[Model], int]:
    """How much there is in each table."""
    return {model: model._base_manager.count() for model in crowd.tables()}


def test_no_page_asks_more_when_there_is_more(guide: Guide) -> None:
    few, before = asked(guide), rows()
    crowd.grow()
    many, after = asked(guide), rows()

    most = {sight: MOST_OF_FILES if sight in guide.files else MOST_OF.get(sight.name, MOST) for sight in many}
    thin = [model._meta.label for model in after if after[model] < before[model] + crowd.MORE and model._meta.label not in UNLISTED]
    faults = [
        *(f"{label}: add it to tests/pages/crowd.py" for label in thin),
        *(f"{sight}: {few[sight]} queries, with more rows {many[sight]}" for sight in many if many[sight] > few[sight] + APPEARS),
        *(f"{sight}: {many[sight]} queries" for sight in many if many[sight] > most[sight]),
    ]
    assert not faults, "\n".join(faults)
