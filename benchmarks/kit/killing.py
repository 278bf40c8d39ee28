"""Every deed's campaign one after the other in one installation, and the table of what was seen."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.kit import figures
from benchmarks.kit.campaign import Report, campaign
from benchmarks.kit.deeds.closing import Closing
from benchmarks.kit.deeds.deed import AFTER, BEFORE, BETWEEN, HALF, Deed
from benchmarks.kit.deeds.drawing import Drawing
from benchmarks.kit.deeds.moving import Moving
from benchmarks.kit.deeds.publishing import Publishing
from benchmarks.kit.deeds.signing_up import SigningUp
from benchmarks.kit.deeds.working import Mailing, Searching
from benchmarks.kit.installation import Installation, database
from benchmarks.kit.world import World
from tests.rooms.mail.server import running
from verme.mail.models import Letter

HEAD = f"{'killed in':10} {'kills':>5} {'moments':>8} {'before':>7} {'after':>6} {'between':>8} {'half':>5} {'missed':>7}"


def run(folder: Path, names: Sequence[str], *, kills: int, seed: int) -> bool:
    """Prints a line for each deed and what did not hold; whether everything held."""
    print(f"{database()}; {figures.machine()}\n\n{HEAD}")
    world = World.founded()
    with running() as post:
        site = Installation(folder, post.url)
        mailing = Mailing(site, world, post)
        kinds: list[type[Deed]] = [SigningUp, Drawing, Publishing, Closing, Moving, Searching]
        deeds = [kind(site, world) for kind in kinds if kind.name in names] + [mailing][: Mailing.name in names]
        reports = [told(campaign(deed, kills, by_the_clock=kills // 2, seed=seed)) for deed in deeds]
        faults = delivered(mailing)
    print(
        f"\n{Letter.objects.count()} letters: "
        + ("; ".join(faults) or f"each at the mail server once, {len(mailing.doubled)} twice (between)")
    )
    return all(report.is_right for report in reports) and not faults


def told(report: Report) -> Report:
    """Prints a campaign's line."""
    states = report.states
    seen = f"{states[BEFORE]:7} {states[AFTER]:6} {states[BETWEEN]:8} {states[HALF]:5}"
    print(f"{report.deed:10} {len(report.deaths):5} {report.moments:8} {seen} {report.missed:7}", flush=True)
    for fault in report.faults:
        print(f"    {fault}")
    return report


def delivered(mailing: Mailing) -> list[str]:
    """Everything that waits goes out; what the mail server then has too much or too little."""
    with mailing.living():
        answered = mailing.do()
    return mailing.faults() if answered else ["the worker died by itself"]
