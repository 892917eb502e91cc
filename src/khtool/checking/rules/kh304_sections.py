"""Kế hoạch thiếu phần nội dung cần có.

A part that a plan needs is missing.

Nội dung: Một kế hoạch thường có mục đích hoặc mục tiêu, nhiệm vụ hoặc nội dung, kinh phí và tổ chức thực hiện. Đây
    là thông lệ nên chỉ nhắc.
What: A plan usually has aims, tasks, money and who carries it out. This is custom, so it is a note.
Căn cứ: Thông lệ soạn thảo kế hoạch; nội dung văn bản theo Nghị định 30/2020/NĐ-CP, Điều 8.
Why: Custom; the content of a document under decree 30/2020/NĐ-CP, Article 8.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. NỘI DUNG
    Tổ chức truyền thông.
    III. KINH PHÍ THỰC HIỆN
    Từ ngân sách phường./.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. NỘI DUNG
    Tổ chức truyền thông.
    III. KINH PHÍ THỰC HIỆN
    Từ ngân sách phường.
    IV. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Cách sửa: Bổ sung phần còn thiếu, hoặc bỏ qua nếu kế hoạch không cần.
Fix: Add the part, or ignore the note where the plan does not need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_PARTS = (
    ("mục đích, mục tiêu", re.compile(r"mục đích|mục tiêu|yêu cầu|chỉ tiêu|quan điểm", re.IGNORECASE)),
    (
        "nội dung, nhiệm vụ",
        re.compile(r"nội dung|nhiệm vụ|giải pháp|hoạt động|biện pháp|công tác|triển khai|lộ trình", re.IGNORECASE),
    ),
    ("kinh phí", re.compile(r"kinh phí|ngân sách|nguồn lực|nguồn vốn|tài chính|chi phí", re.IGNORECASE)),
    (
        "tổ chức thực hiện",
        re.compile(r"tổ chức|phân công|trách nhiệm|giao nhiệm vụ|thực hiện kế hoạch", re.IGNORECASE),
    ),
)


def check(context: Context) -> Iterator[Hit]:
    """Plans with headings: which of the four parts no heading names, and (for money) no sentence either."""
    plan = context.plan
    if len([o for o in plan.outline if o.depth == 1]) < 2 or (plan.header.type_name or "Kế hoạch") != "Kế hoạch":
        return
    bare = map(context.text.slice, context.facts.bare_headings)
    titles = " \n".join([*(o.title for o in plan.outline), *bare])
    at = context.facts.span_of("type_name")
    for name, pattern in _PARTS:
        if pattern.search(titles) or (name == "kinh phí" and (plan.funding or "kinh phí" in context.text.norm.lower())):
            continue
        yield Hit(*at, _("the plan has no part on: {part}").format(part=name))


RULE = Rule("KH304", "sections", "info", check, documentation=__doc__ or "")
