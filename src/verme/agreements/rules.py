"""What an agreement's text is, when it binds, who may read which version, and how two versions differ. Plain values only."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import groupby

from verme.agreements.terms import AgreementRefusal, Standing

SECTIONS_MOST, HEADING_MOST, TEXT_MOST = 30, 120, 4000
BULLET = re.compile(r"^\s*[-•*]\s+")
PIECES = re.compile(r"\s+|\w+|[^\w\s]")
SHORT = 2  # words that two versions share by chance between two changes: shown as changed too, so that one reads phrases, not confetti


@dataclass(frozen=True, slots=True)
class Section:
    """One section. The key stays when heading and text change: by it versions are compared."""

    key: str
    heading: str
    text: str


def sections_of(stored: Iterable[Mapping[str, str]]) -> tuple[Section, ...]:
    """Sections as they are kept, as values."""
    return tuple(Section(each["key"], each["heading"], each["text"]) for each in stored)


def stored(sections: Iterable[Section]) -> list[dict[str, str]]:
    """The other way."""
    return [asdict(each) for each in sections]


def tidied(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Without surrounding space, without sections that were emptied, each with a key of its own; line ends as everywhere."""
    kept = [Section(s.key, " ".join(s.heading.split()), s.text.replace("\r\n", "\n").strip()) for s in sections]
    kept = [each for each in kept if each.heading or each.text]
    taken = {each.key for each in kept if each.key}
    free = (f"own-{number}" for number in range(1, SECTIONS_MOST * 2 + 1) if f"own-{number}" not in taken)
    return tuple(each if each.key else Section(next(free), each.heading, each.text) for each in kept)


def why_not_text(sections: Sequence[Section]) -> AgreementRefusal | None:
    """Whether these tidied sections can be kept. An empty text can: it is a beginning."""
    if len(sections) > SECTIONS_MOST or any(len(each.heading) > HEADING_MOST or len(each.text) > TEXT_MOST for each in sections):
        return AgreementRefusal.TOO_LONG
    if any(not (each.heading and each.text) for each in sections):
        return AgreementRefusal.NO_HEADING
    headings = [each.heading.casefold() for each in sections]
    if len(set(headings)) < len(headings) or len({each.key for each in sections}) < len(sections):
        return AgreementRefusal.SAME_HEADING
    return None


def why_not_write(*, leads: bool, is_stale: bool, sections: Sequence[Section]) -> AgreementRefusal | None:
    """The mentor writes, over what the mentor has seen."""
    if not leads:
        return AgreementRefusal.NOT_MENTOR
    return AgreementRefusal.STALE if is_stale else why_not_text(sections)


def why_not_offer(*, leads: bool, is_stale: bool, sections: Sequence[Section], members: int) -> AgreementRefusal | None:
    """The mentor offers what everybody has seen on the mentor's page, to a group that is there."""
    if (reason := why_not_write(leads=leads, is_stale=is_stale, sections=sections)) is not None:
        return reason
    if not sections:
        return AgreementRefusal.NOTHING
    return None if members else AgreementRefusal.NO_MEMBERS


def why_not_accept(standing: Standing, *, is_signatory: bool) -> AgreementRefusal | None:
    """Those of the day of offering accept what waits; who came later accepts what is in force (decisions.md §5)."""
    if standing in {Standing.REPLACED, Standing.NEVER}:
        return AgreementRefusal.NOT_OPEN
    return AgreementRefusal.NOT_ASKED if standing == Standing.OFFERED and not is_signatory else None


def standing_of(number: int, *, in_force: Iterable[int], newest: int) -> Standing:
    """Where version `number` is, when these versions have come into force and `newest` is the last that was offered."""
    forced = set(in_force)
    if number in forced:
        return Standing.IN_FORCE if number == max(forced) else Standing.REPLACED
    return Standing.OFFERED if number == newest else Standing.NEVER


def may_read(*, is_here: bool, is_signatory: bool, standing: Standing) -> bool:
    """Who sits or leads here now reads what was offered to them, and what is in force. Earlier ones are hidden from newcomers (I-21)."""
    return is_here and (is_signatory or standing == Standing.IN_FORCE)


