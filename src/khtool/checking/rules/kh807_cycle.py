"""Chuỗi căn cứ quay lại chính kế hoạch.

The chain of bases comes back to the plan itself.

Nội dung: Kế hoạch này thực hiện một văn bản mà chính văn bản đó (hoặc văn bản nó thực hiện) lại thực hiện kế hoạch này;
    hoặc kế hoạch lấy chính nó làm căn cứ.
What: What this plan carries out carries out this plan in its turn, directly or by way of others; or the plan stands on
    itself.
Căn cứ: Căn cứ ban hành phải có trước văn bản; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6.
Why: What a document stands on was there before it; decree 30/2020/NĐ-CP, Annex I, Part I, II.6.
Sai (bad):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 02 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
    Thực hiện Kế hoạch số 61/KH-UBND ngày 15/3/2024 của UBND huyện Đức Trọng, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    Thực hiện Kế hoạch số 45/KH-UBND ngày 20/02/2024 của UBND tỉnh Lâm Đồng, UBND huyện ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Đúng (good):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 02 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
    Thực hiện Luật Trẻ em, UBND tỉnh Lâm Đồng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    Thực hiện Kế hoạch số 45/KH-UBND ngày 20/02/2024 của UBND tỉnh Lâm Đồng, UBND huyện ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Cách sửa: Kiểm tra lại số, ký hiệu của văn bản được viện dẫn.
Fix: Check the number of the document that is cited.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import issuer_key
from khtool.checking.kin import held
from khtool.checking.model import Context, Hit, Library, Rule
from khtool.i18n import _
from khtool.knowledge.normal import code_key
from khtool.plan import Citation, Plan

_BASIS = ("thuc_hien", "can_cu")
_MOST = 100  # documents looked into


def check(context: Context) -> Iterator[Hit]:
    """The bases of the plan that the corpus holds, and theirs."""
    library, plan = context.library, context.plan
    if library is None or not plan.header.code:
        return
    own = library.record_of(plan).id
    for c in _bases(plan):
        if _is(c, own, plan) or (c.target and _leads_to(library, c.target, own, plan)):
            yield Hit(c.span.start, c.span.end, _("this document is carried out by way of the plan itself"))


def _bases(plan: Plan) -> Iterator[Citation]:
    return (c for c in plan.citations if c.relation in _BASIS and c.within is None)


def _is(c: Citation, own: str, plan: Plan) -> bool:
    """Is it the plan that is cited, by its id, or by number, issuer and date where the corpus does not have it yet?"""
    if c.target:
        return c.target == own
    head = plan.header
    return (
        bool(c.code and c.organ_name and c.issued_date)
        and code_key(c.code or "") == code_key(head.code or "")
        and issuer_key(c.organ_name) == issuer_key(head.organ_name)
        and c.issued_date == head.issued_date
    )


def _leads_to(library: Library, start: str, own: str, plan: Plan) -> bool:
    seen, waiting = {start}, [start]
    while waiting and len(seen) < _MOST:
        other = held(library, waiting.pop())
        for c in _bases(other) if other else ():
            if _is(c, own, plan):
                return True
            if c.target and c.target not in seen:
                seen.add(c.target)
                waiting.append(c.target)
    return False


RULE = Rule("KH807", "cycle", "warning", check, ("document", "corpus"), __doc__ or "")
