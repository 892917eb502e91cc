"""The citations of a plan: every mention of another document, in order, with what the mention itself says of it.

`running` prepares the text, `find` finds the mentions with the grammar of `parts` and the words of `vocabulary`,
`matter` says what each document is about, `opening` which verb brings it in.
"""

from __future__ import annotations

from khtool.extraction.citations.find import Mention, Words, numbered, share
from khtool.extraction.citations.matter import find_matters
from khtool.extraction.citations.opening import Opening, verb_before
from khtool.extraction.citations.running import RunningText
from khtool.extraction.frame import Frame
from khtool.plan import Citation, Header

__all__ = ["extract"]


def extract(frame: Frame, header: Header) -> tuple[Citation, ...]:
    """Every mention of another document, in the order of the text.

    The document's own number line, its tail (nơi nhận, signature) and the table of facts that a law site prints are no
    mentions; a footnote, an appendix and the trailing title of a web page are read.
    """
    running = RunningText(frame, header)
    mentions = [m for stretch in running.ranges for m in _mentions(running.text, header, *stretch)]
    # a web page may print the document's own number more than once above the title
    head_end = frame.offsets(frame.zones.head)[1]
    mentions = [m for m in mentions if m.typed or m.code != header.code or running.back(m.start, m.end)[0] >= head_end]
    mentions.sort(key=lambda m: m.start)
    opening = Opening(frame)
    within = _within(mentions)
    text = frame.text.text

    def words(place: tuple[int, int] | None) -> str | None:
        if place is None or place[1] <= place[0]:
            return None
        start, end = running.back(*place)
        return " ".join(text[start:end].split())

    found: list[Citation] = []
    for i, m in enumerate(mentions):
        start, end = running.back(m.start, m.end)
        lead = m.lead or m.start
        found.append(
            Citation(
                text=text[start:end],
                kind=m.kind,
                type_name=m.type_name,
                code=m.code,
                issued_date=m.date,
                organ_name=words(m.organ),
                pinpoint=m.pinpoint,
                relation=opening.relation(start),
                where=frame.where(start),
                subject=words(m.matter),
                verb=verb_before(running.text, lead) or opening.governing(running.back(lead, lead + 1)[0]),
                within=within[i],
                span=frame.span(start, end),
            )
        )
    return tuple(found)


def _mentions(norm: str, header: Header, start: int, end: int, breaks: list[int]) -> list[Mention]:
    found = list(numbered(norm, start, end))
    share(norm, found)
    find_matters(norm, found, breaks, end)  # titles inside the matter of a numbered document are no mentions
    words = Words(norm, start, end, found, header, breaks)
    both = sorted([*found, *words.mentions()], key=lambda m: m.start)
    share(norm, both)
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
