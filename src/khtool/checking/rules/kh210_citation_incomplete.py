"""Văn bản được viện dẫn thiếu ngày ban hành, cơ quan ban hành hoặc ký hiệu.

A document is cited without its date, its issuer or its notation.

Nội dung: Khi viện dẫn lần đầu phải ghi đủ tên loại, số và ký hiệu, thời gian ban hành, cơ quan ban hành và trích
    yếu (luật, pháp lệnh chỉ ghi tên). Báo khi cả kế hoạch không có ngày của một số không mang năm, không có cơ quan
    của một số địa phương, hoặc chỉ ghi số trần; nhắc nếu thông tư, quy chế phải thực hiện không có số.
What: The first citation gives type, number and notation, date, issuer and subject (laws by name only). Reported
    when no mention has the date of a number without year, none has the issuer of a local number, or only a bare
    number is given; a note where a circular or regulation to be carried out has no number at all.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6.b.
Sai (bad):
    - Tiếp tục thực hiện Chỉ thị số 23/CT-TTg của Thủ tướng Chính phủ về bảo đảm thực hiện quyền trẻ em.
Đúng (good):
    - Tiếp tục thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ về bảo đảm thực hiện quyền trẻ em.
Cách sửa: Ghi đủ các thành phần ở lần viện dẫn đầu.
Fix: Give all parts at the first citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import Facts, code_year, is_local
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.checking.organs import kind_of_code
from khtool.i18n import _
from khtool.knowledge.normal import code_key
from khtool.plan import Citation

#: Words before a bare number that name a numbered document ("Đề án 06" is a name, not a number).
_NUMBERED = ("Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Công văn", "Kết luận")

_CODE = re.compile(r"\d[A-Z]?[/-](?:\d{4}/)?[A-ZĐ]{2}")
_DATED = re.compile(r"\bngày \d{1,2} ?[/.-] ?\d{1,2}\b[^;]*\b(?:ban hành|ký|có|ra|phê duyệt)\b", re.IGNORECASE)

#: What declares a short name: "(sau đây gọi tắt là Nghị quyết 57)".
_CALLED = re.compile(r"\b(?:gọi(?: tắt| chung)?|viết tắt)(?: là)?:? {0,2}[\"']?\Z")

#: What joins numbers in a row.
_JOINED = re.compile(r",? {0,2}(?:và {0,2}(?:các {0,2})?)?(?:số:? {0,2})?")

#: A body that is named after the document ("Ban Chỉ đạo Trung ương về tổng kết Nghị quyết 18").
_BODY = re.compile(r"\b(?:Ban Chỉ đạo|Ban chỉ đạo|Tổ công tác|Tổ giúp việc)\b[^.;\n]*\Z")
_HAVE_NUMBERS = ("Thông tư liên tịch", "Thông tư", "Chỉ thị", "Nghị quyết liên tịch", "Quy chế phối hợp", "Quy chế")


def check(context: Context) -> Iterator[Hit]:
    """Each document once, at its first mention."""
    facts = context.facts
    own = code_key(context.plan.header.code or "")
    together = _dated_together(facts)
    for mentions in facts.documents:
        first = mentions[0]
        code = first.code or ""
        if first.type_name in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Đề án"):
            continue
        if code_key(code) == own or facts.norm.endswith(("Số: ", "Số:"), 0, first.span.start):
            continue  # its own number, or that of another document's head
        missing = []
        if not any(c.issued_date or _dated_around(facts, c) for c in mentions):
            missing.append(_("date"))
        unnamed = not any(c.organ_name for c in mentions) and not _named_before(context, first.span.start)
        if unnamed and (is_local(code) or kind_of_code(code) is None):
            missing.append(_("issuer"))
        if not missing:
            continue
        no_year = _("date") in missing and code_year(code) is None and first.span.start not in together
        yield Hit(
            first.span.start,
            first.span.end,
            _("{code} is cited without its {parts}").format(code=code, parts=_(" and ").join(missing)),
            severity="warning" if no_year and first.within is None else "info",
        )
    yield from _unnumbered(facts)
    short = [c for c in facts.citations if c.kind == "short" and c.type_name in _NUMBERED]
    declared = {c.text for c in short if _CALLED.search(facts.norm, max(0, c.span.start - 40), c.span.start)}
    for c in short:
        if c.text in declared:
            continue
        number = code_key(c.code or "").partition("/")[0]
        bearers = {
            d[0].code
            for d in facts.documents
            if d[0].type_name == c.type_name and code_key(d[0].code or "").partition("/")[0].partition("-")[0] == number
        }
        right = bearers.pop() if len(bearers) == 1 else None
        yield Hit(
            c.span.start,
            c.span.end,
            _("{text} gives the number without its notation").format(text=c.text),
            f"{c.type_name} số {right}" if right else None,
            "info" if right or _BODY.search(facts.norm, max(0, c.span.start - 100), c.span.start) else "warning",
            Fix(c.span.start, c.span.end, f"{c.type_name} số {right}") if right else None,
        )


def _unnumbered(facts: Facts) -> Iterator[Hit]:
    """Documents of kinds that have numbers, named by their subject alone."""
    for c in facts.citations:
        if c.kind == "titled" and c.type_name in _HAVE_NUMBERS and not c.code and not c.issued_date:
            if _CODE.search(facts.norm, c.span.end, c.span.end + 60):
                continue  # "(ban hành kèm theo Quyết định số …)"
            message = _("this {type} is named without number and date").format(type=c.type_name)
            yield Hit(c.span.start, c.span.end, message, severity="info")


def _dated_around(facts: Facts, c: Citation) -> bool:
    """Does the sentence give the date in front ("Ngày 15/5/2011, UBND huyện ban hành Kế hoạch số …"), or behind it in a
    line that ends there?"""
    before = re.split(r"[;\n]|\. ", facts.norm[max(0, c.span.start - 160) : c.span.start])[-1]
    return bool(_DATED.search(before)) or facts.norm.startswith((" ngày", ", ngày", " cùng ngày"), c.span.end)


def _dated_together(facts: Facts) -> frozenset[int]:
    """Where numbers start that stand in a row with one date behind the last, which may be that of each ("Quyết định
    số 21-QĐ/TW và Quyết định số 22-QĐ/TW ngày 12/12/2013")."""
    found: set[int] = set()
    row: list[Citation] = []
    for c in facts.citations:
        if row and not _JOINED.fullmatch(facts.norm, row[-1].span.end, c.span.start):
            row = []
        if c.issued_date or _dated_around(facts, c):
            found.update(before.span.start for before in row)
            row = []
        elif " của " in c.text:
            row = []  # with an issuer of its own it is told to its end
        else:
            row.append(c)
    return frozenset(found)


def _named_before(context: Context, start: int) -> bool:
    """Does the sentence name the issuer in front: "UBND tỉnh giao tại Quyết định số …", "Sở Y tế tại Tờ trình số …"?"""
    before = re.split(r"[.;\n]", context.text.norm[max(0, start - 60) : start])[-1]
    return bool(re.search(r"\b(?:UBND|HĐND|Ủy ban|Hội đồng|Sở|Bộ|Ban|Chủ tịch|Thủ tướng|Chính phủ)\b", before))


RULE = Rule("KH210", "citation-incomplete", "warning", check, documentation=__doc__ or "")
