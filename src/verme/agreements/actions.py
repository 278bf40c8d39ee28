"""Writing, offering and accepting a group's agreement; the plan of activities; the organisation's own words to begin with.

Whatever counts heads or versions of a group holds the group's row first, so that two acceptances, or an acceptance and a new version,
come one after the other.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from verme.agreements import notices, queries, rules
from verme.agreements.models import Acceptance, ActivityPlan, AgreementDraft, AgreementTemplate, GroupAgreement, InForce, Signatory, Welcome
from verme.agreements.queries import Party, key_of
from verme.agreements.rules import PlanLine, Section
from verme.agreements.terms import AgreementRefusal, Standing
from verme.audit import actions as audit
from verme.audit.actors import Actor
from verme.groups.models import Group, Leader
from verme.groups.notices import Post
from verme.kernel import clock
from verme.kernel.refusals import Refused
from verme.organisations.models import Organisation


def _locked(group: Group) -> Group:
    return Group.objects.select_for_update(of=("self",)).select_related("programme__organisation", "theme").get(pk=group.pk)


def _leads(group: Group, by: Actor) -> bool:
    return isinstance(queries.party_of(group, by.person_id), Leader)


def _refuse(reason: AgreementRefusal | None) -> None:
    if reason is not None:
        raise Refused(reason)


def _party(party: Party) -> dict[str, Any]:
    return {key_of(party)[0]: party}


@transaction.atomic
def write(group: Group, *, language: str, sections: Sequence[Section], revision: int, by: Actor) -> AgreementDraft:
    """Keeps what the mentor has written with the group; nobody is told. `revision` is the draft's that was seen, 0 for none.

    Raises Refused: NOT_MENTOR, STALE, TOO_LONG, NO_HEADING, SAME_HEADING.
    """
    held, kept = _locked(group), rules.tidied(sections)
    draft = queries.draft_of(held)
    seen = draft.revision if draft else 0
    _refuse(rules.why_not_write(leads=_leads(held, by), is_stale=seen != revision, sections=kept))
    values = {"language": language, "sections": rules.stored(kept), "revision": seen + 1, "changed_at": clock.now()}
    draft, _ = AgreementDraft.objects.update_or_create(group=held, defaults=values)
    audit.record("agreement.written", draft, by=by, organisation=held.programme.organisation_id, sections=len(kept))
    return draft


@transaction.atomic
def offer(group: Group, *, number: int, revision: int, by: Actor) -> GroupAgreement:
    """The draft becomes version `number`, for ever as it is; everybody in the group today is asked to accept it, by letter.

    Whatever version waited until now does not come into force any more. The same form sent twice offers once.
    Raises Refused: NOT_MENTOR, STALE, NOTHING, NO_MEMBERS and the reasons of `write`.
    """
    held = _locked(group)
    same = GroupAgreement.objects.filter(group=held, number=number, revision=revision).first()
    if same is not None and _leads(held, by):
        return same
    draft = queries.draft_of(held) or AgreementDraft(group=held, revision=0)
    newest = GroupAgreement.objects.filter(group=held).count()
    sections, parties = rules.sections_of(draft.sections), queries.parties(held)
    is_stale = (draft.revision, newest + 1) != (revision, number)
    members = sum(not isinstance(each, Leader) for each in parties)
    _refuse(rules.why_not_offer(leads=_leads(held, by), is_stale=is_stale, sections=sections, members=members))
    made = _made(draft, number, sections, parties)
    draft.delete()
    notices.offered(Post(held.programme), made, [each for each in parties if not _is(each, by)])
    audit.record("agreement.offered", made, by=by, organisation=held.programme.organisation_id, number=number, asked=len(parties))
    return made


def _made(draft: AgreementDraft, number: int, sections: Sequence[Section], parties: Sequence[Party]) -> GroupAgreement:
    content = rules.content_of(number=number, language=draft.language, sections=sections)
    made = GroupAgreement.objects.create(
        group=draft.group,
        number=number,
        language=draft.language,
        content=content,
        sha256=rules.digest_of(content),
        revision=draft.revision,
    )
    Signatory.objects.bulk_create(Signatory(agreement=made, **_party(each)) for each in parties)
    return made


def _is(party: Party, by: Actor) -> bool:
    person = party.mentor.person_id if isinstance(party, Leader) else party.signup.person_id
    return person is not None and person == by.person_id


@transaction.atomic
def accept(agreement: GroupAgreement, *, by: Actor) -> Acceptance:
    """The person's own yes to exactly this version; with the last one it is in force and everybody gets a letter.

    A newcomer accepts the version in force, apart from those. Accepting twice is accepting once.
    Raises Refused: NOT_ASKED for who is not in the group now or was not asked, NOT_OPEN when a newer version has been offered.
    """
    held = _locked(agreement.group)
    party = queries.party_of(held, by.person_id)
    if party is None:
        raise Refused(AgreementRefusal.NOT_ASKED)
    if (same := Acceptance.objects.filter(agreement=agreement, **_party(party)).first()) is not None:
        return same
    version = next(each for each in queries.versions(held) if each.agreement.pk == agreement.pk)
    is_signatory = key_of(party) in version.signatories
    _refuse(rules.why_not_accept(version.standing, is_signatory=is_signatory))
    made = Acceptance.objects.create(agreement=version.agreement, is_newcomer=not is_signatory, **_party(party))
    is_last = is_signatory and version.signatories <= {*version.accepted, key_of(party)}
    if is_last and version.standing == Standing.OFFERED:
        InForce.objects.create(agreement=version.agreement)
        notices.in_force(Post(held.programme), version.agreement, _concerned(held, version.signatories))
    audit.record(
        "agreement.accepted",
        version.agreement,
        by=by,
        organisation=held.programme.organisation_id,
        number=version.number,
        is_newcomer=not is_signatory,
        in_force=is_last,
    )
    return made


def _concerned(group: Group, signatories: frozenset[tuple[str, int]]) -> list[Party]:
    """Who was asked and still is in the group. Newcomers get a letter of their own (jobs)."""
    return [each for each in queries.parties(group) if key_of(each) in signatories]


@transaction.atomic
def remind(agreement: GroupAgreement, *, by: Actor) -> int:
    """A letter to those who were asked, are still in the group and have not accepted; at most one a day. Returns how many.

    Raises Refused: NOT_MENTOR, NOT_OPEN, ALL_ACCEPTED.
    """
    held = _locked(agreement.group)
    version = next(each for each in queries.versions(held) if each.agreement.pk == agreement.pk)
    _refuse(None if _leads(held, by) else AgreementRefusal.NOT_MENTOR)
    _refuse(None if version.standing == Standing.OFFERED else AgreementRefusal.NOT_OPEN)
    waited = queries.missing(version, queries.parties(held))
    _refuse(None if waited else AgreementRefusal.ALL_ACCEPTED)
    notices.reminder(Post(held.programme), version.agreement, waited, event=clock.today().isoformat())
    audit.record("agreement.reminded", version.agreement, by=by, organisation=held.programme.organisation_id, people=len(waited))
    return len(waited)


@transaction.atomic
def plan(group: Group, *, lines: Sequence[PlanLine], revision: int, by: Actor) -> ActivityPlan:
    """Keeps the plan of activities. `revision` is the plan's that was seen, 0 for none. Raises Refused: NOT_MENTOR, STALE."""
    held = _locked(group)
    _, seen = queries.plan(held)
    _refuse(None if _leads(held, by) else AgreementRefusal.NOT_MENTOR)
    _refuse(AgreementRefusal.STALE if seen != revision else None)
    kept = [{"theme": each.theme, "brings": each.brings} for each in rules.planned(lines)]
    values = {"lines": kept, "revision": seen + 1, "changed_at": clock.now()}
    made, _ = ActivityPlan.objects.update_or_create(group=held, defaults=values)
    audit.record("activity_plan.written", made, by=by, organisation=held.programme.organisation_id, lines=len(kept))
    return made


