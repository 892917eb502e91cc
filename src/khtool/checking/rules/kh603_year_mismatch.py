"""Năm trong nội dung không khớp với năm của kế hoạch.

A year in the text does not agree with the year of the plan.

Nội dung: Kế hoạch năm 2024 mà câu mở đầu, câu kết, đề mục hay mục tiêu lại ghi năm 2023: sót lại từ kế hoạch năm
    trước. Báo cả khi kế hoạch của một năm được ban hành sau khi năm đó kết thúc.
What: A plan for 2024 whose opening, closing, headings or goals say 2023: left over from last year's plan. Also a
    plan issued when its year is over.
Căn cứ: Tính thống nhất của văn bản.
Why: A document agrees with itself.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC TIÊU NĂM 2023
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC TIÊU NĂM 2024
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Cách sửa: Sửa năm cho khớp với tên kế hoạch.
Fix: Make the year agree with the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_YEAR = re.compile(r"\b(?:năm|NĂM) {1,2}(20\d\d)\b(?! ?[-/] ?\d)")
_LOOKING_BACK = re.compile(r"kết quả|đánh giá|thực trạng|tình hình|tổng kết|sơ kết|đặc điểm|bối cảnh", re.IGNORECASE)
_ITSELF = re.compile(r"(?:trên đây là|ban hành|xây dựng) kế hoạch(?P<rest>[^.;\n]{0,300})", re.IGNORECASE)
_OTHER_PLAN = re.compile(
    r"\bsố \d|theo|thực hiện (?:kế hoạch|quyết định|nghị quyết|chỉ thị|công văn)|của (?:tỉnh|thành phố)", re.IGNORECASE
)


def check(context: Context) -> Iterator[Hit]:
    """Plans for one year by their title."""
    year = context.facts.year
    if year is None:
        return
    if context.plan.header.type_name != "Báo cáo":
        yield from _issued(context, year)
    yield from _headings(context, year)
    yield from _itself(context, year)
    for t in context.plan.targets:
        if t.year is None or t.year >= year or t.baseline_year == t.year or _of_the_past(context, t.span.start):
            continue
        if "năm " in t.text.lower() and not re.search(r"\bđã\b|đạt được|so với", t.text.lower()):
            at = context.text.norm.find(str(t.year), t.span.start, t.span.end)
            if at >= 0:
                yield Hit(
                    at,
                    at + 4,
                    _("a goal for {year} in the plan for {plan}").format(year=t.year, plan=year),
                    severity="warning",
                )


def _of_the_past(context: Context, at: int) -> bool:
    """Does the place lie under a heading that looks back?"""
    section = context.facts.frame.section_at(at)
    return section is not None and any(_LOOKING_BACK.search(a.title) for a in section.ancestors())


def _issued(context: Context, year: int) -> Iterator[Hit]:
    first, last = context.facts.issued
    if first is None or last is None or first.year <= year <= last.year + 1:
        return
    message = (
        _("a plan for {year} issued in {issued}, when the year was over")
        if first.year > year
        else _("a plan for {year} issued in {issued}")
    )
    yield Hit(*context.facts.span_of("issued_date"), message.format(year=year, issued=first.year), severity="warning")


def _headings(context: Context, year: int) -> Iterator[Hit]:
    for s in context.facts.frame.sections:
        title = context.text.norm[s.title_start : s.title_end]
        if s.run_in or len(title) > 160 or _LOOKING_BACK.search(title):
            continue
        if any(_LOOKING_BACK.search(a.title) for a in s.ancestors()):
            continue
        years = list(_YEAR.finditer(title))
        if (
            len(years) == 1
            and int(years[0][1]) == year - 1
            and not context.facts.cited(s.title_start + years[0].start(), s.title_end)
        ):
            at = s.title_start + years[0].start(1)
            yield Hit(
                at,
                at + 4,
                _("the heading says {other}, the plan is for {year}").format(other=year - 1, year=year),
                str(year),
            )


def _itself(context: Context, year: int) -> Iterator[Hit]:
    for p in context.facts.body:
        for m in _ITSELF.finditer(context.text.norm, p.start, p.end):
            years = list(_YEAR.finditer(context.text.norm, m.start("rest"), m.end("rest")))
            if len(years) != 1 or _OTHER_PLAN.search(context.text.norm, m.start("rest"), years[0].start()):
                continue
            if int(years[0][1]) != year:
                yield Hit(
                    years[0].start(1),
                    years[0].end(1),
                    _("the plan calls itself one for {other}, its title says {year}").format(
                        other=years[0][1], year=year
                    ),
                    str(year),
                )


RULE = Rule("KH603", "year-mismatch", "error", check, documentation=__doc__ or "")
