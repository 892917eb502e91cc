"""The citations of a plan: every mention of another document, in order, with what the mention itself says of it."""

from __future__ import annotations

import re
from itertools import pairwise

from khtool.extraction.citations.find import Mention, Words, numbered, share
from khtool.extraction.citations.matter import find_matters
from khtool.extraction.citations.opening import Opening
from khtool.extraction.frame import Frame
from khtool.extraction.zones import LOWER, PAGE
from khtool.plan import Citation, Header

__all__ = ["extract"]


def extract(frame: Frame, header: Header) -> tuple[Citation, ...]:
    """Every mention of another document, in the order of the text.

    The document's own number line, its tail (nơi nhận, signature) and the table of facts that a law site prints are no
    mentions; a footnote, an appendix and the trailing title of a web page are read.
    """
    mentions: list[Mention] = []
    norm = running_text(frame, header)
    for start, end, breaks in _ranges(frame, header, norm):
        mentions += _mentions(norm, header, start, end, breaks)
    mentions.sort(key=lambda m: m.start)
    opening = Opening(frame)
    within = _within(mentions)
    text = frame.text.text
    return tuple(
        Citation(
            text=text[m.start : m.end],
            kind=m.kind,
            type_name=m.type_name,
            code=m.code,
            issued_date=m.date,
            organ_name=_folded(text[m.organ[0] : m.organ[1]]) if m.organ else None,
            pinpoint=m.pinpoint,
            relation=opening.relation(m.start),
            where=frame.where(m.start),
            subject=_folded(text[m.matter[0] : m.matter[1]]) if m.matter else None,
            verb=opening.verb(m.lead or m.start),
            within=within[i],
            span=frame.span(m.start, m.end),
        )
        for i, m in enumerate(mentions)
    )


def _folded(words: str) -> str:
    return " ".join(words.split())


#: A paragraph that ends so goes on in the next one: the line was cut, not the sentence.
_CUT = re.compile(
    r"(?:của|số|ngày|tháng|năm|theo|tại|về|và|ban hành|phê duyệt|thực hiện|khoản|Điều|CỦA|SỐ|NGÀY|VÀ|VỀ|"
    r"Nghị quyết|Nghị định|"
    r"Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|Kết luận|Luật)$"
)
_GOES_ON = re.compile(rf"\s*[{LOWER}]")
_LETTER_END = re.compile(r"[\w,)]$")


def running_text(frame: Frame, header: Header) -> str:
    """The text in its form for comparison, with a space for the break inside a sentence that was cut in two.

    The lines of the document's own subject are one sentence too. The length, and so every offset, stays.
    """
    norm, paragraphs = frame.text.norm, frame.text.paragraphs
    subject = header.spans.get("subject")
    cuts: list[int] = []
    for one, other in pairwise(paragraphs):
        if other.start - one.end != 1 or one.role != other.role or one.cell != other.cell:
            continue
        of_subject = subject is not None and subject.start <= one.start and one.end < subject.end
        if (
            of_subject
            or _CUT.search(norm, max(one.start, one.end - 12), one.end)
            or (_GOES_ON.match(norm, other.start, other.end) and _LETTER_END.search(norm, one.end - 1, one.end))
        ) and not _LABELLED.match(norm, other.start, other.end):
            cuts.append(one.end)
    if not cuts:
        return norm
    pieces = [norm[a:b] for a, b in zip([0, *(c + 1 for c in cuts)], [*cuts, len(norm)], strict=True)]
    return " ".join(pieces)


_LABELLED = re.compile(r"\s*(?:[-+•*]|\w{1,3}[.)]\s)")


def _ranges(frame: Frame, header: Header, norm: str) -> list[tuple[int, int, list[int]]]:
    """The stretches of text that are read, each with the ends of its paragraphs.

    A stretch ends where a line of the document's own number, its tail or a site's facts interrupts.
    """
    text, zones = frame.text, frame.zones
    own = header.spans.get("code")
    opens = (zones.body[0], zones.appendix[0], zones.page[0])
    out: list[tuple[int, int, list[int]]] = []
    for i, p in enumerate(text.paragraphs):
        if p.end <= p.start or p.role in ("metadata", "header", "footer"):
            continue
        if zones.tail[0] <= i < zones.tail[1]:
            continue
        if own is not None and p.start <= own.start <= p.end:
            continue
        if zones.page[0] <= i < zones.page[1] and PAGE.match(text.norm, p.start, p.end):
            continue
        if not out or p.start - out[-1][1] > 2 or i in opens:
            out.append((p.start, p.end, []))
        start, _, breaks = out[-1]
        out[-1] = (start, p.end, breaks)
        if norm[p.end : p.end + 1] != " ":
            breaks.append(p.end)
    return out


def _mentions(norm: str, header: Header, start: int, end: int, breaks: list[int]) -> list[Mention]:
    found = list(numbered(norm, start, end))
    share(norm, found)
    find_matters(norm, found, breaks, end)
    words = Words(norm, start, end, found, header.subject or "", breaks)
    both = sorted([*found, *words.mentions()], key=lambda m: m.start)
    find_matters(norm, both, breaks, end)
    return both


def _within(mentions: list[Mention]) -> list[int | None]:
    """For each mention the index of the innermost one in whose matter it stands."""
    out: list[int | None] = []
    open_ones: list[int] = []
    for i, m in enumerate(mentions):
        open_ones = [j for j in open_ones if (matter := mentions[j].matter) is not None and m.start < matter[1]]
        holders = [j for j in open_ones if (matter := mentions[j].matter) is not None and matter[0] <= m.start]
        out.append(holders[-1] if holders else None)
        if m.matter is not None:
            open_ones.append(i)
    return out
