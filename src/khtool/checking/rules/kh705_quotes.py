"""Dấu ngoặc kép, ngoặc đơn không khép hoặc không mở.

Quotation marks or brackets that are not closed or not opened.

Nội dung: Dấu ngoặc kép đóng mà không có dấu mở, hoặc ngoặc đơn mở mà không đóng trong cùng đoạn.
What: A closing quotation mark without an opening one, or a bracket that is not closed in its paragraph.
Căn cứ: Chính tả.
Why: Spelling.
Sai (bad):
    - Thực hiện tốt Luật Nuôi con nuôi.”
Đúng (good):
    - Thực hiện tốt Luật Nuôi con nuôi.
Cách sửa: Thêm hoặc bỏ dấu.
Fix: Add or drop the mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Curly quotes over the document, brackets within a paragraph."""
    text = context.text.text
    curly, straight = text.count("“"), text.count('"')
    if curly and straight and curly >= straight / 2:
        at = text.index('"')
        yield Hit(at, at + 1, _("straight and curly quotation marks are mixed"), severity="info")
    open_quotes: list[int] = []
    for p in context.facts.paragraphs:
        brackets: list[int] = []
        for i in range(p.start, p.end):
            c = text[i]
            if c == "“":
                open_quotes.append(i)
            elif c == "”":
                if open_quotes:
                    open_quotes.pop()
                elif "„" not in text and '"' not in text[p.start : i]:
                    yield Hit(max(p.start, i - 15), i + 1, _("a closing quotation mark without an opening one"))
            elif c == "(":
                brackets.append(i)
            elif c == ")" and brackets:
                brackets.pop()
        for i in brackets:
            yield Hit(i, min(p.end, i + 15), _("a bracket that is not closed in its paragraph"), severity="info")


RULE = Rule("KH705", "quotes", "warning", check, documentation=__doc__ or "")
