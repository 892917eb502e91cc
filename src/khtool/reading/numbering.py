"""Automatic numbers of Word: numbering.xml and styles → the label that a reader sees ("I.", "1.2.", "a)", "-")."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "courier", "marlett")


def val(parent: _Element | None, tag: str) -> str | None:
    """The w:val of a child, None when there is none."""
    child = parent.find(W + tag) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def number(text: str | None, default: int = 0) -> int:
    """An integer attribute that may be missing or malformed."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def roman(n: int) -> str:
    """1 → "I". Numbers outside 1…3999 stay decimal."""
    if not 0 < n < 4000:
        return str(n)
    out = []
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        out.append(sign * (n // value))
        n %= value
    return "".join(out)


def letter(n: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa", as Word counts."""
    return chr(97 + (n - 1) % 26) * ((n - 1) // 26 + 1) if 0 < n < 1000 else str(n)


def format_number(n: int, style: str) -> str:
    """A number in one of Word's formats (w:numFmt); unknown formats are decimal."""
    if style == "upperRoman":
        return roman(n)
    if style == "lowerRoman":
        return roman(n).lower()
    if style == "upperLetter":
        return letter(n).upper()
    if style == "lowerLetter":
        return letter(n)
    if style == "decimalZero":
        return f"{n:02d}"
    return "" if style == "none" else str(n)


@dataclass(slots=True)
class Level:
    """One level of a list definition."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    glue: str = " "
    restart: int | None = None
    paragraph_style: str | None = None
    symbol: bool = False

    @classmethod
    def of(cls, element: _Element) -> Level:
        """Read a w:lvl."""
        suffix = val(element, "suff")
        restart = val(element, "lvlRestart")
        legal = element.find(W + "isLgl")
        fonts = element.find(f"{W}rPr/{W}rFonts")
        names = " ".join(str(v) for v in fonts.attrib.values()).lower() if fonts is not None else ""
        return cls(
            style=val(element, "numFmt") or "decimal",
            text=val(element, "lvlText") or "",
            start=number(val(element, "start"), 1 if element.find(W + "start") is not None else 0),
            legal=legal is not None and legal.get(W + "val") not in ("0", "false"),
            glue="" if suffix == "nothing" else " ",
            restart=number(restart) if restart is not None else None,
            paragraph_style=val(element, "pStyle"),
            symbol=any(name in names for name in _SYMBOL_FONTS),
        )


@dataclass(slots=True)
class Number:
    """A list in use (w:num): its definition and what it overrides."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)

    def start(self, at: int) -> int:
        """The first number of a level."""
        return self.starts.get(at, self.levels[at].start)


class Numbering:
    """The lists of a document and how far they have counted.

    Lists over one definition (w:abstractNum) count on from each other. A text box, and all headers and footers, count
    for themselves (`story`).
    """

    def __init__(self, root: _Element | None, style_numbers: dict[str, str] | None = None) -> None:
        self.numbers: dict[str, Number] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is None:
            return
        abstracts: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        for a in root.iterfind(W + "abstractNum"):
            key = a.get(W + "abstractNumId") or ""
            abstracts[key] = {number(v.get(W + "ilvl")): Level.of(v) for v in a.iterfind(W + "lvl")}
            link = val(a, "numStyleLink")
            if link:
                links[key] = link
        targets = {num.get(W + "numId") or "": val(num, "abstractNumId") or "" for num in root.iterfind(W + "num")}
        for key, style in links.items():
            linked = targets.get((style_numbers or {}).get(style, ""), "")
            if linked in abstracts and not abstracts[key]:
                abstracts[key] = abstracts[linked]
        for num in root.iterfind(W + "num"):
            key = targets[num.get(W + "numId") or ""]
            made = Number(key, dict(abstracts.get(key, {})))
            for override in num.iterfind(W + "lvlOverride"):
                at = number(override.get(W + "ilvl"))
                start = val(override, "startOverride")
                if start is not None:
                    made.starts[at] = number(start, 1)
                level = override.find(W + "lvl")
                if level is not None:
                    made.levels[at] = Level.of(level)
            self.numbers[num.get(W + "numId") or ""] = made

    @contextlib.contextmanager
    def story(self) -> Iterator[None]:
        """What is numbered within counts from the start, and what comes after goes on from before."""
        outer = self._counts, self._restarted
        self._counts, self._restarted = {}, set()
        try:
            yield
        finally:
            self._counts, self._restarted = outer

    def level_of_style(self, num_id: str, style: str) -> int:
        """The level that a paragraph style stands for in a list."""
        found = self.numbers.get(num_id)
        if found is not None:
            for at, level in found.levels.items():
                if level.paragraph_style == style:
                    return at
        return 0

    def label(self, num_id: str, at: int) -> str:
        """Count one paragraph of a list at a level (from 0) and give its label with the space after it, "" for none."""
        found = self.numbers.get(num_id)
        if found is None or at not in found.levels:
            return ""
        if not 0 <= at < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        level = found.levels[at]
        if at in found.starts and (num_id, at) not in self._restarted:  # its own start counts once, at its first use
            self._restarted.add((num_id, at))
            counts[at] = None
        before = counts[at]
        counts[at] = found.start(at) if before is None else before + 1
        for above in range(at):
            if counts[above] is None and above in found.levels:  # Word takes a level that was passed over as counted
                counts[above] = found.start(above)
                self._restarted.add((num_id, above))
        for deeper in range(at + 1, _LEVELS):
            rule = found.levels[deeper].restart if deeper in found.levels else None
            if rule is None or (rule > 0 and at < rule):
                counts[deeper] = None
        if level.style == "bullet":
            return bullet(level) + level.glue
        text = _PLACE.sub(lambda m: self._part(found, counts, int(m[1]) - 1, at), level.text).strip()
        return text + level.glue if text else ""

    @staticmethod
    def _part(found: Number, counts: list[int | None], at: int, of: int) -> str:
        level = found.levels.get(at)
        if level is None:
            return ""
        n = counts[at]
        if n is None:
            n = found.start(at)
        style = "decimal" if found.levels[of].legal and level.style not in ("none", "decimalZero") else level.style
        return format_number(n, style)


def bullet(level: Level) -> str:
    """The sign of a bullet; signs of symbol fonts, which have no code of their own, become "-"."""
    text = level.text.strip()
    if not text or level.symbol or any("\ue000" <= c <= "\uf8ff" for c in text):
        return "+" if text in ("+", "\uf02b") else "-"
    return text
