"""Dòng "KT." đứng trước dòng "TM." ở chữ ký.

The line "KT." stands above the line "TM." in the signature.

Nội dung: Quyền hạn của người ký ghi "TM. <tập thể>" trước, "KT. <người đứng đầu>" sau.
What: The signer's authority is written with "TM. <the body>" first and "KT. <its head>" below.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7 và Phụ lục III.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.7 and the models of Annex III.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - Lưu: VT.
    KT. CHỦ TỊCH
    TM. ỦY BAN NHÂN DÂN
    PHÓ CHỦ TỊCH
    Nguyễn Văn An
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    Nguyễn Văn An
Cách sửa: Đổi chỗ hai dòng.
Fix: Swap the two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_FOR_BODY = re.compile(r"^[ *_|]*(T/?M ?[./] ?(?:ỦY BAN|UBND)[^\n|]{0,80})", re.MULTILINE)
_FOR_HEAD = re.compile(r"^[ *_|]*(K/?T ?[./] ?(?:CHỦ TỊCH|TRƯỞNG BAN)[^\n|]{0,40})", re.MULTILINE)


def check(context: Context) -> Iterator[Hit]:
    """The first line of each kind in the tail; a tail with two signatures is left alone."""
    start, end = context.facts.frame.offsets(context.facts.frame.zones.tail)
    tail = context.text.norm[start:end]
    body, head = list(_FOR_BODY.finditer(tail)), list(_FOR_HEAD.finditer(tail))
    # Lines of one signature follow each other; anything between them is another block of the page.
    if len(body) != 1 or len(head) != 1 or tail[head[0].end() : body[0].start()].strip(" *_|\n"):
        return
    if head[0].start() < body[0].start():
        yield Hit(
            start + head[0].start(1),
            start + head[0].start(1) + len(head[0][1].rstrip(" *_|")),
            _("KT. stands below TM.: on behalf of the body first, for its head second"),
        )


RULE = Rule("KH109", "authority-order", "warning", check, documentation=__doc__ or "")
