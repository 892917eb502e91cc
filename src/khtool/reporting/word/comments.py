"""Findings as Word comments on exactly their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khtool.checking.fixing import agree, right_words
from khtool.checking.model import Finding
from khtool.i18n import _
from khtool.reading.numbering import W
from khtool.reporting.word.document import AUTHOR, INITIALS, PPR, Document, P, R, clean, serialize, text_element

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#: The number of comment ranges with which Word still opens a file ([MS-OI29500] 2.1.315).
_MOST = 32_767
#: What may hold the marks of a comment; inside anything else (ruby, alternate content) they stand around it.
_NAMES = "p hyperlink ins del moveTo moveFrom smartTag customXml sdtContent dir bdo"
_HOLDERS = frozenset(W + tag for tag in _NAMES.split())


@dataclass(frozen=True, slots=True)
class Annotated:
    """The document with its comments: how many new ones stand on their words, and how many on a whole paragraph."""

    data: bytes
    exact: int
    whole: int
    left_out: int = 0  # more than Word can open


def annotate(data: bytes, findings: Sequence[Finding], *, label: str = "(docx)", date: str | None = None) -> Annotated:
    """The docx with each finding as a comment; its text and all else stay as they are.

    A comment that khtool wrote before and that says the same is not written again.

    `findings` are those of the text that `khtool.read` gives for `data` (tracked changes "final"). `date`: ISO 8601,
    of the comments; without it the date of the document's last change. Where the words cannot be marked exactly (a
    restored number, a header or footnote, a text box) the comment is on the whole paragraph. Raises ReadError for
    what is no docx, KhtoolError for one that cannot be written.
    """
    from lxml import etree

    document = Document(data, label)
    agree(document.text, findings, label)
    if not findings:
        return Annotated(data, 0, 0)
    part = document.related("comments")
    comments = document.package.xml(part) if part else None
    parts = {}
    if part is None or comments is None:
        comments = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
        if part is None:
            part = "word/comments.xml"
            while part in document.package:
                part = part.replace("comments", "comments-kh", 1)
            parts = document.relate("comments", part, _TYPE)
    when = document.date(date)
    exact = whole = 0
    room = max(0, _MOST - len(comments))
    taken = [int(c.get(W + "id") or 0) for c in comments if (c.get(W + "id") or "").isdecimal()]
    number = max(taken, default=-1)
    there = Counter(_words(c) for c in comments if c.get(W + "author") == AUTHOR)
    new = []
    for finding in findings:
        said = tuple(_said(finding))
        there[said] -= 1
        if there[said] < 0:
            new.append(finding)
    for finding in new[:room]:
        number += 1
        if _mark(document, finding, str(number)):
            exact += 1
        else:
            whole += 1
        comments.append(_comment(finding, str(number), when))
    if not exact + whole:
        return Annotated(data, 0, 0, len(new))
    parts[part] = serialize(comments)
    return Annotated(document.saved(parts), exact, whole, len(new) - exact - whole)


def _said(finding: Finding) -> list[str]:
    """The paragraphs of the comment for a finding."""
    right = right_words(finding)
    said = [f"{finding.code} ({finding.name}): {finding.message}"]
    if right:
        said.append(_("Proposed: {right}").format(right=right))
    return [clean(line) for line in said]


def _words(comment: _Element) -> tuple[str, ...]:
    """The paragraphs of a comment that is there."""
    return tuple("".join(t.text or "" for t in p.iter(W + "t")) for p in comment.iterfind(P))


def _comment(finding: Finding, number: str, date: str) -> _Element:
    from lxml import etree

    comment = etree.Element(W + "comment", nsmap={"w": W[1:-1]})
    for name, value in (("id", number), ("author", AUTHOR), ("date", date), ("initials", INITIALS)):
        comment.set(W + name, value)
    for i, line in enumerate(_said(finding)):
        p = etree.SubElement(comment, P)
        if i == 0:
            etree.SubElement(etree.SubElement(p, R), W + "annotationRef")
        etree.SubElement(p, R).append(text_element(W + "t", line))
    return comment


def _mark(document: Document, finding: Finding, number: str) -> bool:
    """Put the marks of a comment around the words of a finding; False when they stand around a whole paragraph."""
    start, end = finding.span.start, finding.span.end
    found: list[tuple[int, tuple[int, int]]] = []
    first = document.text.paragraph_index(start)
    for i in range(max(first, 0), len(document.text.paragraphs)):
        if document.text.paragraphs[i].start >= end and i > first:
            break
        place = document.places.get(i)
        span = place[1].span(start, end) if place else None
        if place and span:
            found.append((place[0], span))
    if found:
        (index, (raw_start, raw_end)), (last, (_start, last_end)) = found[0], found[-1]
        p = document.traced.paragraphs[index]
        same = document.element(index) is p and document.element(last) is document.traced.paragraphs[last]
        if same and document.traced.paragraphs[last].getparent() is p.getparent():
            begin = _begin(document, index, raw_start)
            finish = _finish(document, last, last_end if last != index else max(raw_end, last_end))
            _around(begin, finish, number)
            return True
    _whole(_paragraph(document, first, found[0][0] if found else None), number)
    return False


def _begin(document: Document, index: int, at: int) -> _Element:
    """The element before which the comment begins."""
    thread = document.threads[index]
    thread.cut(at)
    return _outside(thread.open(thread.holding(at, at + 1)[0]))


def _finish(document: Document, index: int, at: int) -> _Element:
    thread = document.threads[index]
    thread.cut(at)
    return _outside(thread.close(thread.holding(at - 1, at)[-1]))


def _outside(element: _Element) -> _Element:
    """The element, or what is around it, that stands where marks may stand."""
    parent = element.getparent()
    while parent is not None and parent.tag not in _HOLDERS:
        element, parent = parent, parent.getparent()
    return element


def _mark_element(tag: str, number: str) -> _Element:
    from lxml import etree

    element = etree.Element(W + tag)
    element.set(W + "id", number)
    return element


def _reference(number: str) -> _Element:
    from lxml import etree

    run = etree.Element(R)
    run.append(_mark_element("commentReference", number))
    return run


def _around(begin: _Element, finish: _Element, number: str) -> None:
    begin.addprevious(_mark_element("commentRangeStart", number))
    end = _mark_element("commentRangeEnd", number)
    finish.addnext(end)
    top, parent = end, end.getparent()
    while parent is not None and parent.tag != P:  # the reference is no part of an insertion or a link
        top, parent = parent, parent.getparent()
    top.addnext(_reference(number))


def _paragraph(document: Document, first: int, index: int | None) -> _Element:
    """The w:p for a comment on a whole paragraph: its own, that of a footnote's reference, else the first."""
    p = document.text.paragraphs[first] if 0 <= first < len(document.text.paragraphs) else None
    if index is None and p is not None:
        index = p.paragraph
    if index is not None:
        return document.element(index)
    if p is not None and p.role == "footnote":
        noted = _note_reference(document, document.text.slice(p))
        if noted is not None:
            return noted
    outer = next(
        (e for e in document.traced.paragraphs if not any(True for _a in e.iterancestors(W + "txbxContent"))), None
    )
    if outer is None:
        raise document.unfit(_("it has no paragraphs"))
    return outer


def _note_reference(document: Document, words: str) -> _Element | None:
    """The w:p that refers to the footnote or endnote with these words."""
    letters = "".join(words.split())
    for kind in ("footnote", "endnote"):
        part = document.related(kind + "s")
        notes = document.package.xml(part) if part else None
        for note in () if notes is None else notes.iterfind(W + kind):
            if letters in "".join("".join(t.text or "" for t in note.iter(W + "t")).split()):
                for reference in document.root.iter(f"{W}{kind}Reference"):
                    if reference.get(W + "id") == note.get(W + "id"):
                        p = next(reference.iterancestors(P), None)
                        return p if p is None else document.element(document.traced.paragraphs.index(p))
    return None


def _whole(p: _Element, number: str) -> None:
    start = _mark_element("commentRangeStart", number)
    properties = p.find(PPR)
    if properties is not None:
        properties.addnext(start)
    else:
        p.insert(0, start)
    p.append(_mark_element("commentRangeEnd", number))
    p.append(_reference(number))