def content_of(*, number: int, language: str, sections: Iterable[Section]) -> bytes:
    """The very bytes that are agreed on: the same text always makes the same ones."""
    told = {"version": number, "language": language, "sections": stored(sections)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sections_in(content: bytes) -> tuple[Section, ...]:
    """The sections of such bytes."""
    return sections_of(json.loads(content)["sections"])


def digest_of(content: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


# --- how a text is read -----------------------------------------------------------------------------------------------------


type Block = tuple[str, tuple[str, ...]]  # ("p", one paragraph) or ("ul", points)


def blocks(text: str) -> list[Block]:
    """Paragraphs, and lists where lines begin with a hyphen."""
    lines = [line.strip() for line in text.split("\n")]
    found: list[Block] = []
    for kind, group in groupby(lines, key=lambda line: "ul" if BULLET.match(line) else "p" if line else ""):
        held = list(group)
        if kind == "ul":
            found.append(("ul", tuple(BULLET.sub("", line) for line in held)))
        elif kind == "p":
            found.append(("p", (" ".join(held),)))
    return found


# --- how two versions differ ------------------------------------------------------------------------------------------------


type Piece = tuple[str, str]  # ("same" | "ins" | "del", words)


@dataclass(frozen=True, slots=True)
class Change:
    """One section in two versions: what was added, what taken out. `number` is its place in the newer one, else in the older."""

    kind: str  # same, changed, added, removed
    number: int
    heading: tuple[Piece, ...]
    blocks: tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]

    @property
    def title(self) -> str:
        """The heading as it is now, or as it was."""
        dropped = "ins" if self.kind == "removed" else "del"
        return "".join(words for kind, words in self.heading if kind != dropped)


def compared(older: Sequence[Section], newer: Sequence[Section]) -> list[Change]:
    """Every section of the newer version against its own earlier self, then those that are gone."""
    before = {each.key: each for each in older}
    places = {each.key: number for number, each in enumerate(older, 1)}
    found = [_change(before.pop(each.key, None), each, number) for number, each in enumerate(newer, 1)]
    return found + [_change(each, None, places[key]) for key, each in before.items()]


def _change(old: Section | None, new: Section | None, number: int) -> Change:
    was, now = old or Section("", "", ""), new or Section("", "", "")
    kind = (
        "added"
        if old is None
        else "removed"
        if new is None
        else "same"
        if (was.heading, was.text) == (now.heading, now.text)
        else "changed"
    )
    return Change(kind, number, pieces(was.heading, now.heading), _compared_blocks(was.text, now.text))


def _compared_blocks(older: str, newer: str) -> tuple[tuple[str, tuple[tuple[Piece, ...], ...]], ...]:
    """Lines that are most alike are compared word by word; the rest are new or gone as wholes."""
    old = [(kind, line) for kind, lines in blocks(older) for line in lines]
    new = [(kind, line) for kind, lines in blocks(newer) for line in lines]
    rows: list[tuple[str, tuple[Piece, ...]]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [(kind, (("same", line),)) for kind, line in new[c:d]]
        else:
            rows += _matched(old[a:b], new[c:d])
    return tuple((kind, tuple(row for _, row in group)) for kind, group in groupby(rows, key=lambda row: row[0]))


def _matched(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[tuple[str, tuple[Piece, ...]]]:
    """Line by line in order: one that resembles the next old line is that line changed."""
    rows, left = list[tuple[str, tuple[Piece, ...]]](), list(old)
    for kind, line in new:
        like = next(
            (n for n, (_, was) in enumerate(left) if SequenceMatcher(None, was.split(), line.split(), autojunk=False).ratio() >= 0.4), None
        )
        if like is None:
            rows.append((kind, (("ins", line),)))
            continue
        rows += [(each, (("del", was),)) for each, was in left[:like]]
        rows.append((kind, pieces(left[like][1], line)))
        left = left[like + 1 :]
    return rows + [(kind, (("del", was),)) for kind, was in left]


def pieces(older: str, newer: str) -> tuple[Piece, ...]:
    """Two lines word by word: what stayed, what went, what came. Read without `del` it is the newer, without `ins` the older."""
    a, b = PIECES.findall(older), PIECES.findall(newer)
    steps = [(tag, "".join(a[i:j]), "".join(b[k:m])) for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()]
    found: list[tuple[str, str]] = []  # (gone, come); equal on both sides where nothing changed
    for place, (tag, gone, come) in enumerate(steps):
        is_island = tag == "equal" and 0 < place < len(steps) - 1 and len(gone.split()) <= SHORT and found and found[-1][0] != found[-1][1]
        if tag == "equal" and not is_island:
            found.append((gone, come))
        elif found and found[-1][0] != found[-1][1]:
            found[-1] = (found[-1][0] + gone, found[-1][1] + come)
        else:
            found.append((gone, come))
    return tuple(piece for gone, come in found for piece in _shown(gone, come) if piece[1])


def _shown(gone: str, come: str) -> tuple[Piece, ...]:
    return (("same", gone),) if gone == come else (("del", gone), ("ins", come))


# --- the activity plan ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One meeting of the plan: its theme, and who brings what."""

    theme: str
    brings: str


def plan_of(stored_lines: Iterable[Mapping[str, str]]) -> tuple[PlanLine, ...]:
    """Lines as they are kept, as values."""
    return tuple(PlanLine(each["theme"], each["brings"]) for each in stored_lines)


def planned(lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """Without surrounding space; empty lines at the end fall off, those between stay: a line is a meeting."""
    kept = [PlanLine(" ".join(each.theme.split()), " ".join(each.brings.split())) for each in lines]
    while kept and not (kept[-1].theme or kept[-1].brings):
        kept.pop()
    return tuple(kept)
