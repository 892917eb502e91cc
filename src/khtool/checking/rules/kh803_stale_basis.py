"""Căn cứ là kế hoạch hoặc văn bản của năm trước.

The plan carries out a document made for an earlier year.

Nội dung: Kế hoạch năm 2024 mà phần mở đầu thực hiện kế hoạch "năm 2023" của cấp trên: sót lại từ năm trước.
What: A plan for 2024 whose opening carries out the superior's plan "năm 2023": left over from last year.
Căn cứ: Tính thống nhất của văn bản.
Why: A plan for a year carries out what was decided for that year.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2023 của UBND tỉnh về công tác trẻ em năm 2023;
    UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 10/KH-UBND ngày 05/02/2024 của UBND tỉnh về công tác trẻ em năm 2024;
    UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Cách sửa: Viện dẫn văn bản của năm nay.
Fix: Cite this year's document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import issuer_key
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )(?<!đến )(?<!hết )(?<!từ )\bnăm (20\d\d)\b(?! ?[-/])")


def check(context: Context) -> Iterator[Hit]:
    """What the opening carries out, for plans of one year."""
    year = context.facts.year
    if year is None:
        return
    for c in context.facts.citations:
        if (
            c.relation not in ("thuc_hien", "can_cu")
            or not c.subject
            or c.type_name in ("Nghị quyết", "Luật", "Quyết định")
        ):
            continue
        if issuer_key(c.organ_name) == issuer_key(context.plan.header.organ_name):
            continue  # a plan may go on from the issuer's own one of last year
        years = [int(m[1]) for m in _YEAR.finditer(c.subject)]
        if len(years) == 1 and years[0] < year:
            yield Hit(
                c.span.start,
                c.span.end,
                _("carries out a document for {other}, the plan is for {year}").format(other=years[0], year=year),
            )


RULE = Rule("KH803", "stale-basis", "warning", check, documentation=__doc__ or "")
