"""Nơi nhận không có dòng "Lưu: VT", hoặc văn bản không có nơi nhận.

"Nơi nhận" has no line "Lưu: VT", or the document has no "Nơi nhận".

Nội dung: Dòng cuối của nơi nhận là "Lưu: VT, <đơn vị soạn thảo>." ghi nơi lưu văn bản.
What: The last line of the list of recipients says where the document is filed: "Lưu: VT, <drafting unit>."
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.9.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - UBND tỉnh (b/c);
    - Các khu phố (t/h).
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Nguyễn Văn An
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - UBND tỉnh (b/c);
    - Các khu phố (t/h);
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Nguyễn Văn An
Cách sửa: Thêm dòng "- Lưu: VT, <đơn vị soạn thảo>." ở cuối nơi nhận.
Fix: Add the line "- Lưu: VT, <drafting unit>." at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

#: Characters within which a list of recipients ends.
_LIST = 3000
_KEPT = re.compile(r"\bLưu\b", re.IGNORECASE)
_HEADING = re.compile(r"Nơi\s+(?:nhận|gửi)", re.IGNORECASE)
_OFFICE = re.compile(r"\bLưu\s*[:;]?\s*(VP)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """The list in the tail."""
    start, end = context.facts.frame.offsets(context.facts.frame.zones.tail)
    tail = context.text.norm[start:end]
    heading = _HEADING.search(tail)
    if heading is None:
        if context.facts.body:
            last = context.facts.body[-1]
            where = max(last.start, last.end - 3), last.end
            yield Hit(*where, _("the document has no list of recipients (Nơi nhận)"), severity="info")
        return
    at = start + heading.start(), start + heading.end()
    # Behind the heading, wherever the tail was taken to end: two bodies sign side by side.
    if not _KEPT.search(context.text.norm, at[0], at[0] + _LIST):
        yield Hit(*at, _("the list of recipients has no line that says where the document is filed"), "- Lưu: VT, ….")
    elif office := _OFFICE.search(tail):
        yield Hit(
            start + office.start(1),
            start + office.end(1),
            _("documents are filed with the clerical office (văn thư): Lưu: VT"),
            "VT",
            "info",
        )


RULE = Rule("KH106", "recipients", "warning", check, documentation=__doc__ or "")
