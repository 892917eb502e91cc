"""Chỗ nhận dạng chữ (OCR) có thể đã đọc sai.

A spot that recognition (OCR) may have read wrongly.

Nội dung: Trong bản quét được nhận dạng, báo các từ máy đọc không chắc, âm tiết không có trong tiếng Việt, chữ lẫn với
    số trong số hiệu và ngày tháng (3l/7/2023, QD-TTg), chữ "số" mất dấu, số La Mã của đề mục bị nhận dạng sai. Ở văn
    bản khác chỉ báo chữ lẫn với số. Văn bản đọc được giữ nguyên; cách đọc đúng chỉ được nêu khi chắc chắn.
What: In a scan that was recognised: words of which the engine was not sure, syllables that Vietnamese does not have,
    letters among the figures of numbers and dates (3l/7/2023, QD-TTg), "số" without its marks, Roman numbers of
    headings read wrongly. In other documents only letters among figures. The text stays as it was read; the right
    reading is given only where it is certain.
Căn cứ: Số, ký hiệu, ngày tháng phải ghi đúng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 và 4); máy
    nhận dạng không phân biệt chắc các chữ giống nhau.
Why: Numbers and dates must be right (Decree 30/2020/NĐ-CP, Annex I, Part I, II, paragraphs 3 and 4), and recognition
    confuses letters that look alike.
Sai (bad):
    - Sơn Lâm, ngày 3] tháng 7 năm 2023 (máy đọc số 1 thành dấu ngoặc)
Đúng (good):
    - Sơn Lâm, ngày 31 tháng 7 năm 2023
Cách sửa: Đối chiếu với bản quét rồi sửa trong bản văn.
Fix: Compare with the scan and correct the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.reading import doubts


def check(context: Context) -> Iterator[Hit]:
    """The doubts that the reader left; in other documents the confusions of letters and figures alone."""
    text = context.text
    for doubt in text.doubts or doubts.of_figures(text.norm, 0, context.facts.own_end):
        yield Hit(doubt.start, doubt.end, doubt.message, doubt.reading)


RULE = Rule("KH713", "ocr-doubt", "info", check, documentation=__doc__ or "")
