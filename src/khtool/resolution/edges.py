"""The edges that one plan proves: from itself to what it cites, and between documents where its words say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khtool.knowledge.normal import slug
from khtool.plan import Citation, Plan
from khtool.resolution.model import Edge, EdgeKind
from khtool.resolution.resolver import Resolution
from khtool.text import fold

#: The verbs that make one document depend on another; where several stand together the first kind of this order wins.
_VERBS: dict[str, EdgeKind] = {
    "thay thế": "thay_the",
    "bãi bỏ": "thay_the",
    "sửa đổi": "sua_doi",
    "bổ sung": "sua_doi",
    "điều chỉnh": "sua_doi",
    "quy định chi tiết": "quy_dinh_chi_tiet",
    "hướng dẫn": "huong_dan",
    "triển khai": "thuc_hien",
    "thực hiện": "thuc_hien",
    "thi hành": "thuc_hien",
    "cụ thể hóa": "thuc_hien",
    "quán triệt": "thuc_hien",
}
_ORDER = list(dict.fromkeys(_VERBS.values()))
#: Syllables that may stand between such a verb and the document: its parts, adverbs; never another matter.
_LINKS = frozenset(
    re.findall(
        r"\S+",
        """, ; : " ' ( và một số các những nội dung quy định nhiệm vụ tại của theo điều khoản điểm mục chương phần việc
        biện pháp có hiệu quả lực nghiêm túc đầy đủ kịp thời tốt tổ chức tiếp tục đẩy mạnh tăng cường""",
    )
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_WINDOW = 200  # characters before a citation in which its verb may stand
_LENGTH = 240  # of the words that prove an edge


def kind_before(words: str) -> EdgeKind | None:
    """The kind of edge that the words right before a document give it; None when no verb reaches it.

    >>> kind_before("ban hành Kế hoạch triển khai thực hiện ")
    'thuc_hien'
    >>> kind_before("quy định chi tiết và hướng dẫn thi hành một số điều của ")
    'quy_dinh_chi_tiet'
    """
    kind, passive = _verb_before(words)
    return None if passive else kind


def _verb_before(words: str) -> tuple[EdgeKind | None, bool]:
    """The kind, and whether the verb is passive ("được sửa đổi tại X": then X amends, and nothing is amended)."""
    tokens = _TOKEN.findall(fold(words[-_WINDOW:]).lower())
    kinds: set[EdgeKind] = set()
    at = len(tokens)
    while at > 0:
        for length in (4, 3, 2):
            if length <= at and (kind := _VERBS.get(" ".join(tokens[at - length : at]))):
                kinds.add(kind)
                at -= length
                break
        else:
            token = tokens[at - 1]
            if token not in _LINKS and not token.isdigit() and len(token) > 1:
                break
            at -= 1
    passive = at > 0 and tokens[at - 1] in ("được", "bị")
    return next((kind for kind in _ORDER if kind in kinds), None), passive


def edges_of(plan: Plan, own_id: str, resolutions: Sequence[Resolution]) -> list[Edge]:
    """The edges that the plan proves, one for each pair of documents and kind; mentions only where nothing more is
    said.

    `resolutions` are those of `plan.citations`, in their order. Ambiguous citations give no edge.
    """
    found: dict[tuple[str, str, EdgeKind], Edge] = {}
    for edge in _all(plan, own_id, resolutions):
        found.setdefault((edge.source, edge.target, edge.kind), edge)
    strong = {(e.source, e.target) for e in found.values() if e.kind != "trich_dan"}
    return [e for e in found.values() if e.kind != "trich_dan" or (e.source, e.target) not in strong]


def _all(plan: Plan, own_id: str, resolutions: Sequence[Resolution]) -> Iterator[Edge]:
    subject_span = plan.header.spans.get("subject")
    tasks = [(task.span.start, task.span.end) for a in plan.assignments for task in a.tasks]
    opening: Citation | None = None  # the last one with the verb that those after it in the list share
    for citation, resolution in zip(plan.citations, resolutions, strict=True):
        if citation.within is None and (citation.verb or opening is None or opening.relation != citation.relation):
            opening = citation
        if resolution.node is None:
            continue
        target = resolution.node.id
        start, end = citation.span.start, citation.span.end
        outer = _enclosing(plan, citation)
        if outer is not None:
            assert citation.within is not None
            enclosing = resolutions[citation.within].node
            if enclosing is None or enclosing.id in (target, own_id):
                continue
            between = _between(plan, outer, citation)
            kind, passive = _verb_before(between)
            if passive:
                continue
            if plan.text is not None:
                proof = plan.text[outer.span.start : end]
            else:
                proof = f"{outer.text} … {between}{citation.text}"
            place = (outer.span.start, end)
            yield Edge(enclosing.id, target, kind or "trich_dan", _short(proof), own_id, *place, resolution.reason)
            continue
        if target == own_id:
            continue
        in_title = subject_span is not None and subject_span.start <= start < subject_span.end
        kind = _kind(plan, citation, in_title)
        if kind in ("thay_the", "sua_doi") and (
            not _succeeds(plan, citation) or any(first <= start < last for first, last in tasks)
        ):
            kind = "trich_dan"  # somebody is told to replace it, some day
        words = citation.text
        if kind != "trich_dan" and citation.verb:
            words = f"{citation.verb} {words}"
        elif kind in ("thuc_hien", "can_cu") and opening is not None and opening.verb:
            words = f"{opening.verb} … {words}"
        yield Edge(own_id, target, kind, _short(words), own_id, start, end, resolution.reason)


def _kind(plan: Plan, citation: Citation, in_title: bool) -> EdgeKind:
    if citation.relation in ("thuc_hien", "can_cu"):
        return citation.relation
    said = kind_before(f"{citation.verb} ") if citation.verb else None
    if said in ("thay_the", "sua_doi"):
        return said
    if in_title:  # a plan called "Triển khai thực hiện Nghị quyết …" carries that resolution out
        before = _title_before(plan, citation)
        title_kind = kind_before(before) if before else said
        if title_kind is not None:
            return title_kind
    return "trich_dan"


def _succeeds(plan: Plan, citation: Citation) -> bool:
    """Whether this plan may replace or amend the document: one of its own type, and not a later one."""
    own, date = plan.header, citation.issued_date
    if slug(citation.type_name or "") != slug(own.type_name or ""):
        return False
    return not date or not own.issued_date or date <= own.issued_date


def _title_before(plan: Plan, citation: Citation) -> str:
    title = fold(plan.header.subject or "")
    at = title.lower().find(fold(citation.text).lower())
    return title[:at] if at > 0 else ""


def _enclosing(plan: Plan, citation: Citation) -> Citation | None:
    """The citation in whose subject this one stands; a subject ends where the list goes on or the line ends."""
    if citation.within is None or not 0 <= citation.within < len(plan.citations):
        return None
    outer = plan.citations[citation.within]
    return None if re.search(r"[;\n]|\.\s", _between(plan, outer, citation)) else outer


def _between(plan: Plan, outer: Citation, inner: Citation) -> str:
    """The words between two citations, as far as they are known."""
    if plan.text is not None and outer.span.end <= inner.span.start:
        return plan.text[outer.span.end : inner.span.start]
    subject, text = (" ".join(words.split()) for words in (outer.subject or "", inner.text))
    at = fold(subject).find(fold(text))
    if at >= 0:
        return subject[:at]
    return f"{inner.verb} " if inner.verb else ""


def _short(words: str) -> str:
    words = " ".join(words.split())
    if len(words) <= _LENGTH:
        return words
    half = _LENGTH // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"
