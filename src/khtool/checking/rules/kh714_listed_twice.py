"""Một ý được kể hai lần trong cùng một câu liệt kê.

A phrase is listed twice in one enumeration.

Nội dung: Trong phần liệt kê sau dấu hai chấm, hai vế giữa các dấu phẩy giống nhau từ bốn âm tiết trở lên, hoặc vế cuối
    chép lại cả vế trước rồi viết thêm.
What: Behind a colon two parts between commas are the same, from four syllables on, or the last part says the other
    again and goes on.
Căn cứ: Tính chính xác của văn bản.
Why: One of the two is left over, or another phrase was meant.
Sai (bad):
    - Chính sách cho thanh niên: hỗ trợ đào tạo nghề, kết nối việc làm, hỗ trợ đào tạo nghề, cho vay vốn.
Đúng (good):
    - Chính sách cho thanh niên: hỗ trợ đào tạo nghề, kết nối việc làm, cho vay vốn.
Cách sửa: Bỏ vế thừa hoặc thay bằng ý định viết.
Fix: Drop one of them, or write what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

#: What stands between a colon and the end of the sentence, in parts with commas alone.
_LIST = re.compile(r"(?<=: )[^.:;!?()\n]+(?=[.;\n]|\Z)")
_PART = re.compile(r"[^,]+")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4


def check(context: Context) -> Iterator[Hit]:
    """Enumerations outside tables; names of bodies come back with reason."""
    norm = context.text.norm
    for p in context.facts.body:
        if p.cell is not None:
            continue
        for sentence in _LIST.finditer(norm, p.start, p.end):
            seen: dict[str, int] = {}
            parts = list(_PART.finditer(norm, *sentence.span()))
            for part in parts:
                words = _WORD.findall(part[0])
                if len(words) < _ENOUGH or any(w[0].isupper() for w in words) or re.search(r"\d", part[0]):
                    continue
                said = " ".join(words).lower()
                start = part.start() + len(part[0]) - len(part[0].lstrip())
                end = part.end() - (len(part[0]) - len(part[0].rstrip()))
                goes_on = part is parts[-1] and any(said.startswith(f"{other} ") for other in seen)
                if said in seen or goes_on:
                    if not context.facts.cited(start, end):
                        yield Hit(start, end, _("listed before in this sentence"))
                else:
                    seen[said] = start


RULE = Rule("KH714", "listed-twice", "info", check, documentation=__doc__ or "")
