"""Từ thông dụng bị sai dấu.

A common word with a wrong mark.

Nội dung: Hai âm tiết liền nhau chỉ khác dấu so với một từ ghép rất thông dụng (giái quyết, xây dụng, chuyển đôi) và
    bản thân không phải là cách viết nào khác được dùng.
What: Two syllables differ only in their marks from a very common compound (giái quyết, xây dụng) and are themselves
    not in use.
Căn cứ: Chính tả; bảng từ ghép lập từ tần số trong văn bản pháp luật, hành chính công khai.
Why: Spelling; a table of compounds made from counts over public legal and administrative texts.
Sai (bad):
    - Kịp thời giái quyết kiến nghị của người dân.
Đúng (good):
    - Kịp thời giải quyết kiến nghị của người dân.
Cách sửa: Sửa lại dấu.
Fix: Correct the mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_DATA = Path(__file__).parents[1] / "data" / "compounds.txt"
#: Slips that are words themselves and show only by what follows.
_VERBS = "đạt|giảm|tăng|không|hoàn thành|đến năm|có ít nhất|ít nhất|duy trì"
_IN_CONTEXT = ((re.compile(rf"\b([Pp])hần đầu(?= (?:\d|(?:{_VERBS})\b|trên \d))"), "hấn đấu"),)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _compounds() -> tuple[frozenset[str], dict[str, tuple[str, frozenset[str]]]]:
    """All compounds; and those watched over, by their letters without marks, with the other forms in use."""
    known: set[str] = set()
    watched: dict[str, tuple[str, frozenset[str]]] = {}
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        pair, _colon, others = line.lstrip("!").partition(": ")
        known.add(pair)
        if line.startswith("!"):
            watched[_bare(pair)] = pair, frozenset(others.split(", ")) if others else frozenset()
    return frozenset(known), watched


@lru_cache(maxsize=16384)
def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def check(context: Context) -> Iterator[Hit]:
    """Neighbouring syllables inside a clause; not where either belongs to a compound with its other neighbour."""
    known, watched = _compounds()
    norm = context.text.norm
    for pattern, rest in _IN_CONTEXT:
        for m in pattern.finditer(norm, 0, context.facts.own_end):
            right = m[1] + rest
            yield Hit(*m.span(), _("perhaps {right}").format(right=right), right, fix=Fix(*m.span(), right))
    for p in context.facts.paragraphs:
        words = list(_WORD.finditer(norm, p.start, p.end))
        lower = [w[0].lower() for w in words]
        for i in range(len(words) - 1):
            if norm[words[i].end() : words[i + 1].start()] != " ":
                continue
            pair = f"{lower[i]} {lower[i + 1]}"
            found = watched.get(f"{_bare(lower[i])} {_bare(lower[i + 1])}")
            if found is None or pair == found[0] or pair in found[1] or pair in known:
                continue
            if (
                words[i + 1][0][0].isupper()
                or words[i][0].isupper()
                or (words[i][0][0].isupper() and not _opens(norm, words[i]))
            ):
                continue  # names keep their own marks
            if i and f"{lower[i - 1]} {lower[i]}" in known:
                continue
            if i + 2 < len(words) and f"{lower[i + 1]} {lower[i + 2]}" in known:
                continue
            right = found[0][0].upper() + found[0][1:] if words[i][0][0].isupper() else found[0]
            at = words[i].start(), words[i + 1].end()
            yield Hit(*at, _("perhaps {right}").format(right=right), right, fix=Fix(*at, right))


def _opens(text: str, word: re.Match[str]) -> bool:
    """Does the word stand at the beginning of a sentence or item?"""
    before = text[max(0, word.start() - 3) : word.start()]
    return not before.strip(" -+*•") or before.rstrip(" ").endswith((".", ":", ";", "\n", "-", ")"))


RULE = Rule("KH708", "marks", "warning", check, documentation=__doc__ or "")
