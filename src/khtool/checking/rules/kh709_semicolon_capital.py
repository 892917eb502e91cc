"""Viết hoa sau dấu chấm phẩy.

A capital letter after a semicolon.

Nội dung: "…; Báo cáo kết quả": sau dấu chấm phẩy không viết hoa, trừ tên riêng. Chỉ nhắc với động từ giao việc.
What: "…; Báo cáo kết quả": no capital after a semicolon, but in names. Only verbs of tasks are reported.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục I: viết hoa chữ đầu câu, sau dấu chấm, chấm hỏi, chấm than.
Why: Decree 30/2020/NĐ-CP, Annex II, Part I: capitals begin a sentence, after ".", "?" and "!".
Sai (bad):
    - Theo dõi việc thực hiện Kế hoạch; Báo cáo kết quả về Sở Y tế.
Đúng (good):
    - Theo dõi việc thực hiện Kế hoạch; báo cáo kết quả về Sở Y tế.
Cách sửa: Viết thường, hoặc thay dấu chấm phẩy bằng dấu chấm.
Fix: Write a small letter, or a full stop instead of the semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

#: Verbs of tasks that begin no name of a body.
_VERBS = (
    "Báo cáo|Bố trí|Bồi dưỡng|Chỉ đạo|Chủ động|Chủ trì|Đào tạo|Đẩy mạnh|Đôn đốc|Hướng dẫn|Huy động|Kiểm tra|Lồng ghép|"
    "Nâng cao|Phát huy|Phối hợp|Rà soát|Tăng cường|Tham mưu|Theo dõi|Thực hiện|Tiếp tục|Tổ chức|Tổng hợp|Triển khai|"
    "Tuyên truyền|Xây dựng"
)
_CAPITAL = re.compile(rf"; ((?:{_VERBS})\b)")


def check(context: Context) -> Iterator[Hit]:
    """Running text; in lists and cells whose parts all begin with capitals this is a way of writing."""
    norm = context.text.norm
    for p in context.facts.body:
        for m in _CAPITAL.finditer(norm, p.start, p.end):
            following = norm[m.end(1) : m.end(1) + 2].strip()
            if (m[1] == "Tổ chức" and following.isupper()) or context.facts.cited(m.start(1), m.end(1)):
                continue  # "Tổ chức Y tế Thế giới"
            small = m[1][0].lower()
            yield Hit(
                m.start(1),
                m.end(1),
                _("a capital letter after a semicolon"),
                small + m[1][1:],
                fix=Fix(m.start(1), m.start(1) + 1, small),
            )


RULE = Rule("KH709", "semicolon-capital", "info", check, documentation=__doc__ or "")
