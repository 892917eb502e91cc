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

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_CURLY, _STRAIGHT = re.compile(r"“[^“”\n]{1,300}”"), re.compile(r'"[^"\n]{1,300}"')
_FEW = 5
#: How far behind a paragraph its bracket may be closed.
_NEAR = 300


def check(context: Context) -> Iterator[Hit]:
    """Curly quotes over the document, brackets within a paragraph."""
    text = context.text.text
    yield from _mixed(text, context.facts.own_end)
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
        after = text[p.end : p.end + _NEAR].lstrip()
        closed, opened = after.find(")"), after.find("(")
        if closed >= 0 and (opened < 0 or closed < opened):
            continue  # a remark of several lines
        for i in brackets:
            yield Hit(i, min(p.end, i + 15), _("a bracket that is not closed in its paragraph"), severity="info")


def _mixed(text: str, end: int) -> Iterator[Hit]:
    """The quotations of the rarer kind in a text that has both, and the straight ones behind curly ones in a paragraph;
    few of them, for many are a habit."""
    curly, straight = list(_CURLY.finditer(text, 0, end)), list(_STRAIGHT.finditer(text, 0, end))
    if not curly or not straight:
        return
    rare = straight if len(straight) <= len(curly) else curly
    beside = [m for m in straight if "“" in text[text.rfind("\n", 0, m.start()) + 1 : m.start()]]
    for m in sorted({*rare[:_FEW], *beside[:_FEW]}, key=lambda m: m.start()):
        yield Hit(*m.span(), _("straight and curly quotation marks are mixed"), severity="info")


RULE = Rule("KH705", "quotes", "warning", check, documentation=__doc__ or "")
