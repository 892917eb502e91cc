"""Cơ quan ban hành ghi trong viện dẫn không khớp với ký hiệu của văn bản.

The issuer named in a citation does not agree with the notation.

Nội dung: Ký hiệu cho biết cơ quan ban hành: NĐ-CP là Chính phủ, QĐ-TTg là Thủ tướng Chính phủ, QH14 là Quốc hội,
    CT/TW là cơ quan Trung ương của Đảng, NQ-HĐND là Hội đồng nhân dân.
What: The notation says who issues: NĐ-CP the Government, QĐ-TTg the Prime Minister, QH14 the Quốc hội, CT/TW the
    Party.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3; Luật Ban hành văn bản quy phạm pháp luật, Điều
    4.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.3; the law on normative documents, Article 4.
Sai (bad):
    - Triển khai Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Chính phủ phê duyệt Chương trình.
Đúng (good):
    - Triển khai Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ phê duyệt Chương trình.
Cách sửa: Ghi đúng cơ quan ban hành theo ký hiệu.
Fix: Name the issuer that the notation stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.checking.organs import NAMES, kind_of_code, kind_of_name
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Citations that name an issuer."""
    for c in context.facts.citations:
        if c.kind != "full" or not c.code or not c.organ_name:
            continue
        by_code, by_name = kind_of_code(c.code), kind_of_name(c.organ_name)
        if by_code is None or by_name is None or by_code == by_name:
            continue
        yield Hit(
            c.span.start,
            c.span.end,
            _("{code} is a number of {right}, not of {written}").format(
                code=c.code, right=NAMES[by_code], written=c.organ_name
            ),
            NAMES[by_code],
        )


RULE = Rule("KH205", "citation-issuer", "error", check, documentation=__doc__ or "")
