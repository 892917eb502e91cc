"""What targets, deadlines and funding share: sentences, clauses, brackets, the look of a section, vocabulary files.

Everything works on `PlanText.norm` and gives offsets, so a result can be cut out of `PlanText.text`.
"""

from __future__ import annotations

import csv
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from khtool.extraction.frame import Frame, Section
from khtool.text import Paragraph

Range = tuple[int, int]
#: How a section speaks of figures: it sets goals, reports the past, deals with money, with rules for a reward, or
#: none of these.
Tone = Literal["goal", "report", "money", "rule", "plain"]

UPPER = "A-ZĐ" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper() and c != "Đ")

#: Bullet or label at the start of a paragraph: "- ", "+ ", "1. ", "2.1. ", "a) ", "IV. ", "(1) ".
_LABEL = re.compile(
    rf"\s*(?:[-+*•○●▪◦·✓►]\s*)*(?:(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}(?:[.)/]|-?(?=\s+[{UPPER}]))|"
    r"\d{1,2}(?:\.\d{1,2}){1,3}-(?=\s)|\(\d{1,2}\)|[IVXL]{1,6}\.|[a-zđ][.)])(?=\s|[^\W\d])\s*)?(?:[-+*•○●▪◦·]\s*)*"
)
_STOP = re.compile(rf"[.!?…](?:\[\d+\])?(?=\s+[\"'(\-+]?\s*(?:[{UPPER}]|\d+\s?%))")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-ZĐ]|T[PTXS]|GS|PGS|ThS|BS|CN|KS|Th|tp|tx|tt|v\.v|st|No)$")
_BRACKET = re.compile(r"[()\[\]]")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the vocabulary file `knowledge/data/<name>.csv`, column name → cell, in the file's order."""
    file = resources.files("khtool.knowledge").joinpath("data", f"{name}.csv")
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def alternation(phrases: Iterator[str] | list[str]) -> str:
    """The phrases as a regular expression: longest first, one or more spaces for a space."""
    ordered = sorted(set(phrases), key=lambda p: (-len(p), p))
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered)


@lru_cache(maxsize=2)
def figure_runs(norm: str) -> list[Range]:
    """The runs of digits, dots and commas of a whole text, in order; found once for all that look for figures."""
    return [m.span() for m in _RUN.finditer(norm)]


@lru_cache(maxsize=2)
def figure_starts(norm: str) -> list[int]:
    """Where those runs start."""
    return [start for start, _ in figure_runs(norm)]


_RUN = re.compile(r"\d[\d.,]*")


def holds(offsets: list[int], start: int, end: int) -> bool:
    """Whether one of the offsets, which are in order, lies in the range."""
    i = bisect_left(offsets, start)
    return i < len(offsets) and offsets[i] < end


