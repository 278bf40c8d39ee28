"""Starting Django for a word of the command line."""

import os

from verme.command import CommandError
from verme.configuration import ConfigurationError


def django(*, ready: bool = True) -> None:
    """Loads settings and rooms. `ready=False` for what needs no secrets. Raises CommandError with one sentence about the faulty setting."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verme.settings")
    if not ready:
        os.environ["VERME_UNREADY"] = "1"
    import django as framework  # slow import: not for `verme form`

    try:
        framework.setup()
    except ConfigurationError as fault:
        raise CommandError(str(fault)) from None
    from django.utils import translation  # slow import: Django

    from verme.demo import time  # app ready

    translation.activate("en")  # the command line speaks English; letters speak their reader's language
    time.follow()
