"""Số thứ tự đề mục bị nhảy, lặp lại hoặc đánh lại từ đầu.

Heading numbers skip, repeat or start again.

Nội dung: Trong cùng một đề mục, các mục con phải được đánh số liên tục: I, II, III; 1, 2, 3.
What: Under one heading the items are numbered without gaps: I, II, III; 1, 2, 3.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm đ.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6.đ.
Sai (bad):
    1. Công tác truyền thông
    Tổ chức truyền thông trên hệ thống loa.
    2. Công tác bảo vệ
    Rà soát các điểm vui chơi.
    4. Công tác chăm sóc
    Khám sức khỏe định kỳ.
Đúng (good):
    1. Công tác truyền thông
    Tổ chức truyền thông trên hệ thống loa.
    2. Công tác bảo vệ
    Rà soát các điểm vui chơi.
    3. Công tác chăm sóc
    Khám sức khỏe định kỳ.
Cách sửa: Đánh lại số thứ tự; kiểm tra xem có mục nào bị mất.
Fix: Number the items again; see whether one was lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.extraction.frame import Section, SectionKind
from khtool.i18n import _

_ROMANS = {"I": 1, "V": 5, "X": 10, "L": 50}
_CHECKED: tuple[SectionKind, ...] = ("roman", "arabic")


def number_of(label: str) -> int | None:
    """The value of a label: "IV" → 4, "12" → 12, None for any other."""
    text = label.strip(".): ")
    if text.isdecimal():
        return int(text)
    if text and set(text) <= set(_ROMANS):
        values = [_ROMANS[c] for c in text]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return None


def siblings(sections: list[Section], kinds: tuple[SectionKind, ...]) -> Iterator[list[Section]]:
    """The runs of sections of one kind under one parent, in order."""
    groups: dict[tuple[int, str], list[Section]] = {}
    for s in sections:
        if s.kind in kinds:
            groups.setdefault((id(s.parent), s.kind), []).append(s)
    yield from groups.values()


def check(context: Context) -> Iterator[Hit]:
    """Each run of Roman or Arabic numbers, of the body and of the appendices; rows of tables are left alone."""
    sections = [s for s in context.facts.frame.sections if not _in_table(context, s)]
    for run in siblings(sections, _CHECKED):
        previous: Section | None = None
        for s in run:
            value, before = number_of(s.label), number_of(previous.label) if previous else 0
            at = s.start, min(s.title_end, s.start + 120)
            if value is None or before is None or (previous is None and value == 1):
                pass
            elif previous is None:
                yield Hit(*at, _("the numbering begins with {label}").format(label=s.label), severity="info")
            elif value == before:
                yield Hit(*at, _("the number {label} is used twice").format(label=s.label))
            elif value == 1:
                if previous and any(previous.start < h.start < s.start for h in context.facts.bare_headings):
                    previous = s
                    continue
                yield Hit(
                    *at,
                    _("the numbering starts again at {label} without a heading above").format(label=s.label),
                    None,
                    "info",
                )
            elif value != before + 1:
                yield Hit(
                    *at,
                    _("{label} follows {previous}: a number is skipped or out of order").format(
                        label=s.label, previous=previous.label
                    ),
                )
            previous = s


def _in_table(context: Context, s: Section) -> bool:
    p = context.text.paragraph_at(s.start)
    return p is not None and p.cell is not None


RULE = Rule("KH301", "heading-numbers", "error", check, documentation=__doc__ or "")
