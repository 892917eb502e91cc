"""How Vietnamese syllables follow one another in legal and administrative texts, and which ones look like slips.

The counts are those of `scripts/build_compounds.py`. A slip is judged as a noisy channel does (Kernighan, Church and
Gale, 1990): a syllable `s` between `l` and `r` is taken for a slip of `v` when the likelihood of "l v r" is far above
that of "l s r" under a model of pairs, and `v` makes a compound with a neighbour.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_ENTRY = re.compile(r"([^\W\d_]+)(\d+)")
_FIGURE = re.compile(r"\d+")
#: Weight of the syllable's own frequency against that of the pair: so many unseen followers each syllable is given.
_WEIGHT = 20.0
#: Count of a syllable that the tables do not have.
_UNKNOWN = 3.0
#: A pair in the table that stands above chance by this much (logarithm) is itself in use, whatever resembles it.
_IN_USE, _OFTEN = 2.5, 30
#: A syllable below this count is hardly ever a word of its own.
_RARE = 300
#: Logarithms of likelihood: least gain of a slip in marks, and of one in a letter, of which there are more to choose,
#: each where it mends a firm compound and a loose one. Set where 125,000 words of plans and reports and 120,000 of
#: titles gave no more than one false alarm in 50,000 words, not on the texts whose slips are counted.
LEAST = {"marks": (7.0, 14.0), "letter": (13.0, 18.0)}
#: By how much the likelier of two readings must be ahead (logarithm).
_CERTAIN = 2.0
#: What a loose compound must gain more where only one neighbour speaks for it.
_ALONE = 4.0
#: Least gain for a loose compound with hook for tilde or the reverse, which half of the country speaks alike and
#: which are therefore confused most.
_HOOK_OR_TILDE = 12.0
#: So many pairs are kept that were looked up.
_KEPT = 200_000
#: Firm compounds of later years than the texts that were counted.
_LATER = ("học liệu",)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Slip:
    """`word` (an index) is taken for a slip of `right`; `partner` is the index of its neighbour in the compound."""

    word: int
    partner: int
    right: str
    gain: float


class Lexicon:
    """The counts. A figure is read when it is asked for."""

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}
        for line in (_DATA / "pairs.txt").read_text(encoding="utf-8").splitlines():
            own = _ENTRY.match(line)
            if own:
                self._lines[own[1]] = line
        self._pairs: dict[tuple[str, str], float] = {}
        self._before: dict[str, dict[str, bool]] = {}  # whether the compound is a loose one
        self._after: dict[str, dict[str, bool]] = {}
        for line in (_DATA / "compounds.txt").read_text(encoding="utf-8").splitlines():
            a, b, *loose = line.split(" ")
            self._after.setdefault(a, {})[b] = bool(loose)
            self._before.setdefault(b, {})[a] = bool(loose)
        for compound in _LATER:
            a, b = compound.split(" ")
            self._after.setdefault(a, {})[b] = self._before.setdefault(b, {})[a] = False

    @cached_property
    def _total(self) -> float:
        return sum(math.exp(int(m[2]) / 4) for line in self._lines.values() if (m := _ENTRY.match(line)))

    def count(self, syllable: str) -> float:
        """How often a syllable was met; 0 for one that is not in the table."""
        return self._figure(self._lines.get(syllable, ""), syllable, 0)

    def pair(self, a: str, b: str) -> float:
        """How often two syllables were met in a row; 0 for fewer than ten times."""
        known = self._pairs.get((a, b))
        if known is None:
            if len(self._pairs) >= _KEPT:
                self._pairs.clear()
            line, wanted = self._lines.get(a, ""), f" {b}"
            at = line.find(wanted)
            while at >= 0 and not line[at + len(wanted)].isdigit():  # "ban" in " bang21"
                at = line.find(wanted, at + 1)
            known = self._pairs[a, b] = self._figure(line, wanted, at)
        return known

    @staticmethod
    def _figure(line: str, word: str, at: int) -> float:
        figure = _FIGURE.match(line, at + len(word)) if line and at >= 0 else None
        return math.exp(int(figure[0]) / 4) if figure else 0.0

    def compound(self, a: str, b: str) -> bool:
        """Do two syllables make a firm compound?"""
        return self._after.get(a, {}).get(b) is False

    def in_use(self, a: str, b: str) -> bool:
        """Is a pair met often, more often than chance would have it, and not merely inside a longer phrase ("trương
        đầu" of "chủ trương đầu tư")?"""
        n = self.pair(a, b) if b in self._after.get(a, ()) else 0.0
        return n >= _OFTEN and math.log(n * self._total / (self.count(a) * self.count(b))) >= _IN_USE

    def _log(self, a: str, b: str) -> float:
        """The logarithm of the likelihood of `b` behind `a`."""
        own = max(self.count(b), _UNKNOWN) / self._total
        return math.log((self.pair(a, b) + _WEIGHT * own) / (max(self.count(a), _UNKNOWN) + _WEIGHT))

    def gain(self, left: str | None, written: str, right: str | None, meant: str) -> float:
        """How much likelier (logarithm) `meant` is between its neighbours than what is written; None is an end."""
        found = 0.0
        if left is not None:
            found += self._log(left, meant) - self._log(left, written)
        else:
            found += min(0.0, math.log(max(self.count(meant), _UNKNOWN) / max(self.count(written), _UNKNOWN)))
        if right is not None:
            found += self._log(meant, right) - self._log(written, right)
        return found

    def slips(self, words: Sequence[str]) -> list[Slip]:
        """The likeliest slips among the syllables (small letters, tone marks in their places) of one clause, of those
        that share a syllable the likeliest; in order."""
        found: list[Slip] = []
        for i, s in enumerate(words):
            left = words[i - 1] if i else None
            right = words[i + 1] if i + 1 < len(words) else None
            if (left and self.in_use(left, s)) or (right and self.in_use(s, right)):
                continue
            best: Slip | None = None
            for partner, meant, loose in self._candidates(words, i):
                kind = slip_of(s, meant)
                if not kind:
                    continue
                gain = self.gain(left, s, right, meant)
                if kind == "marks" and loose and _same_but_for_hook_and_tilde(s, meant):
                    least = _HOOK_OR_TILDE
                else:
                    least = LEAST[kind][loose] + (_ALONE if loose and (left is None or right is None) else 0)
                if gain >= least and (best is None or gain > best.gain):
                    best = Slip(i, partner, meant, gain)
            if best:
                found.append(best)
        kept: list[Slip] = []
        words_of, partners_of = set[int](), set[int]()
        for slip in sorted(found, key=lambda f: -f.gain):
            if words_of.isdisjoint((slip.word, slip.partner)) and slip.word not in partners_of:
                kept.append(slip)
                words_of.add(slip.word)
                partners_of.add(slip.partner)
        return sorted(kept, key=lambda f: f.word)

    def fitting(self, left: str | None, pattern: str, right: str | None) -> str | None:
        """The syllable of this pattern (a regular expression) that makes a compound with a neighbour; None where there
        is none, or more than one that are likely."""
        words = {*self._after.get(left or "", ()), *self._before.get(right or "", ())}
        fit = re.compile(pattern)
        found = sorted(((self.gain(left, "", right, w), w) for w in words if fit.fullmatch(w)), reverse=True)
        certain = found and (len(found) == 1 or found[0][0] - found[1][0] >= _CERTAIN)
        return found[0][1] if certain else None

    def _candidates(self, words: Sequence[str], i: int) -> Iterator[tuple[int, str, bool]]:
        """What makes a compound, firm or loose, with a neighbour that belongs to no other one."""
        often = self.count(words[i]) >= _RARE
        if i and not (often and i > 1 and self.compound(words[i - 2], words[i - 1])):
            for meant, loose in self._after.get(words[i - 1], {}).items():
                yield i - 1, meant, loose
        if i + 1 < len(words) and not (often and i + 2 < len(words) and self.compound(words[i + 1], words[i + 2])):
            for meant, loose in self._before.get(words[i + 1], {}).items():
                yield i + 1, meant, loose


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The one table, read when it is first asked for."""
    return Lexicon()


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Small letters without tone marks, hooks, hats and bars."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def _split(text: str) -> tuple[str, str]:
    """The letters of a syllable with hats, hooks and bars but without its tone, and the tone ("" for level)."""
    decomposed = unicodedata.normalize("NFD", text)
    tones = "".join(c for c in decomposed if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES)), tones


def _same_but_for_hook_and_tilde(written: str, meant: str) -> bool:
    (a, tone), (b, other) = _split(written), _split(meant)
    return a == b and {tone, other} == {"\u0309", "\u0303"}


def slip_of(written: str, meant: str) -> str:
    """ "marks" when the two differ in marks only, "letter" when in one letter (another, one more, one less, two
    exchanged) under the same tone, else ""."""
    if written == meant or abs(len(written) - len(meant)) > 1:
        return ""
    if bare(written) == bare(meant):
        return "marks"
    (a, tone), (b, other) = _split(written), _split(meant)
    if tone != other:
        return ""
    first = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        same = a[first + 1 :] == b[first + 1 :]
        exchanged = a[first : first + 2] == b[first : first + 2][::-1] and a[first + 2 :] == b[first + 2 :]
        return "letter" if same or exchanged else ""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return "letter" if longer[first + 1 :] == shorter[first:] else ""
