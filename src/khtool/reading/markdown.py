"""Markdown → PlanText: headings, emphasis, links and escapes taken away, tables of both kinds understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khtool.reading import encoding, lines, text
from khtool.reading.lines import Line
from khtool.text import PlanText, PlanTextBuilder

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u00a0]+(.*?)[ \t\u00a0]*#*[ \t\u00a0]*$")
_STARS = re.compile(r"\*+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\s]{0,800}(?:\s\"[^\"\n]{0,200}\")?\)")
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span|font|br|p|div|center)\b[^<>]{0,200}/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNDERLINE = re.compile(r"(?<![^\W_])(_{1,3})(?=[^\s_])([^_\n]{1,300}?)(?<=[^\s_])\1(?![^\W_])")
_HELD = {"\\*": "\ue000", "\\_": "\ue001", "\\#": "\ue002"}
_BACK = {ord(v): k[1] for k, v in _HELD.items()}


def looks_like(content: str) -> bool:
    """Whether a text is Markdown: headings with # or emphasis with asterisks, more than by chance."""
    headings = len(re.findall(r"(?m)^ {0,3}#{1,6}[ \t\u00a0]+\S", content))
    strong = len(re.findall(r"\*\*[^\s*][^*\n]{0,200}", content))
    table = len(re.findall(r"(?m)^\|[ :|-]{0,300}-{3}[ :|-]{0,300}\|[ \t]*$", content))
    return headings + strong >= 3 or headings >= 2 or strong >= 2 or table >= 1


def read(data: bytes) -> PlanText:
    """The text of a Markdown file."""
    builder = PlanTextBuilder("md")
    text.fill(builder, text.numbered(encoding.decode(data)), make_lines)
    return builder.build(data=data)


#: A figure with its sign, in a cell: no quotation.
_MORE_THAN = re.compile(r">=?\s*\d[\d.,]*\s*[%‰]?")


def make_lines(raw: Sequence[text.Raw]) -> list[Line]:
    """The lines of a block without their markup; emphasis may reach over several lines."""
    out: list[Line] = []
    strong = italic = False
    for number, source in raw:
        hard = source.endswith("  ") or source.endswith("\\")
        line = source.strip()
        if line.endswith("\\"):
            line = line[:-1]
        if line.startswith(">") and not _MORE_THAN.fullmatch(line):
            line = line.lstrip("> ")
        if line.startswith("```"):
            continue
        if not any(c.isalnum() for c in line) and (lines.is_rule(line) or not line.strip("*_ ")):
            for run in _STARS.findall(line):
                strong ^= len(run) // 2 % 2 == 1
                italic ^= len(run) % 2 == 1
            if out:
                out[-1].open = strong or italic
            continue
        level = None
        heading = _HEADING.match(line)
        if heading:
            level, line = len(heading[1]), heading[2]
        held = "\\" in line
        if held:
            for mark, code in _HELD.items():
                line = line.replace(mark, code)
        if "](" in line:
            line = _LINK.sub(r"\1", line)
        if "<" in line:
            line = _TAG.sub("", line)
        bullet = re.match(r"\*\s+(?=\S)", line)
        if bullet and line.count("*") % 2 == 1:
            line, held = "\ue000" + line[1:], True
        done, strong, italic, bold = _emphasis(line, strong, italic)
        if "_" in done:
            done = _UNDERLINE.sub(r"\2", done)
        if "\\" in done:
            done = _ESCAPE.sub(r"\1", done)
        done = encoding.squeeze(done.translate(_BACK) if held else done)
        if done:
            out.append(Line(done, bold, strong or italic, hard, level, number))
    return out


def _emphasis(line: str, strong: bool, italic: bool) -> tuple[str, bool, bool, bool]:
    """The line without asterisks of emphasis, the state after it, and whether all its letters are strong."""
    if "*" not in line:
        return line, strong, italic, strong and any(c.isalnum() for c in line)
    pieces: list[str] = []
    bold = True
    at = 0
    for run in _STARS.finditer(line):
        start, end = run.span()
        piece = line[at:start]
        at = end
        pieces.append(piece)
        if not strong and any(c.isalnum() for c in piece):
            bold = False
        size = end - start
        around = line[start - 1 : start], line[end : end + 1]
        literal = (around[0] == "(" and around[1] == ")") or (size == 1 and around == (" ", " ") and not italic)
        if literal:
            pieces.append(run[0])
            continue
        strong ^= size // 2 % 2 == 1
        italic ^= size % 2 == 1
    piece = line[at:]
    pieces.append(piece)
    if not strong and any(c.isalnum() for c in piece):
        bold = False
    text = "".join(pieces)
    return text, strong, italic, bold and any(c.isalnum() for c in text)
