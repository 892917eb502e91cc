"""Cùng một chỉ tiêu, cùng năm mà hai con số khác nhau.

One indicator has two different figures for the same year.

Nội dung: Mục tiêu ghi 90%, phần nhiệm vụ hoặc phụ lục ghi 85% cho cùng chỉ tiêu, cùng năm.
What: The goals say 90%, the tasks or an annex say 85% for the same indicator and year.
Căn cứ: Tính thống nhất của văn bản.
Why: The two cannot both be the target.
Sai (bad):
    - Phấn đấu năm 2024 có 90% trẻ em có hoàn cảnh đặc biệt được chăm sóc, trợ giúp tại cộng đồng.
    - Bảo đảm 85% trẻ em có hoàn cảnh đặc biệt được chăm sóc, trợ giúp tại cộng đồng.
Đúng (good):
    - Phấn đấu năm 2024 có 90% trẻ em có hoàn cảnh đặc biệt được chăm sóc, trợ giúp tại cộng đồng.
    - Bảo đảm đến năm 2030 có 95% trẻ em có hoàn cảnh đặc biệt được chăm sóc, trợ giúp tại cộng đồng.
Cách sửa: Thống nhất một con số.
Fix: Settle on one figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from khtool.checking.kin import horizon
from khtool.checking.model import Context, Hit, Rule
from khtool.comparing.targets import amount
from khtool.comparing.words import alike, features, plain
from khtool.i18n import _
from khtool.plan import Target

_SAME = 0.95
_YEAR = re.compile(r"(?<![\d/.-])20\d\d(?![\d/])|(?<=/)20\d\d(?!\d|/)")
_WORDS = 4  # that a subject needs to name an indicator
_DEFINED = re.compile(r"\bnăm (?:20\d\d)\b|\bquý [iv1-4]|\btháng \d|6 tháng|giai đoạn|hiện nay|so với")


def check(context: Context) -> Iterator[Hit]:
    """Targets of one unit and year whose subjects are the same; the later one is reported."""
    groups: dict[tuple[str, int | None], list[tuple[Target, frozenset[str]]]] = defaultdict(list)
    for t in context.plan.targets:
        year = horizon(context.plan, t)
        subject = plain(t.subject or "")
        if year is None or _other_year(context, t, year) or not t.subject or len(subject.split()) < _WORDS:
            continue
        words = features(t.subject)
        key = plain(t.unit or ""), year
        for other, their_words in groups[key]:
            if alike(words, their_words) >= _SAME and _conflict(t, other):
                yield Hit(
                    t.span.start,
                    t.span.end,
                    _("{one} here, {other} before, for the same indicator and year").format(
                        one=amount(t), other=amount(other)
                    ),
                )
                break
        groups[key].append((t, words))


def _other_year(context: Context, t: Target, year: int) -> bool:
    """Does the paragraph speak of another year, or stand outside the document?"""
    p = context.text.paragraph_at(t.span.start)
    if p is None or t.span.start >= context.facts.own_end:
        return True
    return any(int(y) != year for y in _YEAR.findall(context.text.norm, p.start, p.end))


def _conflict(a: Target, b: Target) -> bool:
    if (a.value, a.value_max, a.out_of) == (b.value, b.value_max, b.out_of):
        return False
    if a.value_max is not None or b.value_max is not None or (a.out_of is None) != (b.out_of is None):
        return False  # a range and a figure in it, "14/14" and "100"
    sides = {_side(a.comparator), _side(b.comparator)}
    same_kind = (a.direction, a.baseline, a.baseline_year) == (b.direction, b.baseline, b.baseline_year)
    different_parts = {_DEFINED.search(plain(t.subject or "")) is None for t in (a, b)} == {True, False}
    return same_kind and sides != {"least", "most"} and not different_parts


def _side(comparator: str) -> str:
    return {"ge": "least", "gt": "least", "le": "most", "lt": "most"}.get(comparator, "exact")


RULE = Rule("KH405", "target-conflict", "warning", check, documentation=__doc__ or "")
