"""The way back: where in the characters of a source (a text file, a w:p) the characters of the text stand.

A reader takes away white space, invisible characters and markup and composes what is decomposed; it never changes the
order of the letters that it keeps. So the letters that count are looked for as they stand, and a place is given only
when all letters of a paragraph are found in a row: exact or unknown.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from khtool.reading import encoding


@cache
def _counts(char: str) -> bool:
    """Is this a character that every reader keeps?"""
    return encoding.tidy(char).strip() != ""


def _letters(raw: str, counts: Callable[[int, str], bool]) -> tuple[str, list[int], list[int]]:
    """The characters that count, composed (NFC), and where each begins and ends in `raw`."""
    kept: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    if unicodedata.is_normalized("NFC", raw):
        for i, c in enumerate(raw):
            if counts(i, c):
                kept.append(c)
                starts.append(i)
                ends.append(i + 1)
        return "".join(kept), starts, ends
    i = 0
    while i < len(raw):
        end = i + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        for c in unicodedata.normalize("NFC", raw[i:end]):
            if counts(i, c):
                kept.append(c)
                starts.append(i)
                ends.append(end)
        i = end
    return "".join(kept), starts, ends


class Change(NamedTuple):
    """Characters of a source to take away, and what to put at `at` instead.

    `after`: the new characters belong to what stands before `at`, else to what stands behind it.
    """

    cuts: tuple[tuple[int, int], ...]
    at: int
    after: bool
    new: str


class Origin:
    """The characters of a source. `markup` are ranges, `marks` characters that readers of the format take away."""

    def __init__(self, raw: str, markup: Sequence[tuple[int, int]] = (), marks: str = "") -> None:
        self.raw = raw
        self.marks = frozenset(marks)
        hidden = bytearray(len(raw))
        for a, b in markup:
            hidden[a:b] = b"\x01" * (b - a)
        self.kept, self.starts, self.ends = _letters(raw, lambda i, c: not hidden[i] and self.counts(c))

    def counts(self, char: str) -> bool:
        """Is this a character by which places are found?"""
        return char not in self.marks and _counts(char)

    def index(self, at: int) -> int:
        """The number of characters that count before the place `at` of the source."""
        return bisect_left(self.starts, at)

    def find(self, text: str, start: int, end: int, first: int, last: int) -> Placed | None:
        """Where text[start:end] stands as whole words: the first place from `first` on that begins before `last`.

        Both are counted among the characters that count. None when there is no such place.
        """
        letters, at, _ends = _letters(text[start:end], lambda _i, c: self.counts(c))
        if not letters:
            return None
        while (first := self.kept.find(letters, first, last - 1 + len(letters))) >= 0:
            if not self._inside(self.starts[first]) and not self._inside(self.ends[first + len(letters) - 1]):
                return Placed(self, text, start, end, tuple(start + i for i in at), first)
            first += 1
        return None

    def _inside(self, at: int) -> bool:
        """Is this place between two letters or figures?"""
        return 0 < at < len(self.raw) and self.raw[at - 1].isalnum() and self.raw[at].isalnum()


@dataclass(frozen=True, slots=True)
class Placed:
    """A range of the text whose place in the source is known; offsets are those of the text."""

    origin: Origin
    text: str
    start: int
    end: int
    at: tuple[int, ...]  # the offsets of the characters that count
    first: int  # the number of the first of them in the origin

    @property
    def last(self) -> int:
        """The number, in the origin, behind the last character."""
        return self.first + len(self.at)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of the source from the first to the last of these; None when none of them stands there."""
        a, b = bisect_left(self.at, start), bisect_left(self.at, end)
        if a >= b:
            return None
        return self.origin.starts[self.first + a], self.origin.ends[self.first + b - 1]

    def change(self, start: int, end: int, new: str) -> Change | None:
        """What to change in the source so that text[start:end] becomes `new`; None when that is not certain."""
        if not self.start <= start <= end <= self.end:
            return None
        cuts: list[tuple[int, int]] = []
        for i in range(start, end):
            k = bisect_left(self.at, i)
            if k < len(self.at) and self.at[k] == i:
                cut = (self.origin.starts[self.first + k], self.origin.ends[self.first + k])
                if not cuts or cuts[-1] != cut:
                    cuts.append(cut)
            elif self.text[i].isspace():
                spaces = self._spaces(k)
                if not spaces:
                    return None
                cuts += spaces
            else:
                return None
        if cuts:
            return Change(tuple(cuts), cuts[0][0], False, new)
        before, behind = bisect_left(self.at, start - 1), bisect_left(self.at, start)
        if before < len(self.at) and self.at[before] == start - 1:
            return Change((), self.origin.ends[self.first + before], True, new)
        if behind < len(self.at) and self.at[behind] == start:
            return Change((), self.origin.starts[self.first + behind], False, new)
        return None

    def _spaces(self, k: int) -> list[tuple[int, int]]:
        """The white space of the source between the characters k - 1 and k, when nothing but it stands in the text."""
        if not 0 < k < len(self.at) or self.text[self.at[k - 1] + 1 : self.at[k]].strip():
            return []
        out: list[tuple[int, int]] = []
        for i in range(self.origin.ends[self.first + k - 1], self.origin.starts[self.first + k]):
            if self.origin.raw[i].isspace():
                if out and out[-1][1] == i:
                    out[-1] = (out[-1][0], i + 1)
                else:
                    out.append((i, i + 1))
        return out
