"""Một ý bị lặp lại ngay sau đó.

An item is repeated right behind itself.

Nội dung: Hai gạch đầu dòng liền nhau giống nhau, hoặc dòng sau chép lại cả dòng trước rồi viết thêm: sót lại khi sửa.
What: Two neighbouring items are the same, or the second repeats the first and goes on: left over from editing.
Căn cứ: Tính chính xác của văn bản.
Why: One of them is left over.
Sai (bad):
    - Mở rộng các hình thức truyền thông về quyền trẻ em, phòng ngừa xâm hại trẻ em.
    - Mở rộng các hình thức truyền thông về quyền trẻ em, phòng ngừa xâm hại trẻ em tại trường học và khu dân cư.
Đúng (good):
    - Mở rộng các hình thức truyền thông về quyền trẻ em, phòng ngừa xâm hại trẻ em tại trường học và khu dân cư.
Cách sửa: Bỏ một trong hai.
Fix: Take one of them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_ENOUGH = 10  # words; shorter items may well be alike
_WORD = re.compile(r"\w+")
_LABEL = re.compile(r"\s*(?:[-+*•]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)])\s+")


def check(context: Context) -> Iterator[Hit]:
    """Each paragraph outside tables against the one before it."""
    before: list[str] = []
    last = 0, 0
    for p in context.facts.body:
        if p.cell is not None:
            before = []
            continue
        label = _LABEL.match(context.text.norm, p.start, p.end)
        start = label.end() if label else p.start
        words = [w.lower() for w in _WORD.findall(context.text.norm, start, p.end)]
        shorter = min(len(words), len(before))
        if shorter >= _ENOUGH and words[:shorter] == before[:shorter]:
            if len(before) < len(words):
                yield Hit(*last, _("the next item says this again and goes on"))
            else:
                yield Hit(start, p.end, _("repeats the item before it"))
        before, last = words, (start, p.end)


RULE = Rule("KH710", "repeated-item", "warning", check, documentation=__doc__ or "")
