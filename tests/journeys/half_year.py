"""The part of a year that both operating models share: from an organisation without rules to a group that has met six times."""

from collections.abc import Collection, Mapping

from tests.journeys import forming, meeting, opening, prepared
from tests.journeys.season import PERSONNEL_NUMBER, Season
from verme.groups.models import Group
from verme.kernel import clock
from verme.meetings.models import Meeting
from verme.organisations.terms import RoleKind
from verme.programmes.models import Programme

OWN_WORDS = "Kahvin keittää se, joka ehtii ensin."


def begin(season: Season, model: str, *, staff_group: str) -> Programme:
    """In August the coordinator takes a model, opens the year and asks a mentor, who says yes. Another mentor is there already."""
    season.now(8, 3)
    opening.choose_model(season.desk, model)
    programme = opening.open_year(season.desk)
    opening.add_mentor(season.desk, season.leader.name, season.leader.email)
    opening.invite(season.desk, season.leader.name)
    prepared.on_the_staff_list(season.house.organisation, season.leader, number=PERSONNEL_NUMBER, staff_group=staff_group)
    prepared.other_mentor(programme, name="Heikki Harju", email=f"heikki@{season.house.organisation.slug}.example")
    season.now(8, 4)
    opening.accept_to_lead(season.phone(), season.leader.name, season.leader.email)
    return programme


def gather(season: Season, programme: Programme, others: Collection[str], *, staff_group: str) -> Group:
    """Four sign up on their phones for the mentor's weekly time, others for another one; in September the groups are published."""
    season.now(8, 12)
    units = [unit.name for unit in season.house.units]
    for number, who in enumerate(season.members):
        forming.sign_up(season.phone(), programme, who, unit=units[number % len(units)], suiting={"slot": 1, "place": 1})
    prepared.others(programme, others, staff_group=staff_group)
    season.now(9, 10)
    forming.propose(season.desk, people=len(season.members) + len(others))
    forming.publish(season.desk, season.address(RoleKind.COORDINATOR), is_proof_old=False)
    group = Group.objects.get(leaders__mentor__email=season.leader.email)
    assert {*group.seats.values_list("signup__name", flat=True)} == {who.name for who in season.members}
    return group


def agree(season: Season, group: Group) -> list[Meeting]:
    """The next day the mentor offers the agreement, everybody accepts it, and the year's six meetings are planned."""
    season.now(9, 11, 16)
    meeting.offer_agreement(season.mentor, own_words=OWN_WORDS)
    for who in season.members:
        meeting.accept_agreement(season.member(who), who.language, own_words=OWN_WORDS)
    meeting.is_in_force(season.mentor)
    return meeting.plan_meetings(season.mentor, group, number=6)


def meet(season: Season, meetings: Collection[Meeting], attended: Mapping[str, Collection[int]]) -> None:
    """Five minutes after each meeting the mentor records it. `attended`: name → the numbers of the meetings with that member."""
    for number, each in enumerate(meetings, 1):
        ended = clock.local(each.ends_at)
        season.now(ended.month, ended.day, ended.hour, ended.minute + 5)
        absent = [name for name, numbers in attended.items() if number not in numbers]
        meeting.record(season.mentor, absent=absent, present=len(attended) - len(absent))
