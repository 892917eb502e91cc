"""Tên địa danh sai một dấu.

The name of a place is off by one mark.

Nội dung: Tên đơn vị hành chính không có trong danh mục, và chỉ có một đơn vị cùng cấp có tên khác đúng một dấu.
What: A unit of this name does not exist, and exactly one of that level has a name that differs in one mark.
Căn cứ: Danh mục đơn vị hành chính (trước và sau ngày 01/7/2025).
Why: The list of administrative units before and after 01/7/2025.
Sai (bad):
    - Báo cáo UBND thị xã Bím Sơn để tổng hợp.
Đúng (good):
    - Báo cáo UBND thị xã Bỉm Sơn để tổng hợp.
Cách sửa: Sửa lại tên địa danh.
Fix: Correct the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _
from khtool.knowledge import units

_PLACE = re.compile(
    r"\b(?P<kind>tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) "
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){1,3})"
)
_LEVELS = {"tỉnh": "tinh", "huyện": "huyen", "quận": "huyen", "thị xã": "huyen", "xã": "xa", "phường": "xa"}


def check(context: Context) -> Iterator[Hit]:
    """Names behind the word for their kind; names of one syllable and names in capitals are left alone."""
    seen: set[str] = set()
    for m in _PLACE.finditer(context.text.norm, 0, context.facts.own_end):
        words = list(takewhile(lambda word: word[0].isupper(), m["name"].split(" ")))
        if (
            len(words) < 2
            or words[0].isupper()
            or any(units.find(" ".join(words[:n])) for n in range(len(words), 0, -1))
        ):
            continue
        name = " ".join(words)
        near = {u.name for u in units.near(name, _LEVELS.get(m["kind"]))}
        if len(near) != 1 or name in seen:
            continue
        seen.add(name)
        right = near.pop()
        at = m.start("name"), m.start("name") + len(name)
        yield Hit(
            *at,
            _("there is no {kind} {name}; there is {right}").format(kind=m["kind"], name=name, right=right),
            right,
            fix=Fix(*at, right),
        )


RULE = Rule("KH504", "place-spelling", "warning", check, ("document", "hierarchy"), __doc__ or "")
