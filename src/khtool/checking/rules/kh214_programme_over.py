"""Triển khai một chương trình đã hết giai đoạn.

The plan carries out a programme whose period is over.

Nội dung: "Thực hiện Chương trình … giai đoạn 2016-2020" trong kế hoạch ban hành năm 2023: chương trình đã kết thúc.
    Sơ kết, tổng kết, đánh giá giai đoạn cũ thì không nhắc.
What: A plan of 2023 that carries out a programme "giai đoạn 2016-2020". Reviewing that period is no fault.
Căn cứ: Tính hợp lý của căn cứ; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6.
Why: A basis must still hold; decree 30/2020/NĐ-CP, Annex I, Part I, II.6.
Sai (bad):
    - Tiếp tục thực hiện Quyết định số 45/QĐ-UBND ngày 10/01/2017 của UBND tỉnh Lâm Đồng phê duyệt Chương trình bảo vệ trẻ em giai đoạn 2016-2020.
Đúng (good):
    - Tiếp tục thực hiện Quyết định số 45/QĐ-UBND ngày 10/01/2021 của UBND tỉnh Lâm Đồng phê duyệt Chương trình bảo vệ trẻ em giai đoạn 2021-2025.
Cách sửa: Viện dẫn chương trình của giai đoạn hiện nay, hoặc nói rõ là tổng kết.
Fix: Cite the programme of the present period, or say that the old one is reviewed.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import code_year
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.plan import Citation

_PERIOD = re.compile(r"\bgiai đoạn(?: năm)? (20\d\d) ?(?:-|đến(?: năm)?) ?(20\d\d)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:đến|tới|tầm nhìn|định hướng)(?: hết)?(?: năm)? (20\d\d)\b", re.IGNORECASE)
_CARRIES_OUT = re.compile(r"\b(?:thực hiện|triển khai|thi hành)\b", re.IGNORECASE)
_REVIEW = re.compile(
    r"sơ kết|tổng kết|đánh giá|kết quả|báo cáo|quyết toán|kéo dài|chuyển tiếp|kế thừa|phát huy|sửa đổi|bổ sung|"
    r"thay thế|bãi bỏ|thanh toán|giải ngân|tồn tại|đã (?:được )?(?:thực hiện|triển khai|ban hành|phê duyệt)|sau khi|"
    r"qua ",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Hit]:
    """Citations that are to be carried out, with the latest year of the period in their own words."""
    first = context.facts.issued[0]
    years = context.plan.header.years
    if first is None and len(years) != 1:
        return
    year = first.year if first else years[0]
    norm = context.text.norm
    told: set[str] = set()
    for c in context.facts.citations:
        end = _end(context, c)
        words = norm[c.span.start : end]
        periods = [(int(m[1]), int(m[2]), m) for m in _PERIOD.finditer(words)]
        if not periods or not _carries_out(c):
            continue
        last = max(max(stop for _start, stop, _m in periods), *(int(m[1]) for m in _LATER.finditer(words)), 0)
        if not last < year or any(start >= stop for start, stop, _m in periods):
            continue
        sentence = norm[_sentence_start(norm, c.span.start) : _sentence_end(norm, end)]
        if _REVIEW.search(sentence) or (c.code and (code_year(c.code) or 0) > last):
            continue
        key = c.code or words
        if key in told:
            continue
        told.add(key)
        m = periods[-1][2]
        yield Hit(
            c.span.start + m.start(),
            c.span.start + m.end(),
            _("the programme ended in {last}, the plan is of {year}").format(last=last, year=year),
            severity=None if c.relation == "thuc_hien" else "info",
        )


def _carries_out(c: Citation) -> bool:
    return c.within is None and (c.relation == "thuc_hien" or bool(_CARRIES_OUT.search(c.verb or "")))


def _end(context: Context, c: Citation) -> int:
    """Where the words end that name the matter of the cited document."""
    at = context.text.text.find(c.subject, c.span.start, c.span.end + 600) if c.subject else -1
    return max(c.span.end, at + len(c.subject or "")) if at >= 0 else c.span.end


def _sentence_start(norm: str, at: int) -> int:
    return max(norm.rfind("\n", 0, at), norm.rfind(". ", 0, at), norm.rfind("; ", 0, at)) + 1


def _sentence_end(norm: str, at: int) -> int:
    ends = [end for mark in ("\n", ". ", "; ") if (end := norm.find(mark, at)) >= 0]
    return min(ends, default=len(norm))


RULE = Rule("KH214", "programme-over", "warning", check, ("document", "calendar"), __doc__ or "")
