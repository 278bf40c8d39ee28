"""Who sits in groups and leads them: joining, leaving, coming back, moving, offers, mentors, merging, closing, asking a group first."""

from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule

from tests.year.machine import Machine, only_news
from verme.groups import actions as groups
from verme.groups.models import Consent, Group, Leader, Seat
from verme.groups.queries import electors
from verme.groups.queries import groups as published
from verme.meetings import actions
from verme.people.rules import same_address
from verme.signups.models import Offer, Signup
from verme.signups.terms import State

PEOPLE, GROUPS, MENTORS, RARELY = some.integers(0, 15), some.integers(0, 2), some.integers(0, 4), some.integers(0, 5)
MOST = 10


class Living(Machine):
    """Deeds of the groups, through the doors that pages use, so that calendars follow."""

    @rule(group=GROUPS, person=PEOPLE)
    def join(self, group: int, person: int) -> None:
        self.act(actions.join, self.world.groups[group], signup=self.world.people[person], by=self.coordinator)

    @rule(person=PEOPLE)
    def leave(self, person: int) -> None:
        if (seat := self.seat(person)) is not None:
            self.act(actions.give_up, seat, by=self.as_member(seat.signup))

    @rule(group=GROUPS, person=PEOPLE)
    def come_back(self, group: int, person: int) -> None:
        left = list(Signup.objects.filter(state=State.WITHDRAWN, programme=self.world.programme).order_by("pk"))
        signup = left[person % len(left)] if left else self.world.people[person]
        self.act(actions.rejoin, self.world.groups[group], signup=signup, by=self.coordinator)

    @rule(person=PEOPLE, group=GROUPS)
    def move(self, person: int, group: int) -> None:
        if (seat := self.seat(person)) is not None:
            self.act(actions.transfer, seat, to=self.world.groups[group], by=self.coordinator)

    @rule(group=GROUPS)
    def offer_place(self, group: int) -> None:
        self.act(groups.offer_place, self.world.groups[group], by=self.coordinator)

    @rule(takes=some.booleans())
    def answer_place(self, takes: bool) -> None:
        offer = Offer.objects.select_related("signup__programme", "vacancy").order_by("-pk").first()
        if offer is not None:
            self.act(actions.answer_place, offer, takes=takes, by=self.as_member(offer.signup))

    @rule(says_yes=some.booleans())
    def the_group_answers(self, says_yes: bool) -> None:
        asked = Consent.objects.select_related("group__programme", "signup").order_by("-pk").first()
        if asked is None:
            return
        voices = electors(published(self.world.programme).get(pk=asked.group_id))
        voice = next(iter([*voices.leaders, *voices.seats]), None)
        if voice is not None:
            self.act(actions.answer_consent, asked, voice=voice, says_yes=says_yes, by=self.coordinator)

    @rule(group=GROUPS, mentor=MENTORS, beside=some.booleans())
    def change_the_mentor(self, group: int, mentor: int, beside: bool) -> None:
        here, to = self.world.groups[group], self.world.mentors[mentor]
        self.act(actions.hand_over, here, to=to, instead_of=None if beside else self.leader(here), by=self.coordinator)

    @rule(group=GROUPS)
    def one_of_a_pair_stops(self, group: int) -> None:
        leader = Leader.objects.filter(group=self.world.groups[group], until=None).select_related("group__programme").first()
        if leader is not None:
            self.act(actions.stop_leading, leader, by=self.coordinator)

    @rule(group=GROUPS, into=GROUPS, chance=RARELY)
    def merge(self, group: int, into: int, chance: int) -> None:
        if chance == 0:
            self.act(actions.merge, self.world.groups[group], into=self.world.groups[into], by=self.coordinator)

    @rule(group=GROUPS, chance=RARELY)
    def close_the_group(self, group: int, chance: int) -> None:
        if chance == 0 and Group.objects.filter(closed_at=None, programme=self.world.programme).count() > 1:
            self.act(actions.shut, self.world.groups[group], by=self.coordinator)

    # --- what always holds -------------------------------------------------------------------------------------------------------

    @invariant()
    @only_news
    def i01_nobody_sits_in_two_groups(self) -> None:
        """I-01: no two seats of one sign-up overlap in time, so nothing is counted twice."""
        last = dict[int, Seat]()
        for seat in Seat.objects.order_by("signup", "since", "pk"):
            before = last.get(seat.signup_id)
            assert before is None or (before.until is not None and before.until <= seat.since)
            last[seat.signup_id] = seat

    @invariant()
    @only_news
    def i02_who_has_a_place_sits_or_is_being_asked_about(self) -> None:
        """I-02: a seat means a place, and a place means a seat or a group that has not answered yet."""
        programme = self.world.programme
        seated = set(Seat.objects.filter(until=None, group__programme=programme).values_list("signup", flat=True))
        asked = set(Consent.objects.filter(settled_at=None, group__programme=programme).values_list("signup", flat=True))
        placed = set(Signup.objects.filter(state=State.ACCEPTED, programme=programme).values_list("pk", flat=True))
        assert placed == seated | asked

    @invariant()
    @only_news
    def i03_i06_groups_are_led_not_too_large_and_closed_ones_empty(self) -> None:
        """I-03 sizes; I-06 nobody leads and sits in one group; a closed group holds nobody."""
        for group in published(self.world.programme):
            sitting = {seat.signup.address for seat in group.seats.all()}
            leading = {same_address(leader.mentor.email) for leader in group.leaders.all()}
            assert not sitting & leading
            assert len(sitting) <= MOST
            assert 1 <= len(leading) <= 2 if group.closed_at is None else not sitting | leading

    @invariant()
    @only_news
    def i23_the_neighbour_is_left_alone(self) -> None:
        """I-23: whatever happens here, not a row of the other organisation changes (each address: tests/web/test_matrix.py)."""
        there = Signup.objects.filter(programme__organisation=self.world.neighbour.organisation).order_by("pk")
        rows = [*there.values_list(), *self.world.neighbour.organisation.staff.order_by("pk").values_list()]
        self.neighbours = getattr(self, "neighbours", rows)
        assert rows == self.neighbours
        assert rows
