"""Line and column of findings in the file itself, for formats that have lines: where annotations of a CI will stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from khtool.checking.model import Finding
from khtool.text import PlanText

_MOST = 20_000  # characters of the lines of one paragraph; a page on one line is not searched for every finding


def placed(findings: Iterable[Finding], source: str, text: PlanText) -> list[Finding]:
    """The findings at the line and column of `source` where their words stand.

    The reader knows on which line each paragraph begins; from there to the next one the words are looked for. Where
    they do not stand as often in the file as in the text (markup inside, a broken line) the line of the paragraph and
    the column in its text remain.
    """
    begins = sorted({p.line for p in text.paragraphs if p.line is not None})
    lines = source.split("\n") if begins else []
    of_line: dict[int, tuple[int, int]] = {}  # the range of the text that begins on a line: a row has several cells
    for p in text.paragraphs:
        if p.line is not None:
            start, end = of_line.get(p.line, (p.start, p.end))
            of_line[p.line] = min(start, p.start), max(end, p.end)
    return [_placed(f, lines, begins, of_line, text) for f in findings]


def _placed(
    f: Finding, lines: Sequence[str], begins: Sequence[int], of_line: dict[int, tuple[int, int]], text: PlanText
) -> Finding:
    paragraph = text.paragraph_at(f.span.start)
    if paragraph is None or paragraph.line is None or not f.text:
        return f
    after = bisect_right(begins, paragraph.line)
    last = begins[after] - 1 if after < len(begins) else len(lines)
    own = lines[paragraph.line - 1 : last]
    start, end = of_line[paragraph.line]
    if end - start > _MOST or sum(map(len, own)) > _MOST:
        return f
    found = [(n, at) for n, line in enumerate(own) for at in _all(f.text, line)]
    wanted = _all(f.text, text.text[start:end])
    if len(found) != len(wanted) or f.span.start - start not in wanted:
        return f
    n, at = found[wanted.index(f.span.start - start)]
    return replace(f, line=paragraph.line + n, column=at + 1)


def _all(words: str, line: str) -> list[int]:
    places = []
    at = line.find(words)
    while at >= 0:
        places.append(at)
        at = line.find(words, at + len(words))
    return places
