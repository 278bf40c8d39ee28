"""Reads over drafts and groups."""

from verme.groups.queries.board import Board, board, board_of
from verme.groups.queries.drafts import History, active_run, history, is_searched, layout_of, published_draft, runs, worked_on
from verme.groups.queries.labels import Labels, entry_id, number_of, person_id
from verme.groups.queries.material import Material, material, standing_entries
from verme.groups.queries.problem import formation_problem, problem_of
from verme.groups.queries.published import (
    Electors,
    Question,
    asked,
    asked_about,
    electors,
    groups,
    groups_of_member,
    groups_of_mentor,
    leaders_now,
    leads_any,
    questions,
    roles_at_work,
    seats_now,
    waiting_list,
)
from verme.groups.queries.relations import digest_of, text_of
from verme.groups.queries.start import Offered, Outline, Start, offer_of, outline, placed, start
from verme.groups.queries.texts import Meant, Written, meant, written

__all__ = [
    "Board",
    "Electors",
    "History",
    "Labels",
    "Material",
    "Meant",
    "Offered",
    "Outline",
    "Question",
    "Start",
    "Written",
    "active_run",
    "asked",
    "asked_about",
    "board",
    "board_of",
    "digest_of",
    "electors",
    "entry_id",
    "formation_problem",
    "groups",
    "groups_of_member",
    "groups_of_mentor",
    "history",
    "is_searched",
    "layout_of",
    "leaders_now",
    "leads_any",
    "material",
    "meant",
    "number_of",
    "offer_of",
    "outline",
    "person_id",
    "placed",
    "problem_of",
    "published_draft",
    "questions",
    "roles_at_work",
    "runs",
    "seats_now",
    "standing_entries",
    "start",
    "text_of",
    "waiting_list",
    "worked_on",
    "written",
]
