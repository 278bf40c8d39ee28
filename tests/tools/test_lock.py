"""The lock file works for everybody: it names PyPI and nothing else."""

from tools.lock import LOCK, strangers


def test_the_lock_names_no_mirror() -> None:
    assert strangers(LOCK.read_text()) == set()


def test_a_mirror_is_caught() -> None:
    lock = 'source = { registry = "https://pypi.org/simple" }\nurl = "https://mirror.example:8443/packages/x.whl"\n'

    assert strangers(lock) == {"mirror.example:8443"}
