"""The text as the grammar reads it: sentences that a line break cut are whole, runs of spaces are one space."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from khtool.extraction.frame import Frame
from khtool.extraction.zones import LOWER, PAGE
from khtool.plan import Header
from khtool.text import Paragraph

#: A paragraph that ends so goes on in the next one: the line was cut, not the sentence.
_CUT = (
    *("của", "số", "ngày", "tháng", "năm", "theo", "tại", "về", "và", "ban hành", "phê duyệt", "thực hiện", "khoản"),
    *("Điều", "CỦA", "SỐ", "NGÀY", "VÀ", "VỀ", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư"),
    *("Kế hoạch", "Công văn", "Kết luận", "Luật", "tỉnh", "huyện", "thị xã", "phường"),
)
_GOES_ON = re.compile(rf"\s*[{LOWER}]")
_BREAK = re.compile("\n")
#: A break behind what closes no sentence; most paragraphs close with a stop.
_UNSTOPPED = re.compile(r"\n(?<=[\w,)]\n)")
_LABELLED = re.compile(r"\s*(?:[-+•*]|\w{1,3}[.)]\s)")
_SPACES = re.compile(r"  +")


class RunningText:
    """`text` is read, `back` leads a range of it to the document's text; `ranges` are the stretches that are read.

    A range is (start, end, ends of its paragraphs). Left out are the line of the document's own number, its tail,
    headers and footers of pages, and the facts that a law site prints.
    """

    def __init__(self, frame: Frame, header: Header) -> None:
        joined = _joined(frame, header)
        runs = _SPACES.finditer(joined) if "  " in joined else ()
        spaces = [(m.start() + 1, m.end() - m.start() - 1) for m in runs]
        self.text = _SPACES.sub(" ", joined) if spaces else joined
        self._long = [start for start, _ in spaces]
        self._removed = [0, *accumulate(length for _, length in spaces)]
        self._short = [start - before for start, before in zip(self._long, self._removed, strict=False)]
        self.ranges = _ranges(frame, header, joined)
        if spaces:
            self.ranges = [
                (self._forth(start), self._forth(end), [self._forth(at) for at in breaks])
                for start, end, breaks in self.ranges
            ]

    def _forth(self, offset: int) -> int:
        """The offset in `text` of one in the document's text (behind a run of spaces for one inside it)."""
        i = bisect_left(self._long, offset)
        if i and offset < self._long[i - 1] + self._removed[i] - self._removed[i - 1]:
            return self._short[i - 1]
        return offset - self._removed[i]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range in the document's text of a non-empty range of `text`."""
        if not self._long:
            return start, end
        first, last = bisect_right(self._short, start), bisect_right(self._short, end - 1)
        return start + self._removed[first], end + self._removed[last]


def _joined(frame: Frame, header: Header) -> str:
    """The text for comparison with a space for the break inside a sentence or the document's subject; same length."""
    norm, paragraphs = frame.text.norm, frame.text.paragraphs
    subject = header.spans.get("subject")
    cuts: list[int] = []
    of_subject: set[int] = set()
    if subject is not None and (first := frame.text.paragraph_at(subject.start)):
        begin = subject.start if subject.start == first.start else first.end + 1
        of_subject = {m.start() for m in _BREAK.finditer(norm, begin, subject.end)}
    for at in sorted(of_subject.union(m.start() for m in _UNSTOPPED.finditer(norm))):
        i = frame.text.paragraph_index(at)
        one, other = paragraphs[i], paragraphs[i + 1]
        if one.role != other.role or (one.cell is not other.cell and one.cell != other.cell):
            continue
        if (
            at in of_subject
            or norm.endswith(_CUT, one.start, one.end)
            or _GOES_ON.match(norm, other.start, other.end)
            or _in_quotes(norm, one, other)
        ) and not _LABELLED.match(norm, other.start, other.end):
            cuts.append(one.end)
    if not cuts:
        return norm
    return " ".join(norm[a:b] for a, b in zip([0, *(c + 1 for c in cuts)], [*cuts, len(norm)], strict=True))


def _in_quotes(norm: str, one: Paragraph, other: Paragraph) -> bool:
    """Whether a title in quotation marks is cut between two lines."""
    return (
        other.end - one.start < 2 * _FLAT
        and norm.count('"', one.start, one.end) % 2 == 1
        and norm.count('"', other.start, other.end) % 2 == 1
    )


#: A paragraph so long holds more than the line of the number.
_FLAT = 300


def _ranges(frame: Frame, header: Header, joined: str) -> list[tuple[int, int, list[int]]]:
    text, zones = frame.text, frame.zones
    own = header.spans.get("code")
    opens = (zones.body[0], zones.appendix[0], zones.page[0])
    head_end, (tail, tail_end), (page, page_end) = zones.head[1], zones.tail, zones.page
    out: list[tuple[int, int, list[int]]] = []
    first, last = 0, -3  # of the stretch that grows
    breaks: list[int] = []
    for i, p in enumerate(text.paragraphs):
        start, end = p.start, p.end
        if end <= start or tail <= i < tail_end or p.role in ("metadata", "header", "footer"):
            continue
        opened = start
        if own is not None and start < own.end and own.start < end:
            if end - start < _FLAT:
                continue
            opened = own.end  # a document that lost its line breaks
        elif (i < head_end or page <= i < page_end) and PAGE.match(text.norm, start, end):
            continue
        if opened > start or start - last > 2 or i in opens:
            if last > first:
                out.append((first, last, breaks))
            first, breaks = opened, []
        last = end
        if not joined.startswith(" ", end):
            breaks.append(end)
    if last > first:
        out.append((first, last, breaks))
    return out
