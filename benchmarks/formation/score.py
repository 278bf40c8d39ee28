"""Independent checker of group-formation plans (formation.md sections 1-4).

    python score.py PROBLEM.json PLAN.json        (either may be gzipped: .json.gz)

Exit 0: the plan is valid; its score is printed as JSON {"placed", "poor", "total"}.
Exit 1: a rule is broken, the plan misstates its score or bound (one line each), or the file says impossible.
Exit 2: a file cannot be read.
"""

import gzip
import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

LEVELS = {"placed": 1, "poor": -1, "total": 1}  # in order of importance: 1 more is better, -1 less is better


def load(path):
    """Return the JSON object in a plain or gzipped file."""
    data = Path(path).read_bytes()
    return json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)


def by_id(items):
    return {item["id"]: item for item in items}


def pairs(problem, kind):
    """The unordered pairs of one kind (apart, together, met), each once."""
    return {frozenset(pair) for pair in problem["pairs"].get(kind, [])}


def size_of(problem, theme):
    """The size limits of a theme: its own where given, else those of the rules."""
    return {**problem["rules"]["size"], **(theme.get("size") or {})}


def points(problem, person, group):
    """What the seat is worth to the person (0-100); only for a seat that breaks no rule."""
    scale = problem["rules"]["points"]
    wishes, theme = person["themes"], group["theme"]
    by_rank = scale["theme"]
    return (
        (by_rank[min(wishes.index(theme), len(by_rank) - 1)] if theme in wishes else scale["any_theme"])
        + scale["slot"][str(person["slots"][group["slot"]])]
        + scale["place"][str(person["places"][group["place"]])]
        + (scale["language"] if person["languages"][0] == group["language"] else 0)
    )


def group_cost(problem, group):
    """The costs of one open group less its gains."""
    people, theme = by_id(problem["people"]), by_id(problem["themes"])[group["theme"]]
    cost, limits = problem["rules"]["costs"], size_of(problem, theme)
    members = [people[name] for name in group["members"]]
    inside = {frozenset(pair) for pair in combinations(group["members"], 2)}
    units = {member["unit"] for member in members}
    roles = {member["role"] for member in members}
    outside = max(0, len(members) - limits["target_max"], limits["target_min"] - len(members))
    return (
        cost["unit"] * (len(members) - len(units))
        + cost["size"] * outside
        + cost["met"] * len(inside & pairs(problem, "met"))
        + cost["mix"] * max(0, theme.get("mix", 0) - len(roles))
        - cost["together"] * len(inside & pairs(problem, "together"))
    )


def score(problem, plan):
    """The score of a valid plan; poor counts the placed people whose seat is worth less than rules.poor_below."""
    people = by_id(problem["people"])
    seats = [points(problem, people[name], group) for group in plan["groups"] for name in group["members"]]
    costs = sum(group_cost(problem, group) for group in plan["groups"])
    poor = sum(seat < problem["rules"]["poor_below"] for seat in seats)
    return {"placed": len(seats), "poor": poor, "total": sum(seats) - costs}


def problems_of(problem, plan):
    """Every broken rule of the plan in words; empty when the plan is valid."""
    broken = [*_unknown(problem, plan)]
    if broken:  # the rules below need known ids
        return broken
    for group in plan["groups"]:
        broken += [*_option(problem, group), *_members(problem, group), *_together(problem, group)]
    return [*broken, *_whole(problem, plan)]


def _unknown(problem, plan):
    people, mentors, themes = (by_id(problem[part]) for part in ("people", "mentors", "themes"))
    for group in plan["groups"]:
        if group["mentor"] not in mentors:
            yield f"H2: mentor {group['mentor']} is not in the problem"
        if group["theme"] not in themes:
            yield f"H2: theme {group['theme']} is not in the problem (group of {group['mentor']})"
        for name in group["members"]:
            if name not in people:
                yield f"H10: person {name} is not in the problem (group of {group['mentor']})"
    for entry in plan["unplaced"]:
        if entry["person"] not in people:
            yield f"H10: unplaced person {entry['person']} is not in the problem"


