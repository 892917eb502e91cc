"""Trích yếu của văn bản viện dẫn khác hẳn trích yếu đã biết.

The subject given to a cited document is quite another than the known one.

Nội dung: Số, ngày và cơ quan khớp với một văn bản đã biết, nhưng trích yếu viết trong kế hoạch không có gì chung với
    trích yếu của văn bản đó. Viết tắt, rút gọn thì không nhắc. Nhắc cả khi tên công ước thiếu chữ ("về trẻ em" thay vì
    "về quyền trẻ em").
What: Number, date and issuer are those of a known document, but the subject has nothing in common with its own.
    Shortened and abbreviated subjects are no fault. Also a convention whose matter loses a word ("về trẻ em" for "về
    quyền trẻ em").
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6: viện dẫn phải ghi trích yếu của văn bản.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6: a citation gives the document's subject.
Sai (bad):
    KẾ HOẠCH
    Công tác trẻ em năm 2024
    Căn cứ Nghị định số 130/2021/NĐ-CP ngày 30/12/2021 của Chính phủ quy định chế độ tiền lương đối với người lao động làm việc theo hợp đồng;
    UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Đúng (good):
    KẾ HOẠCH
    Công tác trẻ em năm 2024
    Căn cứ Nghị định số 130/2021/NĐ-CP ngày 30/12/2021 của Chính phủ quy định xử phạt vi phạm hành chính trong lĩnh vực bảo trợ, trợ giúp xã hội và trẻ em;
    UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Cách sửa: Kiểm tra lại số hiệu hoặc trích yếu.
Fix: Check the number or the subject.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge.normal import code_key, name_key
from khtool.knowledge.registry import registry
from khtool.plan import Citation
from khtool.resolution.model import Catalogue
from khtool.resolution.subjects import likeness, topics

_ENOUGH = 6  # syllables that a subject needs
_ALIKE = 0.15
_NAME = re.compile(r"(?:Luật|Bộ luật|Pháp lệnh) (\D{4,160}?),? (?:số|Luật số) ?:? ?\d", re.IGNORECASE)
_LAWS = ("Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh")


def check(context: Context) -> Iterator[Hit]:
    """Citations with number and full date that are those of one surely known document; each document once."""
    if context.catalogue is None:
        return
    told: set[str] = set()
    for c in context.facts.citations:
        if c.type_name == "Công ước" and (right := _matter_cut(context.catalogue, c)):
            message = _("the matter of this convention is {subject}").format(subject=right)
            yield Hit(c.span.start, c.span.end, message, right)
        if c.kind == "full" and c.type_name in _LAWS and (called := _called(context.catalogue, c)):
            message = _("the law of this number is called {title}").format(title=called)
            yield Hit(c.span.start, c.span.end, message, called)
        if c.kind != "full" or not c.code or not c.subject or not c.organ_name or not c.target or c.target in told:
            continue
        record = context.catalogue.get(c.target)
        if (
            c.relation not in ("thuc_hien", "can_cu")  # a basis is quoted by its title, a mention by what it says
            or record is None
            or record.confidence != "high"
            or not record.subject
            or record.type_name in _LAWS
            or record.issued_date != c.issued_date
            or code_key(record.code or "") != code_key(c.code)
            or min(len(name_key(s).split()) for s in (c.subject, record.subject)) < _ENOUGH
        ):
            continue
        known = [d.subject for d in registry().by_code(c.code) if d.subject]
        if any(topics(c.subject) & topics(s) or likeness(c.subject, s) >= _ALIKE for s in (*known, record.subject)):
            continue
        told.add(c.target)
        at = context.text.text.find(c.subject, c.span.start, c.span.end)
        yield Hit(
            *((at, at + len(c.subject)) if at >= 0 else (c.span.start, c.span.end)),
            _("{code} is on another matter: {subject}").format(code=c.code, subject=record.subject),
            record.subject,
        )


def _called(catalogue: Catalogue, c: Citation) -> str | None:
    """The name of the law that a number means, when another name stands before the number; of names with abbreviations
    and of amending laws nothing is said."""
    record = catalogue.get(c.target) if c.target else None
    if record is None or not record.subject or code_key(record.code or "") != code_key(c.code or ""):
        return None
    written = _NAME.match(c.text)
    if written is None or re.search(r"\b[A-ZĐ&]{2,}\b|[Ss]ửa đổi|[Bb]ổ sung", f"{written[1]} {record.subject}"):
        return None
    said, known = (set(name_key(name).split()) - {"và"} for name in (written[1], record.subject))
    return f"{record.type_name} {record.subject}" if said != known and said & known else None


def _matter_cut(catalogue: Catalogue, c: Citation) -> str | None:
    """What a convention is about, where the citation leaves out a word of it ("về trẻ em" of "về quyền trẻ em")."""
    record = catalogue.get(c.target) if c.target else None
    said, known = c.text.partition(" về ")[2], (record.subject or "").partition(" về ")[2] if record else ""
    return known if said and known and set(name_key(said).split()) < set(name_key(known).split()) else None


RULE = Rule("KH215", "citation-title", "info", check, ("document", "registry"), __doc__ or "")
