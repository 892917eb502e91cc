"""Một ý không có dấu kết thúc câu, trong khi các ý bên cạnh đều có.

An item has no mark at its end, where its neighbours have one.

Nội dung: Gạch đầu dòng trước và sau (hoặc dòng trước, và sau là đề mục mới) đều kết thúc bằng dấu chấm hoặc chấm phẩy,
    dòng này thì không; hoặc một khoản giữa các khoản, một dòng "Cơ quan chủ trì: …" giữa các dòng cùng nhãn.
What: The items before and behind end with a full stop or a semicolon, or the one before does and a new heading
    follows; this one does not. So with numbered items, and with one of many lines of the same label ("Cơ quan chủ
    trì: …").
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
from collections.abc import Iterator, Sequence

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _
from khtool.text import Paragraph

_ITEM = re.compile(r"\s*([-+*•])\s+\S")
_NUMBERED = re.compile(r"\s*(\d{1,2})\.\s+\S")
_LONG = 15  # words; a shorter numbered line may be a heading
_LABEL = re.compile(r"\s*[-+*•]\s+([^\W\d_][^:.;\n]{5,40}):\s+\S")
_MOSTLY, _LINES = 0.8, 5
_ENOUGH = 8  # words; shorter items may be names in a list
_OPEN_END = re.compile(r"(?:[\w%]|(?<![.;!?…])[)\"'])\Z")
_CONTINUES = re.compile(r"\s*(?:[a-zà-ỹđ(]|\d+[ ./])")


def check(context: Context) -> Iterator[Hit]:
    """Items with a dash or plus outside tables, between two items of the same sign that end with a mark."""
    norm = context.text.norm
    items = context.facts.body
    told: set[int] = set()
    heads = {section.start for section in context.facts.frame.sections}
    for before, p, after in zip(items, items[1:], items[2:], strict=False):
        if before.cell is None and p.cell is None and _numbered_between(norm, before, p, after):
            yield _hit(norm, before, p)
            continue
        first, sign, then = (_ITEM.match(norm, q.start, q.end) for q in (before, p, after))
        if first is None or sign is None or first[1] != sign[1] or before.cell is not None or p.cell is not None:
            continue
        followed = then is not None and then[1] == sign[1] and _closed(norm, after)
        if not (followed and not _CONTINUES.match(norm, after.start, after.end)) and after.start not in heads:
            continue
        own = norm[p.start : p.end].rstrip()
        if len(own.split()) < _ENOUGH or not _OPEN_END.search(own) or not _closed(norm, before):
            continue
        told.add(p.start)
        yield _hit(norm, before, p)
    yield from _labelled(norm, items, told)


def _numbered_between(norm: str, before: Paragraph, p: Paragraph, after: Paragraph) -> bool:
    """A long item with a number, without a mark, between what has one and the next number, which has one."""
    own, then = _NUMBERED.match(norm, p.start, p.end), _NUMBERED.match(norm, after.start, after.end)
    if own is None or then is None or int(then[1]) != int(own[1]) + 1:
        return False
    words = norm[p.start : p.end].rstrip()
    long = len(words.split()) >= _LONG and len(norm[after.start : after.end].split()) >= _LONG
    return long and bool(_OPEN_END.search(words)) and _closed(norm, before) and _closed(norm, after)


def _labelled(norm: str, items: Sequence[Paragraph], told: set[int]) -> Iterator[Hit]:
    """Lines of one label of which nearly all end with the same mark."""
    groups: dict[str, list[Paragraph]] = {}
    for p in items:
        label = _LABEL.match(norm, p.start, p.end) if p.cell is None else None
        if label:
            groups.setdefault(label[1].lower(), []).append(p)
    for group in groups.values():
        closed = [p for p in group if norm[p.start : p.end].rstrip().endswith(".")]
        if len(group) < _LINES or len(closed) < _MOSTLY * len(group):
            continue
        for p in group:
            if p.start not in told and _OPEN_END.search(norm[p.start : p.end].rstrip()):
                yield _hit(norm, closed[0], p)


def _hit(norm: str, before: Paragraph, p: Paragraph) -> Hit:
    end = p.start + len(norm[p.start : p.end].rstrip())
    start = max(p.start, norm.rfind(" ", p.start, end) + 1)
    mark = norm[before.start : before.end].rstrip()[-1]
    return Hit(start, end, _("no mark at the end of the item"), f"{norm[start:end]}{mark}", fix=Fix(end, end, mark))


def _closed(norm: str, p: Paragraph) -> bool:
    return norm[p.start : p.end].rstrip().endswith((".", ";"))


RULE = Rule("KH711", "end-mark", "info", check, documentation=__doc__ or "")
