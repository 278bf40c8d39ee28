"""Who may join, how large groups are, when they meet: as sentences in the language that is active."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from verme.programmes.plain_words.numbers import duration, listing, small
from verme.programmes.plain_words.parts import Sentence, has_veso
from verme.programmes.rules import Rules
from verme.programmes.terms import MeetingTime


def _groups(keys: tuple[str, ...], names: Mapping[str, str]) -> str:
    return listing(small(names.get(key, key)) for key in keys)


def joining(rules: Rules, names: Mapping[str, str]) -> Iterator[Sentence]:
    if rules.staff_groups:
        who = _("These staff groups may join: %(groups)s.") % {"groups": _groups(rules.staff_groups, names)}
    else:
        who = _("Every staff group may join.")
    yield Sentence(who, "staff_groups")
    if rules.groups_min == rules.groups_max:
        many = ngettext("There is about %(n)s group a year.", "There are about %(n)s groups a year.", rules.groups_max)
        many %= {"n": rules.groups_max}
    else:
        many = _("There are %(least)s–%(most)s groups a year.") % {"least": rules.groups_min, "most": rules.groups_max}
    yield Sentence(many, "groups_min")
    yield Sentence(_size(rules), "size_min", _("At least %(least)s, at most %(most)s.") % {"least": rules.size_min, "most": rules.size_max})
    yield Sentence(
        ngettext(
            "At most %(n)s person of a group is from the same school or unit.",
            "At most %(n)s people of a group are from the same school or unit.",
            rules.max_same_unit,
        )
        % {"n": rules.max_same_unit},
        "max_same_unit",
    )


def _size(rules: Rules) -> str:
    least, most = rules.size_target_min, rules.size_target_max
    if least == most:
        return _("A group has a mentor and %(most)s people.") % {"most": most}
    return _("A group has a mentor and %(least)s–%(most)s people.") % {"least": least, "most": most}


def meetings(rules: Rules, names: Mapping[str, str]) -> Iterator[Sentence]:
    length = duration(rules.meeting_minutes)
    often = ngettext(
        "The group meets %(n)s time in a school year, for %(length)s.",
        "The group meets %(n)s times in a school year, for %(length)s at a time.",
        rules.meetings,
    )
    yield Sentence(often % {"n": rules.meetings, "length": length}, "meetings")
    yield Sentence(_whose_time(rules), "meeting_time", _exceptions(rules, names))
    counts = ngettext(
        "A meeting counts if it lasted at least %(length)s and at least %(n)s participant was there.",
        "A meeting counts if it lasted at least %(length)s and at least %(n)s participants were there.",
        rules.held_people,
    )
    yield Sentence(
        counts % {"length": duration(rules.counted_minutes), "n": rules.held_people},
        "counted_minutes",
        _("Its length changes nothing: one meeting is one."),
    )
    gatherings = (
        _("Kick-off and closing gatherings count.") if rules.gatherings_count else _("Kick-off and closing gatherings don't count.")
    )
    yield Sentence(gatherings, "gatherings_count")


def _whose_time(rules: Rules) -> str:
    if rules.meeting_time == MeetingTime.WORKING:
        return _("Meetings are held in working time.")
    return _("Meetings are held in one's own time, against VESO.") if has_veso(rules) else _("Meetings are held in one's own time.")


def _exceptions(rules: Rules, names: Mapping[str, str]) -> str:
    if not rules.time_exceptions:
        return ""
    groups = {"groups": _groups(rules.time_exceptions, names)}
    if rules.meeting_time == MeetingTime.WORKING:
        return _("In one's own time: %(groups)s.") % groups
    return _("In working time: %(groups)s.") % groups
