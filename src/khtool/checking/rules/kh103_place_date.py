"""Dòng địa danh và thời gian ban hành viết sai thể thức.

The line with place and date of issue is not in the form of the decree.

Nội dung: Báo khi dòng ngày ban hành thiếu địa danh, thiếu dấu phẩy sau địa danh, ngày nhỏ hơn 10 hoặc tháng 1,
    tháng 2 không có số 0 phía trước, các tháng từ 3 đến 9 lại có số 0.
What: The place or the comma after it is missing, a day below 10 or January and February lack their 0, or a month
    from March to September has one.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.4.
Sai (bad):
    Lâm Đồng, ngày 5 tháng 03 năm 2024
Đúng (good):
    Lâm Đồng, ngày 05 tháng 3 năm 2024
Cách sửa: Viết "Địa danh, ngày 05 tháng 3 năm 2024".
Fix: Write "Place, ngày 05 tháng 3 năm 2024".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import month_text
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_LINE = re.compile(r"(?P<place>[^\d\n|]{0,60}?)(?P<comma>,?) {0,3}(?P<word>[Nn]gày) {1,3}(?P<day>\d{1,2}) {1,3}tháng")


def check(context: Context) -> Iterator[Hit]:
    """The own date line, when it has a day."""
    start, end = context.facts.span_of("date_text")
    if not context.plan.header.date_text:
        return
    first = max(0, context.text.norm.rfind("\n", 0, start) + 1)
    m = _LINE.match(context.text.norm, first, end + 40)
    if m:
        place = m["place"].strip(" *_|")
        if not place:
            yield Hit(start, end, _("the place is missing before the date"))
        elif not m["comma"] and not place.endswith(","):
            yield Hit(start, end, _("a comma stands between the place and the date"), f"{place}, ngày …")
    for d in context.facts.dates:
        if not (start <= d.start <= end):
            continue
        day, month = f"{int(d.day):02d}", month_text(int(d.month))
        for written, right, at in ((d.day, day, d.day_at), (d.month, month, d.month_at)):
            if written != right:
                yield Hit(
                    d.start,
                    d.end,
                    _("{written} is written {right} in the date of issue").format(written=written, right=right),
                    right,
                    fix=Fix(at, at + len(written), right, safe=True),
                )
        break


RULE = Rule("KH103", "place-date", "error", check, documentation=__doc__ or "")
