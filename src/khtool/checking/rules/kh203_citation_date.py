"""Ngày của văn bản được viện dẫn khác với ngày ban hành đã biết.

The date given for a cited document is not the one it is known to have.

Nội dung: So ngày ban hành với danh mục văn bản của Trung ương và với kho kế hoạch; độ nặng theo mức tin cậy của dữ
    liệu. Văn bản không có trong cả hai thì lấy ngày mà gần như mọi kế hoạch trong kho cùng ghi (từ 5 kế hoạch, 90 %).
What: Compares the date with the registry of central documents and with the corpus; as severe as the data is sure. Of a
    document that neither has, the date counts that nearly all plans of the corpus give it (5 plans, 90 %).
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

import re
from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from khtool.checking.facts import code_year, date_fix, is_local, issuer_key, vietnamese
from khtool.checking.model import Context, Hit, Rule, Severity
from khtool.checking.rules.kh201_code_form import repaired
from khtool.checking.rules.kh204_citation_code import similar
from khtool.comparing.words import features
from khtool.corpus.sayings import Said, Voice
from khtool.i18n import _
from khtool.knowledge.normal import code_key
from khtool.knowledge.registry import registry
from khtool.plan import Citation, Plan
from khtool.resolution.model import Catalogue, Record


@runtime_checkable
class Listener(Protocol):
    """A catalogue that knows what the plans of a corpus say of the documents that they cite."""

    def said_in(self, plan: Plan) -> list[Said | None]:
        """For each citation of a plan, what is said of the document that it means."""


_SEVERITY: dict[str | None, Severity] = {"high": "error", "medium": "warning"}


def check(context: Context) -> Iterator[Hit]:
    """Citations with a full date whose document the catalogue knows under another one."""
    if context.catalogue is None:
        return
    voices = _voices(context)
    for c in context.facts.citations:
        if c.kind == "named" and (law := _law_of_that_year(context.catalogue, c)):
            yield _named(context, c, law)
        if c.kind != "full" or not c.code or not c.issued_date or len(c.issued_date) != 10:
            continue
        record = known_document(context.catalogue, c, repaired(context, c)) or _target(context.catalogue, context, c)
        sure = record is not None and (record.standing == "corpus" or record.confidence in _SEVERITY)
        if not sure and (said := voices.get(c.span.start)) and (agreed := said.agreed("date")):
            if agreed.value != c.issued_date:
                yield _by_majority(context, c, said, agreed)
            continue
        if record is None or not record.issued_date or len(record.issued_date) != 10:
            continue
        if record.issued_date == c.issued_date:
            continue
        right = vietnamese(record.issued_date)
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


def _law_of_that_year(catalogue: Catalogue, c: Citation) -> Record | None:
    """The law that a name and a year mean, when the day beside the name is another one. Of an amending law, which bears
    the name of the amended one, nothing is said."""
    record = catalogue.get(c.target) if c.target and not c.code and len(c.issued_date or "") == 10 else None
    if record is None or record.confidence not in _SEVERITY or len(record.issued_date or "") != 10:
        return None
    if record.issued_date == c.issued_date or (record.issued_date or "")[:4] != (c.issued_date or "")[:4]:
        return None
    return None if re.search(r"sửa đổi|bổ sung", c.text, re.IGNORECASE) else record


def _named(context: Context, c: Citation, law: Record) -> Hit:
    right, written = vietnamese(law.issued_date or ""), vietnamese(c.issued_date or "")
    return Hit(
        *context.facts.date_range(c),
        _("{code} was issued on {right}, not on {written}").format(code=law.code, right=right, written=written),
        right,
        "warning",  # it may be the day of its promulgation
        date_fix(context.facts, c, law.issued_date or "", safe=False),
    )


def _voices(context: Context) -> dict[int, Said]:
    """By the place of each citation, what the plans of the corpus say of its document."""
    if not isinstance(context.catalogue, Listener):
        return {}
    said = context.catalogue.said_in(context.plan)
    return {c.span.start: voice for c, voice in zip(context.plan.citations, said, strict=True) if voice}


def _target(catalogue: Catalogue, context: Context, c: Citation) -> Record | None:
    """The document that the plan's own place tells ("UBND tỉnh" in a district's plan), when it bears the number."""
    record = catalogue.get(c.target) if c.target else None
    if record is None or record.standing == "unknown" or code_key(record.code or "") != code_key(c.code or ""):
        return None
    own = context.library.record_of(context.plan) if context.library else None
    return None if own is not None and own.id == record.id else record


def _by_majority(context: Context, c: Citation, said: Said, agreed: Voice) -> Hit:
    total = sum(voice.plans for voice in said.dates)
    message = _("{count} of {total} plans of the corpus date {code} to {right}, here {written}")
    right = vietnamese(agreed.value)
    return Hit(
        *context.facts.date_range(c),
        message.format(
            count=agreed.plans, total=total, code=c.code, right=right, written=vietnamese(c.issued_date or "")
        ),
        right,
        "warning",  # they may all have copied one slip
        date_fix(context.facts, c, agreed.value),
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