@transaction.atomic
def write_template(organisation: Organisation, *, language: str, sections: Sequence[Section], number: int, by: Actor) -> AgreementTemplate:
    """A new version of the words that the organisation's agreements begin with; no sections: the ready ones again.

    `number` is the newest version that was seen, 0 for none. Agreements that exist do not change.
    Raises Refused: STALE, TOO_LONG, NO_HEADING, SAME_HEADING.
    """
    held, kept = Organisation.objects.select_for_update().get(pk=organisation.pk), rules.tidied(sections)
    newest = AgreementTemplate.objects.filter(organisation=held, language=language).count()
    _refuse(AgreementRefusal.STALE if newest != number else rules.why_not_text(kept))
    made = AgreementTemplate.objects.create(organisation=held, language=language, number=newest + 1, sections=rules.stored(kept))
    audit.record("agreement_template.written", made, by=by, organisation=held.pk, language=language, sections=len(kept))
    return made


@transaction.atomic
def welcome(agreement: GroupAgreement, *, party: Party, by: Actor) -> Welcome:
    """Tells somebody who has come to a group whose agreement is in force, by letter; once a person and version."""
    held = _locked(agreement.group)
    made, is_new = Welcome.objects.get_or_create(agreement=agreement, **_party(party))
    if is_new:
        notices.newcomer(Post(held.programme), agreement, party)
        audit.record("agreement.newcomer_told", agreement, by=by, organisation=held.programme.organisation_id)
    return made
