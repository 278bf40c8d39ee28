"""Translations: `add` words by hand, `update` from the sources, `compile` for running, `check` that none is missing.

python -m tools.messages update            collects the messages of all sources (needs GNU gettext)
python -m tools.messages add FILE.json     [{"msgid": "…", "msgid_plural": "…"?, "msgctxt": "…"?, "fi": "…" | ["…", "…"], "sv": …}, …]
python -m tools.messages missing           what still lacks a translation
python -m tools.messages compile           .po → .mo, pure Python
python -m tools.messages check             exit 1 if the catalogues and the sources disagree or a translation is missing
"""

import argparse
import contextlib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "verme"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("fi", "sv")  # English is the language of the message ids
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd%]|\{(\w+)\}")


def catalogue(language: str, root: Path = LOCALE) -> Path:
    return root / language / "LC_MESSAGES" / "django.po"


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two people updating the catalogues at once would lose one's words."""
    LOCALE.mkdir(parents=True, exist_ok=True)
    with (Path(tempfile.gettempdir()) / "verme-messages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def collect() -> None:
    """Brings the catalogues in step with the sources; keeps every translation."""
    if not shutil.which("xgettext"):
        sys.exit("GNU gettext is missing: install the Debian package gettext")
    for language in LANGUAGES:
        catalogue(language).parent.mkdir(parents=True, exist_ok=True)
    words = [f"--locale={language}" for language in LANGUAGES]
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", *words, "--no-location", "--no-wrap", "--no-obsolete", "--ignore=static/*"],
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
    )
    if done.returncode:
        sys.exit(done.stderr)
    for language in LANGUAGES:
        tidy(catalogue(language))


def tidy(path: Path) -> None:
    """Sorts, drops guesses (fuzzy) and the date that would change at every run."""
    po = polib.pofile(str(path), wrapwidth=0)
    for entry in po:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
        entry.previous_msgid = entry.previous_msgctxt = entry.previous_msgid_plural = None
    po.sort(key=lambda e: (e.msgid, e.msgctxt or ""))
    po.metadata = {
        "Project-Id-Version": "verme",
        "Language": path.parent.parent.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    po.metadata_is_fuzzy = False
    po.header = ""
    po.save(str(path))


def add(items: list[dict[str, object]], root: Path = LOCALE) -> None:
    """Writes the given translations; a message the sources do not hold yet is added all the same (`update` drops it if they never do)."""
    for language in LANGUAGES:
        path = catalogue(language, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        po = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
        for item in items:
            if language not in item:
                continue
            msgid, context = str(item["msgid"]), item.get("msgctxt")
            entry = next((entry for entry in po if entry.msgid == msgid and entry.msgctxt == context), None)
            if entry is None:
                entry = polib.POEntry(msgid=msgid, msgctxt=context)
                po.append(entry)
            words = item[language]
            if isinstance(words, list):
                entry.msgid_plural = str(item["msgid_plural"])
                entry.msgstr_plural = {0: words[0], 1: words[1]}
            else:
                entry.msgstr = str(words)
            if "%(" in msgid or "%(" in str(item.get("msgid_plural", "")):
                entry.flags = ["python-format"]
        po.save(str(path))
        tidy(path)


def faults(root: Path = LOCALE) -> list[str]:
    """What is missing or does not hold the same placeholders."""
    found = []
    for language in LANGUAGES:
        for entry in polib.pofile(str(catalogue(language, root))):
            words = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
            sources = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
            if not all(words):
                found.append(f"{language}: no translation: {entry.msgid!r}")
                continue
            allowed = {m.group(0) for s in sources for m in PLACEHOLDER.finditer(s)}
            for text in words:
                if strange := {m.group(0) for m in PLACEHOLDER.finditer(text)} - allowed:
                    found.append(f"{language}: {sorted(strange)} is not in {entry.msgid!r}")
    return found


def compile_all(root: Path = LOCALE) -> None:
    """Every .po beside its .mo; a .mo that is newer is left alone."""
    for po in root.glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime <= po.stat().st_mtime:
            fresh = mo.with_suffix(f".{os.getpid()}.tmp")
            polib.pofile(str(po)).save_as_mofile(str(fresh))
            fresh.replace(mo)


def check() -> int:
    before = {language: catalogue(language).read_bytes() for language in LANGUAGES}
    collect()
    stale = [language for language in LANGUAGES if catalogue(language).read_bytes() != before[language]]
    for language in LANGUAGES:
        catalogue(language).write_bytes(before[language])
    wrong = [f"{language}: the catalogue is out of step with the sources; run ./dev fix" for language in stale] + faults()
    print("\n".join(wrong) if wrong else "translations: complete")
    return 1 if wrong else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deed", choices=["update", "add", "missing", "compile", "check"])
    parser.add_argument("file", nargs="?")
    given = parser.parse_args()
    if given.deed == "compile":
        compile_all()
        return 0
    with only_one():
        if given.deed == "update":
            collect()
        elif given.deed == "add":
            add(json.loads(Path(given.file).read_text() if given.file and given.file != "-" else sys.stdin.read()))
        elif given.deed == "check":
            return check()
        print("\n".join(faults()) or "translations: complete")
    return 0


if __name__ == "__main__":
    sys.exit(main())
