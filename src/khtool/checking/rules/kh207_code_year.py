"""Năm trong số, ký hiệu khác với năm của ngày ban hành, hoặc khóa Quốc hội không khớp với ngày.

The year inside a number differs from the year of the date, or the term of the Quốc hội does not fit the date.

Nội dung: Số của văn bản quy phạm pháp luật có năm ban hành (56/2017/NĐ-CP); khóa Quốc hội trong ký hiệu (QH14) phải
    là khóa đang hoạt động vào ngày đó.
What: The number of a normative document holds its year; the term in the notation (QH14) must be the one in office.
Căn cứ: Luật Ban hành văn bản quy phạm pháp luật và Nghị định quy định chi tiết (số, ký hiệu của văn bản).
Why: The law on normative documents and its decree (number and notation).
Sai (bad):
    - Triển khai Nghị định số 20/2021/NĐ-CP ngày 15/3/2020 của Chính phủ về chính sách trợ giúp xã hội.
Đúng (good):
    - Triển khai Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ về chính sách trợ giúp xã hội.
Cách sửa: Đối chiếu văn bản gốc, sửa năm trong số hoặc trong ngày.
Fix: Look the document up and correct the year in the number or in the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import code_year, vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge import terms

_TERM = re.compile(r"/(?:UBTV)?QH(\d{1,2})(?:\D.*)?\Z")


def check(context: Context) -> Iterator[Hit]:
    """Citations whose number holds a year or a term, and which give a date."""
    for c in context.facts.citations:
        if c.kind != "full" or not c.code or not c.issued_date or len(c.issued_date) < 4:
            continue
        year = code_year(c.code)
        if year is not None and year != int(c.issued_date[:4]):
            yield Hit(
                *context.facts.date_range(c),
                _("{code} holds the year {year}, the date is {date}").format(
                    code=c.code, year=year, date=vietnamese(c.issued_date)
                ),
            )
            continue
        m = _TERM.search(c.code.upper())
        term = terms.term_of(c.issued_date) if m and len(c.issued_date) == 10 else None
        if m and term is not None and int(m[1]) != term and "UBTVQH" not in c.code.upper():
            yield Hit(
                *context.facts.code_range(c),
                _("on {date} the Quốc hội was in its term {term}, {code} says {written}").format(
                    date=vietnamese(c.issued_date), term=term, code=c.code, written=m[1]
                ),
                re.sub(r"\d+\Z", str(term), c.code),
            )


RULE = Rule("KH207", "code-year", "error", check, ("document", "calendar"), __doc__ or "")
