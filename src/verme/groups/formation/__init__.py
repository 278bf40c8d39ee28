"""Forms the groups: pure computation, no Django. This is the whole door of the package; import from here.

The data
    `read_problem(data)` makes a `Problem` of decoded JSON (format verme-formation/1), `read_file(path)` of a file; both raise
    `Unreadable` with one sentence that names the place. Ids are labels: whoever makes the problem fixes the order of people,
    mentor entries and options, because with one worker the same order, seed and start give the same plan.
    `Plan` and `Group` are placements. A plan made by hand may break any rule: everything below copes with it.

The search
    `solve(problem, seconds=, seed=, workers=, start=, on_progress=, should_stop=)` gives a `Result`: status, plan, score, bound,
    or the smallest `Conflict`. `Result.proven` and `Progress.proven` tell level by level what no plan can better.
    `plan_file(problem, result)` is the plan as JSON data (format verme-plan/1).

The board
    `score(problem, plan)`, `group_score`, `fit(problem, plan)` (Sopivuus), `conflicts(problem, plan)` (every broken rule),
    `price(problem, plan, person, target)` (one move: what it changes and which rules it breaks).

The reasons
    `why_here`, `why_unplaced`, `surely_help` (no search), `what_would_help` (exact search); all as data, for pages to put into words.
"""

from verme.groups.formation.conflict import Conflict, Item, ItemKind
from verme.groups.formation.explain import Here, Nearest, Unplaced, why_here, why_unplaced
from verme.groups.formation.files import plan_file
from verme.groups.formation.limits import Breach, Kind, Rule, conflicts, is_valid, seat_breaches
from verme.groups.formation.moves import Price, price
from verme.groups.formation.plan import Group, Plan
from verme.groups.formation.problem import Mentor, Option, Person, Problem, Rules, Size, Theme
from verme.groups.formation.reading import read_file, read_problem
from verme.groups.formation.remedy import Change, ChangeKind, Remedy, surely_help, what_would_help
from verme.groups.formation.result import Progress, Proven, Result, Status
from verme.groups.formation.score import Fit, Score, fit, group_score, score
from verme.groups.formation.solve import solve
from verme.groups.formation.wishes import GroupCosts, SeatPoints, Suits, group_costs, seat_points, suits
from verme.groups.formation.written import Unreadable

__all__ = [
    "Breach",
    "Change",
    "ChangeKind",
    "Conflict",
    "Fit",
    "Group",
    "GroupCosts",
    "Here",
    "Item",
    "ItemKind",
    "Kind",
    "Mentor",
    "Nearest",
    "Option",
    "Person",
    "Plan",
    "Price",
    "Problem",
    "Progress",
    "Proven",
    "Remedy",
    "Result",
    "Rule",
    "Rules",
    "Score",
    "SeatPoints",
    "Size",
    "Status",
    "Suits",
    "Theme",
    "Unplaced",
    "Unreadable",
    "conflicts",
    "fit",
    "group_costs",
    "group_score",
    "is_valid",
    "plan_file",
    "price",
    "read_file",
    "read_problem",
    "score",
    "seat_breaches",
    "seat_points",
    "solve",
    "suits",
    "surely_help",
    "what_would_help",
    "why_here",
    "why_unplaced",
]
