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

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import groupby

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
    seen: list[tuple[Target, frozenset[str]]] = []
    holders: dict[tuple[str, int, str], list[int]] = defaultdict(list)  # (unit, year, feature) → places in `seen`
    known: set[tuple[object, ...]] = set()
    for t in context.plan.targets:
        year = horizon(context.plan, t)
        subject = plain(t.subject or "")
        if year is None or _other_year(context, t, year) or not t.subject or len(subject.split()) < _WORDS:
            continue
        words = features(t.subject)
        unit = plain(t.unit or "")
        shared = [(unit, year, feature) for feature in _telling(words)]
        for i, _again in groupby(merge(*(holders[key] for key in shared))):  # in the order of the text
            other, their_words = seen[i]
            if alike(words, their_words) >= _SAME and _conflict(t, other):
                yield Hit(
                    t.span.start,
                    t.span.end,
                    _("{one} here, {other} before, for the same indicator and year").format(
                        one=amount(t), other=amount(other)
                    ),
                )
                break
        said = (year, unit, subject, amount(t), *_figure(t), t.comparator, *_course(t))
        if said not in known:  # what is said twice conflicts with nothing more
            known.add(said)
            for key in shared:
                holders[key].append(len(seen))
            seen.append((t, words))


def _telling(words: frozenset[str]) -> list[str]:
    """Features of which two sets that are `_SAME` share at least one, so that few pairs need a look.

    Such sets have in common at least s / (2 - s) of either one; of the rest and one more, in one order for all sets,
    one is in both (prefix filter: Chaudhuri, Ganti and Kaushik, ICDE 2006). Long features come first: they are rare.
    """
    needed = math.ceil(_SAME / (2 - _SAME) * len(words) - 1e-9)
    return sorted(words, key=lambda word: (-len(word), word))[: len(words) - needed + 1] or [""]


def _other_year(context: Context, t: Target, year: int) -> bool:
    """Does the paragraph speak of another year, or stand outside the document?"""
    p = context.text.paragraph_at(t.span.start)
    if p is None or t.span.start >= context.facts.own_end:
        return True
    return any(int(y) != year for y in _YEAR.findall(context.text.norm, p.start, p.end))


def _conflict(a: Target, b: Target) -> bool:
    if _figure(a) == _figure(b):
        return False
    if a.value_max is not None or b.value_max is not None or (a.out_of is None) != (b.out_of is None):
        return False  # a range and a figure in it, "14/14" and "100"
    sides = {_side(a.comparator), _side(b.comparator)}
    same_kind = _course(a) == _course(b)
    different_parts = {_DEFINED.search(plain(t.subject or "")) is None for t in (a, b)} == {True, False}
    return same_kind and sides != {"least", "most"} and not different_parts


def _figure(t: Target) -> tuple[float | None, ...]:
    return t.value, t.value_max, t.out_of


def _course(t: Target) -> tuple[object, ...]:
    return t.direction, t.baseline, t.baseline_year


def _side(comparator: str) -> str:
    return {"ge": "least", "gt": "least", "le": "most", "lt": "most"}.get(comparator, "exact")


RULE = Rule("KH405", "target-conflict", "warning", check, documentation=__doc__ or "")
