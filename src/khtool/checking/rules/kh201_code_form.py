"""Số, ký hiệu của văn bản được viện dẫn viết sai hình thức.

The number and notation of a cited document are malformed.

Nội dung: Tìm khoảng trắng và dấu "&" trong số, ký hiệu; thiếu khóa Quốc hội (212/2020/QH); phần lặp lại
    (56/NĐ/2017/NĐ-CP); lẫn dấu "/" và "-" giữa cách đánh số của Đảng (20-CT/TW) và của Nhà nước (23/CT-TTg); thiếu
    hoặc viết sai chữ viết tắt tên loại (NQQ-CP); thiếu năm của nghị định; viết hoa, viết thường sai (QĐ-TTG).
What: Spaces and "&" inside the number, a missing term of the Quốc hội, doubled parts, slash and hyphen mixed up
    between Party and State, the type missing in a circular or misspelt (NQQ-CP), the year missing in a decree, wrong
    letter case.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3; Luật Ban hành văn bản quy phạm pháp luật (số,
    năm, ký hiệu của văn bản quy phạm pháp luật); Hướng dẫn 36-HD/VPTW (văn bản của Đảng).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.3; the law on normative documents; Guide 36-HD/VPTW for the Party.
Sai (bad):
    - Triển khai Nghị định số 56/NĐ/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết Luật Trẻ em.
Đúng (good):
    - Triển khai Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ quy định chi tiết Luật Trẻ em.
Cách sửa: Chép lại đúng số, ký hiệu từ văn bản gốc.
Fix: Copy number and notation from the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule, Severity
from khtool.checking.rules.kh204_citation_code import correction
from khtool.i18n import _
from khtool.knowledge import organs, terms
from khtool.knowledge.normal import normal_code
from khtool.knowledge.types import all_types, canonical_code, shape_of, type_by_name
from khtool.plan import Citation

_TYPE = r"NĐ|NQ|QĐ|CT|TT|TTLT|KH|KL|HD|TB|CTR|ĐA|BC|QC|QYĐ|TTR"
_PARTY = r"TW|TU|HU|QU|ĐU|TVTU"
_STATE = r"CP|TTG|UBND|HĐND|B[A-ZĐ]{1,8}"
_NO_TERM = re.compile(r"(\d+[A-Z]?/\d{4}/(?:UBTV)?QH)")
_DOUBLED = re.compile(rf"(\d+[A-Z]?)/({_TYPE})/(\d{{4}})/(\2-.+)")
_PARTY_SLASH = re.compile(rf"(\d+)/({_TYPE})-({_PARTY})")
_STATE_HYPHEN = re.compile(rf"(\d+)-({_TYPE})/({_STATE})")
_NO_YEAR = re.compile(r"(\d+[A-Z]?)/(NĐ-CP|TT-B[A-ZĐ]+)")
#: "298 KH/TWĐTN": a space where the Party and its unions write the hyphen.
_SPACE_FOR_HYPHEN = re.compile(rf"(\d+[A-Za-z]?)\s{{1,3}}((?:{_TYPE})/\S+)", re.IGNORECASE)
_TYPED = re.compile(r"(\d+[A-Z]?(?:/\d{4})?[/-])([A-ZĐ]{2,5})([/-](?:CP|TTG|TW|TU|UBND|HĐND))")
_NO_TYPE = re.compile(r"(\d+[A-Z]?)/(\d{4})/([A-ZĐ&]+)")


def check(context: Context) -> Iterator[Hit]:
    """Each number once where it stands; the worst fault of one number is reported, with all faults put right."""
    for c in context.facts.citations:
        if c.kind != "full" or not c.code:
            continue
        at = context.facts.code_range(c)
        written = context.text.norm[at[0] : at[1]]
        code = normal_code(written)
        if not code or not code[0].isdigit():
            continue
        fault = _fault(context, code, c)
        if fault:
            message, right = fault
            yield Hit(*at, message.format(code=written), right, fix=Fix(*at, right) if right else None)
        elif "&" in code:
            right = canonical_code(code.replace("&", ""))
            known = context.catalogue is not None and bool(context.catalogue.by_code(right))
            yield Hit(
                *at,
                _("notations are written without '&': {code}").format(code=written),
                right,
                "error" if known else "info",  # some bodies did number so
                Fix(*at, right),
            )
        elif re.search(r"\s", written):
            right = _closed_up(written, code)
            # In a PDF a line may have been broken inside the number.
            softer: Severity = "info" if context.text.format == "pdf" else "warning"
            yield Hit(
                *at,
                _("spaces inside the number: {code}").format(code=written),
                right,
                softer,
                Fix(*at, right, safe=only_spaces(written, right)) if right else None,
            )
        elif not shape_of(code):
            yield Hit(
                *at, _("{code} does not have the form of a number and notation").format(code=written), None, "info"
            )
        elif _wrong_case(written, c):
            right = canonical_code(code)
            yield Hit(
                *at, _("letter case of the notation: {code}").format(code=written), right, "warning", Fix(*at, right)
            )


def _closed_up(written: str, code: str) -> str | None:
    """A number without its spaces; None where that does not give one ("49/-CT /TW" with both marks is mended)."""
    dropped = _SPACE_FOR_HYPHEN.fullmatch(written)
    right = canonical_code(f"{dropped[1]}-{dropped[2]}" if dropped else code.replace("/-", "-"))
    return right if shape_of(right) else None


def _of_the_state(notation: str) -> bool:
    """Is it a committee's or a ministry's notation, and not that of a body of the Party ("BTGTW")?"""
    return not notation.startswith("B") or any(o.level == "bo" for o in organs.by_notation(notation))


def repaired(context: Context, c: Citation) -> str:
    """The number of a citation with the faults undone that can be undone for certain, else as it is."""
    code = normal_code(c.code or "")
    fault = _fault(context, code, c)
    return fault[1] if fault and fault[1] else code.replace("&", "")


def _fault(context: Context, code: str, c: Citation) -> tuple[str, str | None] | None:
    """A fault that no document's number can have, with the number put right where it is certain."""
    year = c.issued_date[:4] if c.issued_date and len(c.issued_date) == 10 else None
    if _NO_TERM.fullmatch(code):
        term = terms.term_of(c.issued_date) if c.issued_date else None
        right = f"{code}{term}" if term else None
        if context.catalogue is not None and right and not context.catalogue.by_code(right):
            found = correction(context, context.catalogue, c)  # the figures may be wrong as well
            right = found.code if found else None
        return _("the term of the Quốc hội is missing: {code}"), right
    if m := _DOUBLED.fullmatch(code):
        return _("the type stands twice: {code}"), canonical_code(f"{m[1]}/{m[3]}/{m[4]}")
    if m := _PARTY_SLASH.fullmatch(code):
        return _("Party documents are numbered with the hyphen first: {code}"), canonical_code(f"{m[1]}-{m[2]}/{m[3]}")
    if (m := _STATE_HYPHEN.fullmatch(code)) and _of_the_state(m[3]):
        return _("State documents are numbered with the slash first: {code}"), canonical_code(f"{m[1]}/{m[2]}-{m[3]}")
    if (m := _NO_YEAR.fullmatch(code)) and year and year >= "2009":
        return _("the year is missing: {code}"), canonical_code(f"{m[1]}/{year}/{m[2]}")
    if (m := _TYPED.fullmatch(code)) and c.type_name and (known := _meant_type(m[2], c.type_name)):
        return _("the abbreviation of the type is misspelt: {code}"), canonical_code(f"{m[1]}{known}{m[3]}")
    m = _NO_TYPE.fullmatch(code)
    if m and c.type_name and not shape_of(code.replace("&", "")):
        abbreviation = next(
            (t.abbreviation for t in type_by_name(c.type_name) if t.kind == "qppl" and t.abbreviation), None
        )
        issuer = m[3].replace("&", "")
        if abbreviation and c.type_name in ("Thông tư", "Quyết định"):
            bodies = [o for o in organs.by_notation(issuer) if o.level == "bo"]
            if len(bodies) == 1 and bodies[0].notations:
                right = f"{m[1]}/{m[2]}/{abbreviation}-{bodies[0].notations[0]}"
                return _("the type of document is missing: {code}"), canonical_code(right)
    return None