def _option(problem, group):
    """H1 and H2 of one group."""
    offer = by_id(problem["mentors"])[group["mentor"]]
    for part in ("theme", "slot", "place", "language"):
        if group[part] not in offer[part + "s"]:
            yield f"H2: {group['mentor']} does not offer {part} {group[part]}"
    limits = size_of(problem, by_id(problem["themes"])[group["theme"]])
    count = len(group["members"])
    if not limits["min"] <= count <= limits["max"]:
        yield f"H1: {count} members, allowed {limits['min']}-{limits['max']} (group of {group['mentor']})"


def _members(problem, group):
    """H3-H6: each member can have the seat."""
    people = by_id(problem["people"])
    theme = by_id(problem["themes"])[group["theme"]]
    roles, only_new, only_wished = (theme["admits"][part] for part in ("roles", "new", "wished"))
    where = f"(group of {group['mentor']})"
    for name in group["members"]:
        person = people[name]
        if person["slots"].get(group["slot"], 0) < 1:
            yield f"H3: {name} cannot come at {group['slot']} {where}"
        if person["places"].get(group["place"], 0) < 1:
            yield f"H4: {name} does not accept place {group['place']} {where}"
        if group["language"] not in person["languages"]:
            yield f"H5: {name} does not speak {group['language']} {where}"
        if group["theme"] not in person["themes"] and (only_wished or not person["any_theme"]):
            yield f"H6: {name} does not wish theme {group['theme']} {where}"
        if (roles and person["role"] not in roles) or (only_new and not person["new"]):
            yield f"H6: theme {group['theme']} does not admit {name} {where}"


def _together(problem, group):
    """H7-H9: who may not share the group."""
    mentor, members = group["mentor"], set(group["members"])
    for pair in sorted(map(sorted, pairs(problem, "apart"))):
        if set(pair) <= members | {mentor}:
            yield f"H7: {' and '.join(pair)} must be apart (group of {mentor})"
    people, limit = by_id(problem["people"]), problem["rules"]["max_same_unit"]
    for unit, count in sorted(Counter(people[name]["unit"] for name in members).items()):
        if count > limit:
            yield f"H8: {count} members from unit {unit}, allowed {limit} (group of {mentor})"
    for name, banned in problem["banned"]:
        if banned == mentor and name in members:
            yield f"H9: {name} is banned from the group of {mentor}"


def _whole(problem, plan):
    """H2, H9 and H10 over the whole plan."""
    for mentor, count in Counter(group["mentor"] for group in plan["groups"]).items():
        if count > 1:
            yield f"H2: {mentor} opens {count} groups"
    places = Counter(name for group in plan["groups"] for name in group["members"])
    listed = Counter(entry["person"] for entry in plan["unplaced"])
    for person in problem["people"]:
        name = person["id"]
        if places[name] + listed[name] != 1:
            yield f"H10: {name} is in {places[name]} groups and {listed[name]} times among the unplaced"
    homes = {(name, group["mentor"]) for group in plan["groups"] for name in group["members"]}
    for name, mentor in problem["locks"]:
        if (name, mentor) not in homes:
            yield f"H9: {name} is locked to the group of {mentor}"


def misstated(problem, plan):
    """What the plan says wrongly of itself: its score, or a bound that the plan itself would break."""
    found = score(problem, plan)
    if plan["score"] != found:
        yield f"score: the plan says {json.dumps(plan['score'])}, it is {json.dumps(found)}"
    for level, sign in LEVELS.items():  # each bound holds for the plan itself: it is as good as itself on the levels above
        if sign * plan["bound"][level] < sign * found[level]:
            yield f"bound: {level} {plan['bound'][level]} is {'below' if sign > 0 else 'above'} the score's {found[level]}"
    if plan["status"] == "optimal" and plan["bound"] != found:
        yield "status: optimal, but score and bound differ"


def main(arguments):
    try:
        problem, plan = (load(path) for path in arguments)
        if plan.get("status") == "impossible":
            print("no plan: the file says impossible")
            return 1
        broken = problems_of(problem, plan) or [*misstated(problem, plan)]
        found = None if broken else score(problem, plan)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"cannot be read: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print("\n".join(broken) if broken else json.dumps(found))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
