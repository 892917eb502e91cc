"""The citations of a plan: every mention of another document, in order, with what the mention itself says of it."""

from __future__ import annotations


from khtool.extraction.citations.find import Mention, Words, numbered, share
from khtool.extraction.citations.matter import find_matters
from khtool.extraction.citations.opening import Opening
from khtool.extraction.frame import Frame
from khtool.extraction.zones import PAGE
from khtool.plan import Citation, Header

__all__ = ["extract"]


def extract(frame: Frame, header: Header) -> tuple[Citation, ...]:
    """Every mention of another document, in the order of the text.

    The document's own number line, its tail (nơi nhận, signature) and the table of facts that a law site prints are no
    mentions; a footnote, an appendix and the trailing title of a web page are read.
    """
    mentions: list[Mention] = []
    for start, end, breaks in _ranges(frame, header):
        mentions += _mentions(frame.text.norm, header, start, end, breaks)
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


def _ranges(frame: Frame, header: Header) -> list[tuple[int, int, list[int]]]:
    """The stretches of text that are read, each with the ends of its paragraphs.

    A stretch ends where a line of the document's own number, its tail or a site's facts interrupts. The lines of the
    document's own subject count as one paragraph.
    """
    text, zones = frame.text, frame.zones
    own = header.spans.get("code")
    subject = header.spans.get("subject")
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
        if not (subject and subject.start <= p.start and p.end < subject.end):
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
