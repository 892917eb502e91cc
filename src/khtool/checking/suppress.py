"""Suppressions: remarks in text, Markdown and HTML, and a file beside the document for every format.

    <!-- khtool: ignore KH203, citation-code: the ministry printed it so -->    this paragraph, or the next one
    <!-- khtool: ignore-file KH2 -->                                            the whole file

`ke-hoach.docx.khtool.toml` (or `ke-hoach.khtool.toml`) beside `ke-hoach.docx`:

    [[suppress]]
    rule = "KH203"              # code, family or name
    words = "31/12/2021"        # the words complained of, or more of the text around them; left out: all
    reason = "as printed in the gazette"

What suppresses nothing is reported (KH001), what is not understood too (KH002).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from khtool.checking.engine import finding, line_starts
from khtool.checking.model import Finding, Hit, Rule, Severity, Silenced
from khtool.checking.own import OWN_RULES, UNKNOWN, UNUSED
from khtool.checking.rules import matching
from khtool.errors import KhtoolError
from khtool.i18n import _
from khtool.plan import Span
from khtool.reading.remarks import REMARK
from khtool.text import PlanText, fold

_NAME = r"\w[\w-]*"
_FORM = re.compile(
    rf"(?P<kind>ignore-file|ignore)\s+(?P<names>{_NAME}(?:[\s,]+{_NAME})*)\s*(?:[:–—]\s*(?P<reason>.*))?\Z"
)


class SideEntry(BaseModel):
    """One suppression of a `.khtool.toml` file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str = Field(description="Code, family or name.")
    words: str | None = Field(None, description="The words that the finding is about, or more of the text around them.")
    reason: str = Field(description="Why the finding is not to be heard.")


