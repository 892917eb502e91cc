"""Runs the rules over a document and gives each hit its code, severity and place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from khtool.checking.model import Context, Finding, Hit, Rule, Severity
from khtool.checking.rules import choose
from khtool.plan import Cell, Plan, Span
from khtool.resolution.model import Catalogue
from khtool.text import PlanText


def check(
    plan: Plan,
    text: PlanText,
    catalogue: Catalogue | None = None,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    severity: Mapping[str, Severity] | None = None,
) -> list[Finding]:
    """What the rules find in `plan`, which was extracted from `text`, in the order of the text.

    `catalogue` knows other documents (registry, corpus); without it the rules that compare against them say nothing.
    `select` and `ignore` hold codes, beginnings of codes ("KH2") or names; KhtoolError for one that fits no rule.
    `severity` gives rules, by their codes, another severity; what a rule knows only softly stays as soft as it is.
    Lines and columns are counted from 1: where the source has lines (txt, md, html), the line of the source where the
    paragraph begins and the column in the paragraph's text; else those of `text.text`.
    """
    context = Context(plan, text, catalogue)
    lines = line_starts(text.text)
    seen: dict[tuple[str, int, int, str], Finding] = {}
    for rule in choose(select, ignore):
        for hit in rule.check(context):
            seen.setdefault((rule.code, hit.start, hit.end, hit.message), finding(rule, hit, text, lines, severity))
    return sorted(seen.values(), key=lambda f: (f.span.start, f.span.end, f.code, f.message))


def line_starts(text: str) -> list[int]:
    """The offsets at which the lines of a text start."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def finding(
    rule: Rule, hit: Hit, text: PlanText, lines: list[int], severity: Mapping[str, Severity] | None = None
) -> Finding:
    """The finding that a hit of a rule makes; `lines` are the offsets at which the lines of the text start."""
    start = max(0, min(hit.start, len(text.text)))
    end = max(start, min(hit.end, len(text.text)))
    paragraph = text.paragraph_at(start)
    line = bisect_right(lines, start)
    column = start - lines[line - 1] + 1
    if paragraph and paragraph.line is not None:
        line = paragraph.line
    cell = paragraph.cell if paragraph else None
    last = text.paragraph_at(end)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=_severity(rule, hit, severity or {}),
        message=hit.message,
        span=Span(
            start=start,
            end=end,
            page=paragraph.page if paragraph else None,
            paragraph=paragraph.paragraph if paragraph else None,
            cell=Cell(table=cell.table, row=cell.row, column=cell.column) if cell else None,
        ),
        text=text.text[start:end],
        suggestion=hit.suggestion,
        fix=hit.fix,
        line=line,
        column=column,
        before=_before(text.text[paragraph.start : start]) if paragraph else "",
        after=_after(text.text[end : last.end]) if last else "",
    )


_AROUND = 48  # characters of the paragraph on each side of the words


def _before(words: str) -> str:
    if len(words) <= _AROUND:
        return words
    return "…" + words[-_AROUND:].partition(" ")[2]


def _after(words: str) -> str:
    if len(words) <= _AROUND:
        return words
    return words[:_AROUND].rpartition(" ")[0] + "…"


_ORDER: tuple[Severity, ...] = ("error", "warning", "info")


def _severity(rule: Rule, hit: Hit, chosen: Mapping[str, Severity]) -> Severity:
    wanted, own = chosen.get(rule.code), hit.severity or rule.severity
    if wanted is None:
        return own
    soft = _ORDER.index(own) > _ORDER.index(rule.severity)
    return max(wanted, own, key=_ORDER.index) if soft else wanted
