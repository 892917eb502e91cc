"""Trees and paragraphs of styled words, laid out by itself: a tree of a thousand documents in some milliseconds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from khtool.reporting.console import console

#: Words and how they look: "bold", "dim", "italic", "red", "yellow", "green" or several of these; "" as they are.
Piece = tuple[str, str]
Line = list[Piece]

_WIDTH = 100  # columns of a file or pipe
_LEAST = 40  # columns that words keep however deep their branch is
_GUIDES = {"utf": ("│   ", "├── ", "└── "), "ascii": ("|   ", "+-- ", "`-- ")}


@dataclass(slots=True)
class Branch:
    """Some lines and the branches below them."""

    lines: list[Line]
    branches: list[Branch] = field(default_factory=list)


class Sheet:
    """Gathers lines and writes them to `out` at the end: plain, or in colours where rich finds a terminal for them."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        plain = not out.isatty() and not os.environ.get("FORCE_COLOR")
        self._screen = None if plain else console(out)
        self.width = self._screen.width if self._screen and out.isatty() else _WIDTH
        encoding = getattr(out, "encoding", None) or "utf-8"
        self._guides = _GUIDES["utf" if encoding.lower().startswith("utf") else "ascii"]
        self._lines: list[Line] = []

    def add(self, *pieces: Piece, indent: int = 0) -> None:
        """A paragraph, wrapped at words; `indent` columns from the left."""
        for line in _wrapped(pieces, max(self.width - indent, _LEAST)):
            self._lines.append([(" " * indent, ""), *line] if indent else line)

    def tree(self, top: Branch) -> None:
        """A branch with all below it. Not by recursion: a chain may be thousands of documents long."""
        line, fork, end = self._guides
        stack: list[tuple[Branch, str, str]] = [(top, "", "")]  # what stands before its first line, and before the rest
        while stack:
            branch, first, rest = stack.pop()
            room = max(self.width - len(rest), _LEAST)
            before = first
            for words in branch.lines:
                for piece in _wrapped(words, room):
                    self._lines.append([(before, "dim"), *piece] if before else piece)
                    before = rest
            last = len(branch.branches) - 1
            stack += [
                (lower, rest + (end if at == last else fork), rest + (" " * len(end) if at == last else line))
                for at, lower in reversed(list(enumerate(branch.branches)))
            ]

    def write(self) -> None:
        """Put all on paper."""
        if self._screen is None:
            self._out.write("".join("".join(words for words, _style in line).rstrip() + "\n" for line in self._lines))
            return
        from rich.text import Text

        text = Text(no_wrap=True)
        for line in self._lines:
            for words, style in line:
                text.append(words, style or None)
            text.append("\n")
        self._screen.print(text, end="", soft_wrap=True)


def _wrapped(pieces: Sequence[Piece], room: int) -> Iterator[Line]:
    """The pieces in lines of at most `room` characters, broken at spaces; a longer word is cut."""
    text = "".join(words for words, _style in pieces)
    if len(text) <= room:
        yield list(pieces)
        return
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > room:
            end = text.rfind(" ", start + 1, start + room + 1)
            if end < 0:
                end = start + room
        yield list(_slice(pieces, start, end))
        start = end
        while start < len(text) and text[start] == " ":
            start += 1


def _slice(pieces: Iterable[Piece], start: int, end: int) -> Iterator[Piece]:
    at = 0
    for words, style in pieces:
        part = words[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield part, style
        at += len(words)
