"""The machine of the year for as long as wanted: `python -m benchmarks.year --examples 200 --steps 60`; prints what was done how often.

It makes a database of its own beside the settings' one and takes it away again. A state that breaks an invariant ends it with the deeds
that led there.
"""

import argparse
import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def main() -> None:
    """Sets up, runs, prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=50)
    asked.add_argument("--steps", type=int, default=60)
    given = asked.parse_args()

    import django  # slow import

    django.setup()
    from django.db import transaction  # app ready
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # app ready
    from django.utils import translation  # app ready
    from hypothesis import Phase  # slow import

    from tests.year.test_year_stateful import TheYear, run  # app ready

    setup_test_environment()
    held = setup_databases(verbosity=0, interactive=False)
    began, spent = time.perf_counter(), time.process_time()
    try:
        with translation.override("fi"), transaction.atomic():
            run(examples=given.examples, steps=given.steps, phases=(Phase.generate,))
    finally:
        print(f"{time.perf_counter() - began:.0f} s, of the processor {time.process_time() - spent:.0f} s")
        for title, counted in (("steps", TheYear.fired), ("deeds", TheYear.done), ("invariants looked at", TheYear.checked)):
            print(f"\n{title}: {sum(counted.values())}")
            print("\n".join(f"{count:7} {name}" for name, count in sorted(counted.items())))
        teardown_databases(held, verbosity=0)


if __name__ == "__main__":
    main()