def _meant_type(written: str, name: str) -> str | None:
    """The abbreviation of the named type, when what is written is no abbreviation of a type but this one with a letter
    too many, too few, or two exchanged ("NQQ", "QDĐ")."""
    known = {t.abbreviation.upper() for t in all_types()}
    meant = {t.abbreviation.upper() for t in type_by_name(name) if t.abbreviation}
    if written in known or len(meant) != 1:
        return None
    right = meant.pop()
    cut = {written[:i] + written[i + 1 :] for i in range(len(written))}
    exchanged = {written[:i] + written[i + 1] + written[i] + written[i + 2 :] for i in range(len(written) - 1)}
    return right if len(right) > 1 and right in cut | exchanged else None


def only_spaces(written: str, right: str) -> bool:
    """Is a number right but for the spaces in it, none of which parts two figures?"""
    return "".join(written.split()) == right and not re.search(r"\d\s+\d", written)


def _wrong_case(written: str, c: Citation) -> bool:
    """Is a code with small letters written otherwise, in a text that is not all in capitals?"""
    if c.text.isupper() or sum(ch.islower() for ch in c.text) < 5:
        return False
    shown = re.sub(r"\s", "", written)
    right = canonical_code(shown)
    if shown == right or shown.upper() != right.upper():
        return False
    # Units have small letters in their notations as they like ("4099/BGDĐT-GDTrH").
    parts = zip(re.split(r"[/-]", shown), re.split(r"[/-]", right), strict=True)
    return any(
        a != b and (re.fullmatch(_TYPE, b.upper()) is not None or b.upper() in ("TTG", "CP", "TW", "TU"))
        for a, b in parts
    )


RULE = Rule("KH201", "citation-code-form", "error", check, documentation=__doc__ or "")
