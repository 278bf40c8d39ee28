"""The agreement: written, offered, accepted by those of the day and by newcomers; never seen from outside."""

import hashlib
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import invariant, rule

from tests.year.living import GROUPS, PEOPLE
from tests.year.machine import Machine, only_news
from verme.agreements import actions, jobs, queries
from verme.agreements.models import Acceptance, GroupAgreement, InForce, Signatory
from verme.agreements.rules import Section
from verme.groups.models import Seat


class Agreement(Machine):
    """Deeds of agreements."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[int, bytes] = {}
        self.forced: set[int] = set()
        self.said: set[tuple[int, tuple[str, int]]] = set()

    @rule(group=GROUPS, word=some.sampled_from(["Luottamus", "Aika", "Kahvi"]))
    def write_and_offer(self, group: int, word: str) -> None:
        here = self.world.groups[group]
        by, draft = self.leads(here), queries.draft_of(here)
        sections = [Section("trust", word, f"{word}: mitä ryhmässä puhutaan, se jää ryhmään.")]
        named = {"language": "fi", "sections": sections, "revision": draft.revision if draft else 0, "by": by}
        if (written := self.act(actions.write, here, **named)) is not None:
            number = GroupAgreement.objects.filter(group=here).count() + 1
            self.act(actions.offer, here, number=number, revision=written.revision, by=by)

    @rule(group=GROUPS, person=PEOPLE)
    def accept(self, group: int, person: int) -> None:
        newest = self._newest(group)
        if newest is not None:
            self._accepts(newest, self.as_member(self.world.people[person]))

    @rule(group=GROUPS)
    def everybody_accepts(self, group: int) -> None:
        here, newest = self.world.groups[group], self._newest(group)
        if newest is None:
            return
        for seat in Seat.objects.filter(group=here, until=None).select_related("signup"):
            self._accepts(newest, self.as_member(seat.signup))
        self._accepts(newest, self.leads(here))

    @rule(group=GROUPS)
    def remind_of_it(self, group: int) -> None:
        if (newest := self._newest(group)) is not None:
            self.act(actions.remind, newest, by=self.leads(self.world.groups[group]))

    @rule()
    def newcomers_are_told(self) -> None:
        self.act(jobs.welcome_newcomers)

    def _newest(self, group: int) -> GroupAgreement | None:
        found = GroupAgreement.objects.filter(group=self.world.groups[group]).select_related("group")
        return found.order_by("-number").first()

    def _accepts(self, agreement: GroupAgreement, by: Any) -> None:
        if (made := self.act(actions.accept, agreement, by=by)) is not None:
            self.said.add((agreement.pk, queries.whose(made)))
            self.done["accept, a newcomer"] += made.is_newcomer

    # --- what always holds -------------------------------------------------------------------------------------------------------

    @invariant()
    @only_news
    def i18_versions_never_change_and_bind_when_everybody_asked_has_accepted(self) -> None:
        """I-18: bytes and hash stay; in force only when all of the day of offering accepted; then for ever."""
        accepted: dict[int, set[tuple[str, int]]] = {}
        for row in Acceptance.objects.filter(is_newcomer=False):
            accepted.setdefault(row.agreement_id, set()).add(queries.whose(row))
        asked: dict[int, set[tuple[str, int]]] = {}
        for one in Signatory.objects.all():
            asked.setdefault(one.agreement_id, set()).add(queries.whose(one))
        forced = set(InForce.objects.values_list("agreement", flat=True))
        for made in GroupAgreement.objects.all():
            content = bytes(made.content)
            assert self.texts.setdefault(made.pk, content) == content
            assert hashlib.sha256(content).hexdigest() == made.sha256
            assert asked[made.pk] >= accepted.get(made.pk, set())
            assert made.pk not in forced or asked[made.pk] == accepted[made.pk]
        assert self.forced <= forced
        self.forced = forced

    @invariant()
    @only_news
    def i19_only_who_said_yes_has_accepted(self) -> None:
        """I-19: an acceptance is somebody's own deed to exactly that version; who came later is never among the first."""
        rows = list(Acceptance.objects.all())
        assert {(row.agreement_id, queries.whose(row)) for row in rows} == self.said
        asked = {(one.agreement_id, queries.whose(one)) for one in Signatory.objects.all()}
        assert all(((row.agreement_id, queries.whose(row)) in asked) != row.is_newcomer for row in rows)

    @invariant()
    @only_news
    def i20_i21_only_who_is_in_the_group_reads_and_newcomers_what_binds(self) -> None:
        """I-20, I-21: whoever is not in the group now has no shelf; a newcomer finds the version in force and no earlier one.
        (I-22 is void; every address, letter and log: tests/web/test_agreements_stay_inside.py.)
        """
        for group in self.world.groups:
            if not GroupAgreement.objects.filter(group=group).exists():
                continue
            inside = {party.mentor.person_id if not isinstance(party, Seat) else party.signup.person_id for party in queries.parties(group)}
            out = [each.person for each in self.world.people if each.person_id not in inside]
            out += [each.person for each in self.world.mentors if each.person_id not in inside]
            for person in [*out, *self.world.strangers]:
                assert person is not None
                assert queries.party_of(group, person.pk) is None
            versions = queries.versions(group)
            for party in queries.parties(group):
                person = party.signup.person if isinstance(party, Seat) else party.mentor.person
                assert person is not None
                shelf = queries.shelf(group, person)
                assert shelf is not None
                offered = {each.number for each in versions if queries.key_of(party) in each.signatories}
                binding = {each.number for each in versions if each.agreement.pk in self.forced}
                assert {each.number for each in shelf.versions} == offered | ({max(binding)} if binding else set())