class SideFile(BaseModel):
    """A `.khtool.toml` file beside a document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    suppress: list[SideEntry] = []


@dataclass(slots=True)
class Suppression:
    """One name of one suppression: which rules it means, where it holds, and where it stands itself.

    `places` are the paragraphs in which a finding must begin (for a remark) or the words which it must touch, as ranges
    of the text; None for everywhere.
    """

    name: str
    rules: frozenset[str]
    by: Literal["inline", "side-file"]
    reason: str | None
    places: list[tuple[int, int]] | None
    written: str  # as it stands, for messages
    at: int = 0  # an offset in the text near it
    line: int | None = None
    column: int = 1
    used: bool = False


@dataclass(frozen=True, slots=True)
class Misfit:
    """A remark that is not understood, or a name that fits no rule: what is wrong, and where it stands."""

    message: str
    written: str
    at: int
    line: int | None
    column: int


def inline(source: str, text: PlanText) -> tuple[list[Suppression], list[Misfit]]:
    """The remarks in `source`, the decoded file that `text` was read from."""
    found: list[Suppression] = []
    wrong: list[Misfit] = []
    if "<!--" not in source:
        return found, wrong
    lines = source.split("\n")
    places_of = _Places(lines, text)
    for number, line in enumerate(lines, 1):
        if "<!--" not in line:
            continue
        for remark in REMARK.finditer(line):
            paragraphs = places_of.meant(number)
            at = text.paragraphs[paragraphs[0]].start if paragraphs else 0
            column = remark.start() + 1
            form = _FORM.match(remark["words"].strip())
            if form is None:
                wrong.append(Misfit(_("a remark to khtool that is not understood"), remark[0], at, number, column))
                continue
            places = [(text.paragraphs[i].start, text.paragraphs[i].end) for i in paragraphs]
            for name in re.split(r"[\s,]+", form["names"]):
                try:
                    rules = _known(name)
                except KhtoolError as error:
                    wrong.append(Misfit(str(error), remark[0], at, number, column))
                    continue
                found.append(
                    Suppression(
                        name=name,
                        rules=rules,
                        by="inline",
                        reason=(form["reason"] or "").strip() or None,
                        places=None if form["kind"] == "ignore-file" else places,
                        written=remark[0],
                        at=at,
                        line=number,
                        column=column,
                    )
                )
    return found, wrong


class _Places:
    """Which paragraphs of the text the lines of the source belong to."""

    def __init__(self, source: Sequence[str], text: PlanText) -> None:
        numbered = sorted((p.line, i) for i, p in enumerate(text.paragraphs) if p.line is not None)
        self.lines = [line for line, _i in numbered]
        self.indexes = [i for _line, i in numbered]
        rest = [REMARK.sub("", line).strip() if "<!--" in line else line.strip() for line in source]
        self.filled = [bool(words) for words in rest]
        blank = [not words and not line.strip() for words, line in zip(rest, source, strict=True)]
        self.above = _neighbours(self.filled, blank)
        self.below = [n and len(source) + 1 - n for n in _neighbours(self.filled[::-1], blank[::-1])][::-1]

    def meant(self, number: int) -> list[int]:
        """The paragraphs that a remark on a line means: those of this line, else those that follow.

        Of a paragraph over several lines only the first is known: a line that begins none goes on with the one before.
        """
        if self.filled[number - 1]:
            return self._on(number) or self._before(number)
        above, below = self.above[number - 1], self.below[number - 1]
        inside = above is not None and below is not None and not self._on(below)
        return self._before(number) if inside else self._after(number)

    def _on(self, line: int) -> list[int]:
        return self.indexes[bisect_left(self.lines, line) : bisect_right(self.lines, line)]

    def _before(self, line: int) -> list[int]:
        i = bisect_left(self.lines, line)
        return self._on(self.lines[i - 1]) if i else []

    def _after(self, line: int) -> list[int]:
        i = bisect_right(self.lines, line)
        return self._on(self.lines[i]) if i < len(self.lines) else []


def _neighbours(filled: Sequence[bool], blank: Sequence[bool]) -> list[int | None]:
    """For each line the number of the last one before it that holds text, None when a blank line stands between."""
    found: list[int | None] = []
    last = None
    for number, (text, nothing) in enumerate(zip(filled, blank, strict=True), 1):
        found.append(last)
        last = number if text else None if nothing else last
    return found


def side_files(path: str) -> list[Path]:
    """The files of suppressions beside a document, those that exist."""
    document = Path(path)
    names = dict.fromkeys((f"{document.name}.khtool.toml", f"{document.stem}.khtool.toml"))
    return [file for name in names if (file := document.with_name(name)).is_file()]


def beside(files: Iterable[Path], text: PlanText) -> tuple[list[Suppression], list[Misfit]]:
    """The suppressions of the files beside a document. Raises KhtoolError when one cannot be understood."""
    from khtool.checking.config import validated
    from khtool.corpus.locate import read_toml

    found: list[Suppression] = []
    wrong: list[Misfit] = []
    for file in files:
        for entry in validated(SideFile, read_toml(file), str(file)).suppress:
            written = f"{file.name}: {entry.rule}" + (f" “{entry.words}”" if entry.words else "")
            try:
                rules = _known(entry.rule)
            except KhtoolError as error:
                wrong.append(Misfit(f"{file.name}: {error}", "", 0, None, 1))
                continue
            places = None if entry.words is None else _occurrences(entry.words, text)
            found.append(Suppression(entry.rule, rules, "side-file", entry.reason, places, written))
    return found, wrong


def _occurrences(words: str, text: PlanText) -> list[tuple[int, int]]:
    """Where words stand in the text, whatever spaces and line breaks are between them."""
    pieces = [re.escape(piece) for piece in fold(unicodedata.normalize("NFC", words)).split()]
    return [m.span() for m in re.finditer(r"\s+".join(pieces), text.norm)] if pieces else []


def _known(name: str) -> frozenset[str]:
    rules = matching([name])
    return frozenset(rule.code for rule in rules.difference(OWN_RULES) or rules)


def silence(
    findings: Iterable[Finding], suppressions: Sequence[Suppression], text: PlanText
) -> tuple[list[Finding], list[Silenced]]:
    """Part the findings into those that are heard and those that are not; marks the suppressions that were used."""
    everywhere = [s for s in suppressions if s.places is None]
    words = [s for s in suppressions if s.places is not None and s.by == "side-file"]
    remarks: dict[int, list[Suppression]] = {}  # by the start of the paragraph
    for s in suppressions:
        if s.by == "inline":
            for start, _end in s.places or ():
                remarks.setdefault(start, []).append(s)
    heard: list[Finding] = []
    silent: list[Silenced] = []
    for f in findings:
        paragraph = text.paragraph_at(f.span.start)
        near = remarks.get(paragraph.start, []) if paragraph else []
        holding = [
            s for s in (*near, *words, *everywhere) if f.code in s.rules and (s.by == "inline" or _touches(s, f))
        ]
        for s in holding:
            s.used = True
        if holding:
            silent.append(Silenced(f, holding[0].by, holding[0].reason))
        else:
            heard.append(f)
    return heard, silent


def _touches(s: Suppression, f: Finding) -> bool:
    end = max(f.span.end, f.span.start + 1)
    return s.places is None or any(a < end and f.span.start < b for a, b in s.places)


def complaints(
    suppressions: Iterable[Suppression], misfits: Iterable[Misfit], codes: Collection[str]
) -> Iterator[tuple[Rule, Misfit]]:
    """What the engine has to say of the suppressions themselves; `codes` are the rules that ran.

    A suppression counts as unused only when every rule that it names did run.
    """
    for misfit in misfits:
        yield UNKNOWN, misfit
    for s in suppressions:
        if not s.used and s.rules <= set(codes):
            message = (
                _("{name} suppresses nothing here").format(name=s.name)
                if s.by == "inline"
                else _("{entry}: suppresses nothing").format(entry=s.written)
            )
            yield UNUSED, Misfit(message, s.written if s.by == "inline" else "", s.at, s.line, s.column)


def findings_of(said: Iterable[tuple[Rule, Misfit]], text: PlanText, severity: Mapping[str, Severity]) -> list[Finding]:
    """The engine's own findings: between two characters of the text, but with the remark's words, line and column."""
    lines = line_starts(text.text)
    made = []
    for rule, misfit in said:
        f = finding(rule, Hit(misfit.at, misfit.at, misfit.message), text, lines, severity)
        if misfit.line is not None:
            span = Span(start=f.span.start, end=f.span.end)  # it stands in no cell or paragraph of the text
            f = replace(f, span=span, line=misfit.line, column=misfit.column)
        made.append(replace(f, text=misfit.written, before="", after=""))
    return made
