"""Who may lead, and what an offer must hold."""

from datetime import date, time

import pytest

from verme.mentors.rules import Offer, Weekly, why_not_answer, why_not_lead, why_not_name, why_not_offer, why_not_remind, why_not_retire
from verme.mentors.terms import Answer, MentorRefusal, Training

MONDAY = Weekly(0, time(14, 30), time(16))
MONDAY_LATER = Weekly(0, time(16), time(17, 30))
MONDAY_ACROSS = Weekly(0, time(15), time(16, 30))
TUESDAY = Weekly(1, time(14, 30), time(16))


def offer(leads: set[int], *slots: Weekly, themes: int = 1, places: int = 1, languages: int = 1) -> Offer:
    return Offer(frozenset(leads), slots, themes, places, languages)


@pytest.mark.parametrize(
    ("training", "reason"),
    [(Training.TRAINED, None), (Training.IN_TRAINING, None), (Training.RETIRED, MentorRefusal.NOT_TRAINED)],
)
def test_only_the_trained_lead(training: Training, reason: MentorRefusal | None) -> None:
    assert why_not_lead(training) == reason


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (offer({1}, MONDAY), None),
        (offer({1, 2}, MONDAY), None),
        (offer(set(), MONDAY), MentorRefusal.LEADS),
        (offer({1, 2, 3}, MONDAY), MentorRefusal.LEADS),
        (offer({1}), MentorRefusal.NO_SLOT),
        (offer({1}, MONDAY, themes=0), MentorRefusal.NO_THEME),
        (offer({1}, MONDAY, places=0), MentorRefusal.NO_PLACE),
        (offer({1}, MONDAY, languages=0), MentorRefusal.NO_LANGUAGE),
    ],
)
def test_an_offer_holds_all_its_parts(wanted: Offer, reason: MentorRefusal | None) -> None:
    assert why_not_offer(wanted, [Training.TRAINED] * len(wanted.leads), []) == reason


def test_one_untrained_of_a_pair_is_enough_to_refuse() -> None:
    assert why_not_offer(offer({1, 2}, MONDAY), [Training.TRAINED, Training.RETIRED], []) == MentorRefusal.NOT_TRAINED


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        (offer({1}, MONDAY), offer({1}, TUESDAY), None),  # two groups at two times
        (offer({1}, MONDAY), offer({1}, MONDAY_LATER), None),  # one ends when the other begins
        (offer({1}, MONDAY), offer({1}, MONDAY_ACROSS), MentorRefusal.OVERLAP),
        (offer({1}, MONDAY), offer({2}, MONDAY), None),  # another mentor
        (offer({1, 2}, MONDAY), offer({2}, MONDAY, TUESDAY), MentorRefusal.OVERLAP),  # a member of a pair
    ],
)
def test_nobody_is_in_two_places_at_once(mine: Offer, theirs: Offer, reason: MentorRefusal | None) -> None:
    assert why_not_offer(mine, [Training.TRAINED] * len(mine.leads), [theirs]) == reason
    assert why_not_offer(theirs, [Training.TRAINED] * len(theirs.leads), [mine]) == reason


@pytest.mark.parametrize(
    ("published", "ended", "reason"), [(False, False, None), (True, False, MentorRefusal.TOO_LATE), (False, True, MentorRefusal.TOO_LATE)]
)
def test_answers_change_until_publishing(published: bool, ended: bool, reason: MentorRefusal | None) -> None:
    assert why_not_answer(is_published=published, is_ended=ended) == reason


@pytest.mark.parametrize(
    ("training", "has_offer", "reason"),
    [
        (Training.RETIRED, True, MentorRefusal.HAS_OFFER),
        (Training.RETIRED, False, None),
        (Training.TRAINED, True, None),
        (Training.IN_TRAINING, True, None),
    ],
)
def test_who_has_offered_a_group_is_not_put_aside(training: Training, has_offer: bool, reason: MentorRefusal | None) -> None:
    assert why_not_retire(training, has_offer=has_offer) == reason


@pytest.mark.parametrize(
    ("answers", "reason"),
    [([], None), ([Answer.WAITING], None), ([Answer.YES], None), ([Answer.NO], MentorRefusal.NOT_FREE)],
)
def test_whoever_has_not_said_no_can_be_named_as_a_pair(answers: list[Answer], reason: MentorRefusal | None) -> None:
    assert why_not_name(answers) == reason


@pytest.mark.parametrize(("reminded_on", "reason"), [(None, None), (date(2026, 8, 20), MentorRefusal.REMINDED), (date(2026, 8, 19), None)])
def test_a_link_goes_out_again_once_a_day(reminded_on: date | None, reason: MentorRefusal | None) -> None:
    assert why_not_remind(reminded_on, date(2026, 8, 20)) == reason
