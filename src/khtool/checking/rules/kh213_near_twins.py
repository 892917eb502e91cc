"""Hai số, ký hiệu gần giống nhau cho cùng một văn bản.

Two numbers that differ by a slip stand for what seems one document.

Nội dung: Trong cùng kế hoạch có hai số chỉ khác một chữ số hoặc khác năm, cùng loại, cùng ký hiệu, cùng ngày tháng
    và cùng trích yếu.
What: Two numbers in one plan differ by one figure or by the year and have the same type, notation, day and subject.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6.b.
Sai (bad):
    - Kế hoạch số 131/KH-UBND ngày 11/7/2023 của UBND tỉnh về hỗ trợ trẻ em khuyết tật tiếp cận dịch vụ;
    - Kế hoạch số 113/KH-UBND ngày 11/7/2023 của UBND tỉnh về hỗ trợ trẻ em khuyết tật tiếp cận dịch vụ;
Đúng (good):
    - Kế hoạch số 131/KH-UBND ngày 11/7/2023 của UBND tỉnh về hỗ trợ trẻ em khuyết tật tiếp cận dịch vụ;
    - Kế hoạch số 131/KH-UBND;
Cách sửa: Đối chiếu văn bản gốc, dùng một số.
Fix: Look the document up and use one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.checking.rules.kh204_citation_code import correction
from khtool.comparing.words import alike, features
from khtool.i18n import _
from khtool.knowledge.normal import normal_code
from khtool.plan import Citation

_CODE = re.compile(r"(\d{1,5}[A-ZĐ]?)(?:/(\d{4}))?([-/].+)")


def check(context: Context) -> Iterator[Hit]:
    """Pairs of documents of the plan; the one mentioned later is reported, unless only the other is known."""
    documents = [d[0] for d in context.facts.documents if d[0].subject and d[0].issued_date]
    by_day: dict[str, list[Citation]] = {}
    for c in documents:
        by_day.setdefault((c.issued_date or "")[5:], []).append(c)
    for same_day in by_day.values():
        for a, b in combinations(same_day, 2):
            if (
                not _one_slip(a, b)
                or _figures(a) != _figures(b)
                or alike(features(a.subject or ""), features(b.subject or "")) < 0.8
            ):
                continue
            if context.catalogue is not None and any(correction(context, context.catalogue, c) for c in (a, b)):
                continue  # KH204 says which one is wrong
            known_b = context.catalogue is not None and bool(context.catalogue.by_code(b.code or ""))
            known_a = context.catalogue is not None and bool(context.catalogue.by_code(a.code or ""))
            wrong, right = (a, b) if known_b and not known_a else (b, a)
            at = context.facts.code_range(wrong)
            yield Hit(
                *at,
                _("{code} and {other} stand for one document in this plan").format(code=wrong.code, other=right.code),
                right.code,
                fix=Fix(*at, right.code or "") if at != (wrong.span.start, wrong.span.end) else None,
            )


def _figures(c: Citation) -> list[str]:
    """The figures in a subject: programmes that carry out different resolutions are different documents."""
    return re.findall(r"\d+", c.subject or "")


def _one_slip(a: Citation, b: Citation) -> bool:
    x, y = _CODE.fullmatch(normal_code(a.code or "")), _CODE.fullmatch(normal_code(b.code or ""))
    if not x or not y or x[3] != y[3]:
        return False
    if x[1] == y[1]:
        return x[2] != y[2] and x[2] is not None and y[2] is not None
    if x[2] != y[2] or a.issued_date != b.issued_date or len(x[1]) != len(y[1]):
        return False
    if abs(int(re.sub(r"\D", "", x[1])) - int(re.sub(r"\D", "", y[1]))) == 1:
        return False  # neighbours of one day are often sister documents
    different = [i for i in range(len(x[1])) if x[1][i] != y[1][i]]
    swapped = len(different) == 2 and sorted(x[1]) == sorted(y[1])
    return len(different) == 1 or swapped


RULE = Rule("KH213", "near-twins", "warning", check, documentation=__doc__ or "")
