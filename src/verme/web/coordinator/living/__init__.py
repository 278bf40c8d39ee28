"""What a coordinator changes in a published group: each change with its question, its letters and its deed."""

from collections.abc import Mapping

from verme.web.coordinator.living.choosing import Make
from verme.web.coordinator.living.leading import hand_over, one_goes, stand_in
from verme.web.coordinator.living.people import add, come_back, move, offer
from verme.web.coordinator.living.whole import merge, shut

__all__ = ["DEEDS"]

DEEDS: Mapping[str, Make] = {
    "siirra": move,
    "lisaa": add,
    "takaisin": come_back,
    "tarjoa": offer,
    "mentori": hand_over,
    "parista": one_goes,
    "sijainen": stand_in,
    "yhdista": merge,
    "sulje": shut,
}
