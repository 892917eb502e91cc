"""Ngày của văn bản được viện dẫn khác với ngày ban hành đã biết.

The date given for a cited document is not the one it is known to have.

Nội dung: So ngày ban hành với danh mục văn bản của Trung ương và với kho kế hoạch; độ nặng theo mức tin cậy của dữ
    liệu.
What: Compares the date with the registry of central documents and with the corpus; as severe as the data is sure.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b (viện dẫn phải ghi đúng thời gian ban
    hành).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6.b.
Sai (bad):
    - Xử phạt theo Nghị định số 130/2021/NĐ-CP ngày 31/12/2021 của Chính phủ.
Đúng (good):
    - Xử phạt theo Nghị định số 130/2021/NĐ-CP ngày 30/12/2021 của Chính phủ.
Cách sửa: Đối chiếu văn bản gốc rồi sửa ngày.
Fix: Look the document up and correct the date.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import code_year, date_fix, is_local, issuer_key, vietnamese
from khtool.checking.model import Context, Hit, Rule, Severity
from khtool.checking.rules.kh201_code_form import repaired
from khtool.checking.rules.kh204_citation_code import similar
from khtool.comparing.words import features
from khtool.i18n import _
from khtool.knowledge.normal import code_key
from khtool.knowledge.registry import registry
from khtool.plan import Citation
from khtool.resolution.model import Catalogue, Record

_SEVERITY: dict[str | None, Severity] = {"high": "error", "medium": "warning"}


def check(context: Context) -> Iterator[Hit]:
    """Citations with a full date whose document the catalogue knows under another one."""
    if context.catalogue is None:
        return
    for c in context.facts.citations:
        if c.kind != "full" or not c.code or not c.issued_date or len(c.issued_date) != 10:
            continue
        record = known_document(context.catalogue, c, repaired(context, c))
        if record is None or not record.issued_date or len(record.issued_date) != 10:
            continue
        if record.issued_date == c.issued_date:
            continue
        right = vietnamese(record.issued_date)
        sure = record.standing == "corpus" or record.confidence in _SEVERITY
        message = (
            _("{code} was issued on {right}, not on {written}")
            if sure
            else _("{code} is dated {right} in other texts, here {written}")
        )
        yield Hit(
            *context.facts.date_range(c),
            message.format(code=c.code, right=right, written=vietnamese(c.issued_date)),
            right,
            "error" if record.standing == "corpus" else _SEVERITY.get(record.confidence, "info"),
            date_fix(context.facts, c, record.issued_date, safe=_agreed(c, record)),
        )


def _agreed(c: Citation, record: Record) -> bool:
    """Do number, type and subject say that the citation means this document, and is its date sure?"""
    return (
        code_key(c.code or "") == code_key(record.code or "")
        and c.type_name is not None
        and c.type_name == record.type_name
        and similar(features(c.subject or ""), features(record.subject or ""))
        and any(
            d.issued_date == record.issued_date and d.date_confidence == "high" and c.issued_date not in d.other_dates
            for d in registry().by_code(record.code or "")
        )
    )


def known_document(catalogue: Catalogue, c: Citation, code: str) -> Record | None:
    """The one document that the number `code` of a citation can mean, whatever its date; None for none or several.

    A number without a year comes again every year, so there the year of the date must agree; a local number needs its
    issuer.
    """
    records = [r for r in catalogue.by_code(code) if r.issued_date and r.standing != "unknown"]
    if any(r.issued_date == c.issued_date for r in records):
        return next(r for r in records if r.issued_date == c.issued_date)
    if is_local(code):
        if not c.organ_name:
            return None
        records = [r for r in records if issuer_key(r.organ_name) == issuer_key(c.organ_name)]
    if code_year(code) is None:
        records = [r for r in records if c.issued_date and (r.issued_date or "")[:4] == c.issued_date[:4]]
    return records[0] if len({r.id for r in records}) == 1 else None


RULE = Rule("KH203", "citation-date", "error", check, ("document", "registry"), __doc__ or "")
