"""Vị trí dấu thanh không thống nhất (hoà/hòa, uỷ/ủy).

Tone marks stand in two places (hoà/hòa, uỷ/ủy).

Nội dung: Trong một văn bản vừa viết "hoá" vừa viết "hóa"; nhắc ở từ viết theo cách ít dùng hơn.
What: One document writes both "hoá" and "hóa"; the rarer way is reported.
Căn cứ: Các mẫu của Nghị định 30/2020/NĐ-CP viết "Ủy ban", "Hòa".
Why: The models of decree 30/2020/NĐ-CP write "Ủy ban", "Hòa".
Sai (bad):
    - Phát triển văn hóa, xã hội hóa nguồn lực; Uỷ ban nhân dân các xã phối hợp.
Đúng (good):
    - Phát triển văn hóa, xã hội hóa nguồn lực; Ủy ban nhân dân các xã phối hợp.
Cách sửa: Dùng thống nhất một cách viết.
Fix: Keep to one way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _
from khtool.text import fold

_TONED = re.compile(r"(?<!\w)\w{0,4}(?:o[àáãảạèéẽẻẹ]|u[ỳýỹỷỵ]|[òóõỏọ][ae]|[ùúũủụ]y)(?!\w)", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Words in which the place can differ; the rarer of the two ways, each word once."""
    text = context.text.text
    new: list[re.Match[str]] = []
    old: list[re.Match[str]] = []
    for m in _TONED.finditer(text, 0, context.facts.own_end):
        if m[0][:1].lower() == "q":
            continue
        (old if fold(m[0]) != m[0] else new).append(m)
    if not old or not new:
        return
    rare = old if len(old) <= len(new) else new
    counts = Counter(m[0].lower() for m in rare)
    fixes: dict[str, list[Fix | None]] = {}
    for m in old if rare is old else ():
        # A person's own name may be written in either way.
        safe = m[0].islower() or m[0] in ("Uỷ", "UỶ")
        fixes.setdefault(m[0].lower(), []).append(Fix(m.start(), m.end(), fold(m[0]), safe))
    seen: set[str] = set()
    for m in rare:
        word = m[0].lower()
        if word in seen:
            continue
        seen.add(word)
        right = fold(m[0]) if rare is old else None
        first, *others = fixes.get(word, [None])
        yield Hit(
            m.start(),
            m.end(),
            _("tone mark placed otherwise than in the rest of the text ({n} times)").format(n=counts[word]),
            right,
            fix=replace(first, also=tuple(filter(None, others))) if first else None,
        )


RULE = Rule("KH703", "tone-place", "info", check, documentation=__doc__ or "")
