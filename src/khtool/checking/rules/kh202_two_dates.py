"""Một văn bản được viện dẫn với hai ngày ban hành khác nhau.

One document is cited with two different dates.

Nội dung: Cùng số, ký hiệu, cùng cơ quan (số có năm, hoặc hai ngày trong cùng một năm) thì chỉ có một ngày ban hành.
What: The same number of the same body (with the year in the number, or both dates in one year) has one date only.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 (số thứ tự trong năm) và khoản 6 điểm b (viện
    dẫn).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.3 (numbers run within a year) and II.6.b (citing).
Sai (bad):
    - Triển khai Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết một số điều của Luật Trẻ em.
    - Rà soát đối tượng theo Nghị định số 56/2017/NĐ-CP ngày 19/5/2017 của Chính phủ.
Đúng (good):
    - Triển khai Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết một số điều của Luật Trẻ em.
    - Rà soát đối tượng theo Nghị định số 56/2017/NĐ-CP.
Cách sửa: Đối chiếu văn bản gốc, dùng một ngày; từ lần viện dẫn thứ hai chỉ ghi tên loại và số, ký hiệu.
Fix: Look the document up and keep one date; from the second citation on type and number are enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khtool.checking.facts import code_year, date_fix, is_local, vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.plan import Citation


def check(context: Context) -> Iterator[Hit]:
    """Documents whose mentions disagree; the mention that is in the minority, or else the later one, is reported."""
    for mentions in context.facts.documents:
        dated = [c for c in mentions if c.issued_date and len(c.issued_date) == 10]
        for group in _one_document(dated):
            dates = Counter(c.issued_date or "" for c in group)
            if len(dates) < 2:
                continue
            right = _right_date(context, group, dates)
            for c in group:
                if c.issued_date == right:
                    continue
                yield Hit(
                    *context.facts.date_range(c),
                    _("{code} is dated {here} here and {there} elsewhere in this plan").format(
                        code=c.code, here=vietnamese(c.issued_date or ""), there=vietnamese(right)
                    ),
                    vietnamese(right) if dates[right] > dates[c.issued_date or ""] else None,
                    fix=date_fix(context.facts, c, right) if dates[right] > dates[c.issued_date or ""] else None,
                )


def _one_document(dated: list[Citation]) -> Iterator[list[Citation]]:
    """Groups of mentions that can only be one document: by the number's own year, else by the year of the date."""
    if not dated:
        return
    code = dated[0].code or ""
    if code_year(code) is not None:
        # Bodies of the same kind give the same numbers: without its issuer a local number says nothing.
        if not is_local(code) or all(c.organ_name for c in dated):
            yield dated
        return
    by_year: dict[str, list[Citation]] = {}
    for c in dated:
        if not is_local(code) or c.organ_name:
            by_year.setdefault((c.issued_date or "")[:4], []).append(c)
    yield from by_year.values()


def _right_date(context: Context, group: list[Citation], dates: Counter[str]) -> str:
    if context.catalogue is not None:
        known = {r.issued_date for r in context.catalogue.by_code(group[0].code or "") if r.issued_date}
        agreed = [d for d in dates if d in known]
        if len(agreed) == 1:
            return agreed[0]
    most = dates.most_common()
    if most[0][1] > most[1][1]:
        return most[0][0]
    return group[0].issued_date or ""


RULE = Rule("KH202", "two-dates", "error", check, documentation=__doc__ or "")