def body_start(norm: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin, after its bullet or label."""
    m = _LABEL.match(norm, start, end)
    return m.end() if m else start


def brackets(norm: str, start: int, end: int) -> list[Range]:
    """The outermost bracketed ranges, brackets included; an unclosed bracket counts as none."""
    if norm.find("(", start, end) < 0 and norm.find("[", start, end) < 0:
        return []
    found: list[Range] = []
    stack: list[int] = []
    for m in _BRACKET.finditer(norm, start, end):
        if m[0] in "([":
            stack.append(m.start())
        elif stack:
            opened = stack.pop()
            if not stack:
                found.append((opened, m.end()))
    if stack:  # an unclosed one swallowed what follows: take the closed pairs inside it
        return list(_closed_pairs(norm, start, end))
    return found


def _closed_pairs(norm: str, start: int, end: int) -> Iterator[Range]:
    opened: int | None = None
    for m in _BRACKET.finditer(norm, start, end):
        if m[0] in "([":
            opened = m.start()
        elif opened is not None:
            yield opened, m.end()
            opened = None


def inside(ranges: list[Range], offset: int) -> Range | None:
    """The range that holds `offset`; the ranges are in order and apart from each other."""
    i = bisect_right(ranges, (offset, sys.maxsize)) - 1
    return ranges[i] if i >= 0 and offset < ranges[i][1] else None


def sentences(norm: str, start: int, end: int) -> Iterator[Range]:
    """The sentences of a paragraph (without the blanks around them)."""
    at = start
    inner = brackets(norm, start, end)
    for m in _STOP.finditer(norm, start, end):
        if inside(inner, m.start()) or (
            m[0][0] == "." and _ABBREVIATION.search(norm, max(at, m.start() - 8), m.start())
        ):
            continue
        yield trim(norm, at, m.end())
        at = m.end()
    if at < end:
        yield trim(norm, at, end)


def split(norm: str, start: int, end: int, at: str = ";") -> Iterator[Range]:
    """The parts of a sentence between the separators `at` that stand outside brackets."""
    begin = start
    pos = norm.find(at, start, end)
    inner = brackets(norm, start, end) if pos >= 0 else []
    while pos >= 0:
        if not inside(inner, pos):
            yield trim(norm, begin, pos)
            begin = pos + len(at)
        pos = norm.find(at, pos + 1, end)
    if begin < end:
        yield trim(norm, begin, end)


def trim(norm: str, start: int, end: int) -> Range:
    """The range without white space around it."""
    while start < end and norm[start].isspace():
        start += 1
    while end > start and norm[end - 1].isspace():
        end -= 1
    return start, end


def tidy(norm: str, start: int, end: int) -> Range:
    """The range without white space and closing punctuation ('.', ';', ',', './.')."""
    start, end = trim(norm, start, end)
    while end > start and (norm[end - 1] in ".;,:/…" or norm[end - 1].isspace()):
        if norm.endswith("...", start, end) and norm[start:end].count("(") > norm[start:end].count(")"):
            break
        end -= 1
    return start, end


_REPORT = re.compile(
    r"^(?:phần\s+\S+\s*[:.\-]?\s*)?(?:đánh giá|khái quát|tóm tắt|sơ lược|đặc điểm|về|những|các|"
    r"một số)?\s*(?:đặc điểm|tình hình|thực trạng|hiện trạng|kết quả|thành tựu|ưu điểm|(?:hạn chế|tồn tại|khó khăn|"
    r"thuận lợi)(?=$|[,.;:]|\s+(?:và|còn|trong|chủ yếu))|nguyên nhân|bài học|đánh giá chung|bối cảnh|sự cần thiết|"
    r"khái quát(?=$|\s+chung)|"
    r"công tác .{0,60}năm qua|tổng quan)"
)
_AHEAD = re.compile(r"dự kiến|mong đợi|cần đạt|phải đạt|đầu ra|phấn đấu|phương hướng")
_AIM = re.compile(r"mục tiêu|chỉ tiêu")
_DONE = re.compile(r"thực hiện|đạt được|hoàn thành|đánh giá")
#: But no "Chương trình mục tiêu quốc gia", no money that is "bổ sung có mục tiêu".
_GOAL = re.compile(
    r"(?<!\w)(?:(?<!có )(?<!trình )mục tiêu|chỉ tiêu|phấn đấu|kết quả (?:cần đạt|dự kiến|mong đợi|phải đạt)|"
    r"phương hướng|định hướng đến)"
)
_GOAL_WORDS = ("tiêu", "phấn đấu", "kết quả", "phương hướng", "định hướng")
_MONEY = re.compile(
    r"^(?:nguồn\s+|dự toán\s+|về\s+|tổng\s+|nhu cầu\s+|bảo đảm\s+|đảm bảo\s+)?(?:kinh phí|nguồn vốn|"
    r"nguồn ngân sách|nguồn lực|tài chính(?=$|\s+(?:thực hiện|và)))"
)
_RULE = re.compile(
    r"^(?:về |các |những |hình thức |mức |thời gian trình |tuyến trình )*(?:(?:thi đua,? )?khen thưởng|tiêu chuẩn|"
    r"tiêu chí xét|hồ sơ|thủ tục|(?:cơ cấu )?giải thưởng|thể lệ|đối tượng|phạm vi|nguyên tắc|quan điểm|"
    r"cơ cấu,? số lượng|thời gian|địa điểm|bằng khen|giấy khen)"
)


@lru_cache(maxsize=4096)
def title_tone(title: str) -> Tone:
    """The tone that a heading announces.

    >>> title_tone("TÌNH HÌNH THỰC HIỆN NĂM 2024"), title_tone("Mục tiêu cụ thể"), title_tone("KINH PHÍ THỰC HIỆN")
    ('report', 'goal', 'money')
    >>> title_tone("Chương trình mục tiêu quốc gia"), title_tone("Mục tiêu của Chương trình mục tiêu quốc gia")
    ('plain', 'goal')
    """
    low = title.lower().strip(" .:")
    if _REPORT.match(low) and not _AHEAD.search(low) and (_DONE.search(low) or not _AIM.search(low)):
        return "report"
    if any(word in low for word in _GOAL_WORDS) and _GOAL.search(low):
        return "goal"
    if _MONEY.match(low):
        return "money"
    if _RULE.search(low) and "mục tiêu" not in low:
        return "rule"
    return "plain"


def tone(section: Section | None) -> Tone:
    """The tone of a section: its own heading's, else the nearest one above that has any."""
    if section is None:
        return "plain"
    for at in section.ancestors():
        # A numbered paragraph of running text is no heading; its words do not set the tone.
        title = at.title if len(at.title) <= 120 and "%" not in at.title else ""
        found = title_tone(title)
        if found != "plain":
            return found
    return "plain"


def basis(frame: Frame) -> Iterator[Paragraph]:
    """The paragraphs of the opening that say what the plan rests on."""
    paragraphs = frame.text.paragraphs
    return (paragraphs[i] for i in range(*frame.zones.basis) if paragraphs[i].role == "body")


def content(frame: Frame) -> Iterator[Paragraph]:
    """The paragraphs in which the plan speaks: body without the opening basis, then appendices; no notes, no page."""
    zones = frame.zones
    first, last = zones.body
    skip_from, skip_to = zones.basis
    paragraphs = frame.text.paragraphs
    for i in range(first, last):
        if not skip_from <= i < skip_to and paragraphs[i].role in ("body", "textbox", "footnote"):
            yield paragraphs[i]
    for i in range(*zones.appendix):
        if paragraphs[i].role in ("body", "textbox"):
            yield paragraphs[i]
