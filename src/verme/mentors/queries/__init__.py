"""Finding mentors, invitations and offers."""

from verme.mentors.queries.invitations import (
    InvitationCounts,
    by_secret,
    counts,
    invitations,
    open_invitations,
    own_invitations,
    taking_part,
)
from verme.mentors.queries.offers import Offerable, entries, leads_in, offerable, offers_of, others_in, own_offers, standing
from verme.mentors.queries.register import (
    count_by_organisation,
    has_open_offer,
    newest_of_address,
    register,
    register_of,
    who_may_be_named,
    who_may_lead,
    who_may_lead_in,
)
from verme.mentors.queries.year import MentorYear, year

__all__ = [
    "InvitationCounts",
    "MentorYear",
    "Offerable",
    "by_secret",
    "count_by_organisation",
    "counts",
    "entries",
    "has_open_offer",
    "invitations",
    "leads_in",
    "newest_of_address",
    "offerable",
    "offers_of",
    "open_invitations",
    "others_in",
    "own_invitations",
    "own_offers",
    "register",
    "register_of",
    "standing",
    "taking_part",
    "who_may_be_named",
    "who_may_lead",
    "who_may_lead_in",
    "year",
]
