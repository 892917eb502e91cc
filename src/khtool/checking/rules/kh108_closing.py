"""Nội dung văn bản không kết thúc bằng dấu "./.".

The body does not end with "./.".

Nội dung: Sau câu cuối của nội dung, văn bản hành chính thường có dấu "./." để báo hết.
What: By custom the body of an administrative document ends with "./.".
Căn cứ: Thể thức theo các mẫu của Phụ lục III, Nghị định 30/2020/NĐ-CP (các mẫu đều có "./.").
Why: The models of Annex III of decree 30/2020/NĐ-CP end with "./.".
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    Nơi nhận:
    - Lưu: VT.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - Lưu: VT.
Cách sửa: Thay dấu chấm cuối bằng "./.".
Fix: Replace the last full stop by "./.".
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """The end of the body."""
    zones = context.facts.frame.zones
    if not context.facts.body or zones.tail[0] == zones.tail[1]:
        return
    last = context.facts.body[-1]
    if any("./" in context.text.slice(p) for p in context.facts.body[-4:]):
        return
    yield Hit(max(last.start, last.end - 20), last.end, _("the body does not end with ./."), "./.")


RULE = Rule("KH108", "closing-sign", "info", check, documentation=__doc__ or "")
