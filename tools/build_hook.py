"""Compiles translations and joins style sheets while a wheel is built: an installed Verme looks right and speaks its languages."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MakeWhatIsNotKept(BuildHookInterface):  # type: ignore[misc]  # hatchling is there only while building
    """Runs before the files of the wheel are gathered; what it makes is not kept in the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root)))
        from tools import assets, messages  # slow import: only a build needs them

        messages.compile_all()
        assets.build()
