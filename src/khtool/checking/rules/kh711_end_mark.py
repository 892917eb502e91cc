"""Một ý không có dấu kết thúc câu, trong khi các ý bên cạnh đều có.

An item has no mark at its end, where its neighbours have one.

Nội dung: Gạch đầu dòng trước và sau (hoặc dòng trước, và sau là đề mục mới) đều kết thúc bằng dấu chấm hoặc chấm phẩy,
    dòng này thì không.
What: The items before and behind end with a full stop or a semicolon, or the one before does and a new heading
    follows; this one does not.
Căn cứ: Quy tắc chính tả tiếng Việt; Nghị định 30/2020/NĐ-CP, Phụ lục I: văn bản phải đúng ngữ pháp, chính tả.
Why: Vietnamese spelling; decree 30/2020/NĐ-CP, Annex I.
Sai (bad):
    - Tổ chức truyền thông về quyền trẻ em tại các trường học.
    - Rà soát các điểm vui chơi, giải trí cho trẻ em trong dịp hè
    - Bố trí cán bộ theo dõi công tác trẻ em ở từng khu dân cư.
Đúng (good):
    - Tổ chức truyền thông về quyền trẻ em tại các trường học.
    - Rà soát các điểm vui chơi, giải trí cho trẻ em trong dịp hè.
    - Bố trí cán bộ theo dõi công tác trẻ em ở từng khu dân cư.
Cách sửa: Thêm dấu chấm hoặc dấu chấm phẩy.
Fix: Add the full stop or the semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _
from khtool.text import Paragraph

_ITEM = re.compile(r"\s*([-+*•])\s+\S")
_ENOUGH = 8  # words; shorter items may be names in a list
_OPEN_END = re.compile(r"(?:[\w%]|(?<![.;!?…])[)\"'])\Z")
_CONTINUES = re.compile(r"\s*(?:[a-zà-ỹđ(]|\d+[ ./])")


def check(context: Context) -> Iterator[Hit]:
    """Items with a dash or plus outside tables, between two items of the same sign that end with a mark."""
    norm = context.text.norm
    items = context.facts.body
    heads = {section.start for section in context.facts.frame.sections}
    for before, p, after in zip(items, items[1:], items[2:], strict=False):
        first, sign, then = (_ITEM.match(norm, q.start, q.end) for q in (before, p, after))
        if first is None or sign is None or first[1] != sign[1] or before.cell is not None or p.cell is not None:
            continue
        followed = then is not None and then[1] == sign[1] and _closed(norm, after)
        if not (followed and not _CONTINUES.match(norm, after.start, after.end)) and after.start not in heads:
            continue
        own = norm[p.start : p.end].rstrip()
        if len(own.split()) < _ENOUGH or not _OPEN_END.search(own) or not _closed(norm, before):
            continue
        end = p.start + len(own)
        start = max(p.start, norm.rfind(" ", p.start, end) + 1)
        mark = norm[before.start : before.end].rstrip()[-1]
        yield Hit(start, end, _("no mark at the end of the item"), f"{norm[start:end]}{mark}", fix=Fix(end, end, mark))


def _closed(norm: str, p: Paragraph) -> bool:
    return norm[p.start : p.end].rstrip().endswith((".", ";"))


RULE = Rule("KH711", "end-mark", "info", check, documentation=__doc__ or "")
