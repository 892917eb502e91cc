"""Số, ký hiệu được viện dẫn không có trong danh mục và có đúng một văn bản khớp khi sửa một chữ số.

A cited number is unknown, and exactly one known document fits when a slip of the pen is undone.

Nội dung: Thử các lỗi gõ thường gặp (đổi chỗ hai chữ số, sai, thừa hoặc thiếu một chữ số, sai năm, thiếu khóa Quốc
    hội); chỉ báo khi đúng một văn bản có số đó, cùng ngày (hoặc cùng ngày, tháng khi sai năm) và nội dung tương tự.
What: Tries the usual slips (digits swapped, one wrong, too many or missing, the wrong year, the missing term) and
    reports only when exactly one document has such a number, the same day and a similar subject.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b (viện dẫn phải ghi đúng số, ký hiệu).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6.b.
Sai (bad):
    - Triển khai Nghị quyết số 121/2021/QH14 ngày 19/6/2021 của Quốc hội về phòng, chống xâm hại trẻ em.
Đúng (good):
    - Triển khai Nghị quyết số 121/2020/QH14 ngày 19/6/2020 của Quốc hội về phòng, chống xâm hại trẻ em.
Cách sửa: Đối chiếu văn bản gốc; số đề xuất là văn bản duy nhất khớp.
Fix: Look the document up; the number proposed is the only one that fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from khtool.checking.facts import code_year, is_local, vietnamese
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.comparing.words import alike, features
from khtool.i18n import _
from khtool.knowledge.normal import normal_code
from khtool.knowledge.types import canonical_code
from khtool.plan import Citation
from khtool.resolution.model import Catalogue, Record

_CODE = re.compile(r"(\d{1,5})([A-ZĐ]?)(?:/(\d{4}))?([-/].+)")
_TERM = re.compile(r"(/(?:UBTV)?QH)(\d{0,2})\Z")
#: The share of the shorter subject's words that the other must have.
_SUBJECT = 0.6
#: How alike two subjects must be where nothing but the day speaks for the document.
_SAME_SUBJECT = 0.7


def check(context: Context) -> Iterator[Hit]:
    """Citations of a number that the catalogue does not know."""
    if context.catalogue is None:
        return
    for c in context.facts.citations:
        if _TERM.search(normal_code(c.code or "")) and not normal_code(c.code or "")[-1].isdecimal():
            continue  # the missing term is KH201's
        found = correction(context, context.catalogue, c)
        if found is None or not found.code:
            continue
        at = context.facts.code_range(c)
        yield Hit(
            *at,
            _("{code} of {written} is not known; {right} of {date} fits").format(
                code=c.code,
                written=vietnamese(c.issued_date or ""),
                right=canonical_code(found.code),
                date=vietnamese(found.issued_date or ""),
            ),
            canonical_code(found.code),
            "error" if found.confidence == "high" and c.subject else "warning",
            Fix(*at, canonical_code(found.code)) if at != (c.span.start, c.span.end) else None,
        )


def correction(context: Context, catalogue: Catalogue, c: Citation) -> Record | None:
    """The one document that a citation of an unknown number means; None when it is known or none or several fit.

    Known is a number that the catalogue has for this day, or one that holds a year and that it has for any day.
    """
    if c.kind != "full" or not c.code or not c.issued_date or len(c.issued_date) != 10 or is_local(c.code):
        return None
    code = normal_code(c.code).replace("&", "")
    bearers = catalogue.by_code(code)
    if any(r.issued_date == c.issued_date for r in bearers) or (bearers and code_year(code) is not None):
        return None
    words = features(c.subject or _following(context, c))
    fits: dict[str, Record] = {}
    if not bearers:
        for variant, year_changed in _variants(code, c.issued_date):
            for record in catalogue.by_code(variant):
                if not record.issued_date or len(record.issued_date) != 10 or not record.subject:
                    continue
                same_day = record.issued_date == c.issued_date
                same_day_of_year = year_changed and record.issued_date[5:] == c.issued_date[5:]
                one_of_many = c.issued_date[5:] >= "12-28"  # the last days of each year see many documents
                # Number, notation, day and month agree and only the year is off: that needs no subject.
                if (same_day_of_year and not c.subject and not one_of_many) or (
                    (same_day or same_day_of_year) and similar(words, features(record.subject))
                ):
                    fits[record.id] = record
    if not fits:
        fits = _same_day(catalogue, c, code, words)
    return next(iter(fits.values())) if len(fits) == 1 else None


def _same_day(catalogue: Catalogue, c: Citation, code: str, words: frozenset[str]) -> dict[str, Record]:
    """The documents of the same day, type and issuer with nearly the same subject, whatever their number."""
    by_date: Callable[[str], list[Record]] | None = getattr(catalogue, "by_date", None)
    if by_date is None or len(words) < 8:
        return {}
    kind = _kind(code)
    return {
        r.id: r
        for r in by_date(c.issued_date or "")
        if r.code
        and r.subject
        and _kind(normal_code(r.code)) == kind
        and alike(words, features(r.subject)) >= _SAME_SUBJECT
    }


def _kind(code: str) -> str:
    """What follows the number and year, without the term: "QH14" and "QH" are one."""
    m = _CODE.fullmatch(code)
    return re.sub(r"(?<=QH)\d+\Z", "", m[4]) if m else code


def _following(context: Context, c: Citation) -> str:
    """The words behind a citation, to the end of its clause: what it says of its subject."""
    after = context.text.norm[c.span.end : c.span.end + 300]
    return re.split(r"[;\n]|\.\s", after)[0]


def similar(a: frozenset[str], b: frozenset[str]) -> bool:
    """Do two subjects share most of the words of the shorter? Never when one has few words."""
    if min(len(a), len(b)) < 4:
        return False
    return len(a & b) / min(len(a), len(b)) >= _SUBJECT


def _variants(code: str, date: str) -> Iterator[tuple[str, bool]]:
    """The numbers that one slip turns into `code`, and whether the slip is in the year."""
    m = _CODE.fullmatch(code)
    if not m:
        return
    number, letter, year, rest = m.groups()
    rests = [rest]
    if term := _TERM.search(rest):
        rests += [rest[: term.start()] + term[1] + str(n) for n in range(11, 17) if str(n) != term[2]]
    years = [year] if year is None else [year, *sorted({date[:4], str(int(year) - 1), str(int(year) + 1)} - {year})]
    numbers = [number, *sorted(_slips(number) - {number})]
    for i, n in enumerate(numbers):
        for j, y in enumerate(years):
            for k, r in enumerate(rests):
                if not (i or j or k) or (i and j):  # one slip, not two; the term may be missing beside it
                    continue
                yield f"{n}{letter}{f'/{y}' if y else ''}{r}", bool(j)


def _slips(number: str) -> set[str]:
    found = set()
    for i in range(len(number)):
        found.add(number[:i] + number[i + 1 :])
        found |= {number[:i] + d + number[i + 1 :] for d in "0123456789"}
        found |= {number[:i] + d + number[i:] for d in "0123456789"}
        found |= {
            number[:i] + number[j] + number[i + 1 : j] + number[i] + number[j + 1 :] for j in range(i + 1, len(number))
        }
    found |= {number + d for d in "0123456789"}
    return {n for n in found if n}


RULE = Rule("KH204", "citation-code", "error", check, ("document", "registry"), __doc__ or "")
