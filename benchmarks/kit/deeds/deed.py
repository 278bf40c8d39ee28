"""What every deed tells the campaign that kills."""

import contextlib
from abc import ABC, abstractmethod
from typing import ClassVar

from benchmarks.kit.installation import Installation, Process
from benchmarks.kit.world import World

BEFORE, AFTER, HALF = "before", "after", "half"
BETWEEN = "between"  # a letter was sent and not marked yet: the one thing that is then done twice


class Deed(ABC):
    """Something that one of the product's processes does. `tables`: it may die at writes of tables that match."""

    name: ClassVar[str]
    tables: ClassVar[str] = ""

    def __init__(self, site: Installation, world: World) -> None:
        self.site, self.world = site, world

    @abstractmethod
    def living(self) -> contextlib.AbstractContextManager[None]:
        """While its process may live."""

    @property
    @abstractmethod
    def process(self) -> Process:
        """The process that does it, or did."""

    @abstractmethod
    def stage(self) -> None:
        """Makes ready what is to be done. What is not done yet stays, and dead processes are started again."""

    @abstractmethod
    def do(self) -> bool:
        """Does it, or goes on with it; False when the process died before it had answered."""

    @abstractmethod
    def seen(self) -> list[str]:
        """After a death: what the database shows of each thing that was not answered: BEFORE, AFTER, HALF; of letters also BETWEEN."""

    @abstractmethod
    def faults(self) -> list[str]:
        """What does not hold now that it is done; empty when all is well."""
