"""Corrections as tracked changes: accepted they give the corrected text, rejected the one that was."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import TYPE_CHECKING

from khtool.checking.fixing import Edit, Fixed, Skipped, agree, chosen, edits, widened
from khtool.checking.model import Finding, Fix
from khtool.i18n import _
from khtool.reading.docx import Source
from khtool.reading.numbering import W
from khtool.reading.places import Change, Placed
from khtool.reporting.word.document import (
    AUTHOR,
    MC,
    RPR,
    Document,
    P,
    R,
    Spot,
    T,
    Thread,
    clean,
    same_attributes,
    text_element,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_INS, _DEL, _DELETED_TEXT = W + "ins", W + "del", W + "delText"
#: The elements of a run whose characters a tracked deletion can hold one by one.
_DELETABLE = frozenset((T, W + "tab", W + "ptab", W + "noBreakHyphen", W + "softHyphen"))
#: What may stand between a run that is changed and its paragraph.
_NAMES = "hyperlink ins smartTag customXml sdt sdtContent dir bdo"
_AROUND = frozenset(W + tag for tag in _NAMES.split())


def track(
    data: bytes,
    findings: Iterable[Finding],
    *,
    label: str = "(docx)",
    unsafe: bool = False,
    date: str | None = None,
) -> Fixed:
    """The docx with the corrections of the findings as tracked changes of the author "khtool".

    `findings`, `date` and errors as for `annotate`. Only safe corrections, unless `unsafe`. One is left out, with the
    reason, where the words cannot be changed exactly: a restored number, a header, a footnote, a locked control.
    """
    wanted, skipped = chosen(findings, unsafe=unsafe)
    if not wanted:
        return Fixed(data, (), tuple(skipped))
    document = Document(data, label)
    agree(document.text, wanted, label)
    when = document.date(date)
    pencil = _Pencil(document, when)
    applied: list[Finding] = []
    for finding in wanted:
        assert finding.fix is not None
        why = pencil.correct(finding.fix)
        if why is None:
            applied.append(finding)
        else:
            skipped.append(Skipped(finding, why))
    return Fixed(document.saved() if applied else data, tuple(applied), tuple(skipped))


class _Pencil:
    """Writes tracked changes into a document, in the copy of a text box for old programs as well."""

    def __init__(self, document: Document, date: str) -> None:
        self.document = document
        self.date = date
        self.twins: dict[int, Thread | None] = {}

    def correct(self, fix: Fix) -> str | None:
        """Make one correction; or change nothing and say why."""
        at = self.document.text.paragraph_index(fix.start)
        place = self.document.places.get(at)
        paragraph = self.document.text.paragraphs[at] if at >= 0 else None
        if paragraph is None or place is None:
            if paragraph is not None and paragraph.role in ("header", "footer", "footnote"):
                return _("headers, footers and footnotes are not changed")
            return _("the place of these words in the file is not certain")
        index, placed = place
        if fix.start < paragraph.start + paragraph.label:
            return _("the number is set by Word, not written in the text")
        text = self.document.text.text
        exact = edits(text, fix)
        thread = self.document.threads[index]
        sure = _fit(thread, placed, widened(text, exact))
        if isinstance(sure, str) or not all(_alike(thread, change) for change in sure):
            sure = _fit(thread, placed, exact)  # what stands inside a word, or looks otherwise, stays as it is
        if isinstance(sure, str):
            return sure
        twin = self._twin(index)
        for change in sure:
            self._change(thread, change)
            if twin is not None:
                self._change(twin, change)
        return None

    def _twin(self, index: int) -> Thread | None:
        """The same paragraph in the copy of a text box that programs without DrawingML show."""
        if index not in self.twins:
            self.twins[index] = self._find_twin(index)
        return self.twins[index]

    def _find_twin(self, index: int) -> Thread | None:
        p = self.document.traced.paragraphs[index]
        choice = next(p.iterancestors(MC + "Choice"), None)
        fallback = choice.getparent().find(MC + "Fallback") if choice is not None else None  # type: ignore[union-attr]
        if choice is None or fallback is None:
            return None
        mine, theirs = list(choice.iter(P)), list(fallback.iter(P))
        if len(mine) != len(theirs):
            return None
        other = theirs[mine.index(p)]
        pairs = dict(zip(p.iter(), other.iter(), strict=False))
        if [(e.tag, e.text) for e in pairs] != [(e.tag, e.text) for e in pairs.values()]:
            return None
        return Thread(tuple(Source(pairs[s.element], s.shown) for s in self.document.traced.strands[index].sources))

    def _change(self, thread: Thread, change: Change) -> None:
        last: _Element | None = None
        run: _Element | None = None
        for start, end in change.cuts:
            thread.cut(start)
            thread.cut(end)
            for spot in thread.holding(start, end):
                run = thread.alone(spot)
                last = self._delete(run, last)
        if not change.new:
            return
        if last is not None and run is not None:
            self._insert(run, last, change.new, after=True)
        elif change.after:
            thread.cut(change.at)
            run = thread.close(thread.holding(change.at - 1, change.at)[-1])
            self._insert(run, run, change.new, after=True)
        else:
            thread.cut(change.at)
            run = thread.open(thread.holding(change.at, change.at + 1)[0])
            self._insert(run, run, change.new, after=False)

    def _mark(self, tag: str) -> _Element:
        from lxml import etree

        element = etree.Element(tag)
        for name, value in (("id", self.document.next_id()), ("author", AUTHOR), ("date", self.date)):
            element.set(W + name, value)
        return element

    def _delete(self, run: _Element, last: _Element | None) -> _Element:
        """Put a run into a deletion, the last one when that stands right before it."""
        if last is None or run.getprevious() is not last:
            last = self._mark(_DEL)
            run.addprevious(last)
        last.append(run)
        for t in run.iterfind(T):
            t.tag = _DELETED_TEXT
        return last

    def _insert(self, run: _Element, beside: _Element, text: str, *, after: bool) -> None:
        """Insert characters that look like `run`, after or before `beside`."""
        mark = self._mark(_INS)
        new = mark.makeelement(R)
        properties = run.find(RPR)
        if properties is not None:
            properties = copy.deepcopy(properties)
            for old in properties.findall(W + "rPrChange"):
                properties.remove(old)
            new.append(properties)
        new.append(text_element(T, clean(text)))
        mark.append(new)
        outer = beside.getparent()
        if outer is not None and outer.tag == _INS:  # Word knows no insertion inside an insertion
            self._part(outer, beside, mark, after=after)
        elif after:
            beside.addnext(mark)
        else:
            beside.addprevious(mark)

    def _part(self, outer: _Element, beside: _Element, mark: _Element, *, after: bool) -> None:
        """Put `mark` beside a child of an insertion, the insertion parted there."""
        behind = list(beside.itersiblings()) if after else [beside, *beside.itersiblings()]
        if not behind:
            outer.addnext(mark)
        elif len(behind) == len(outer):
            outer.addprevious(mark)
        else:
            right = same_attributes(outer)
            right.set(W + "id", self.document.next_id())
            right.extend(behind)
            outer.addnext(right)
            outer.addnext(mark)


def _fit(thread: Thread, placed: Placed, wanted: list[Edit]) -> list[Change] | str:
    """The changes of the paragraph that these edits ask for, or why they cannot be tracked."""
    changes = [placed.change(*edit) for edit in wanted]
    sure = [c for c in changes if c is not None]
    if len(sure) < len(changes):
        return _("the place of these words in the file is not certain")
    return next((why for change in sure if (why := _unfit(thread, change))), sure)


def _alike(thread: Thread, change: Change) -> bool:
    """Do all characters that are taken away look the same?"""
    from lxml import etree

    looks = set()
    for cut in change.cuts:
        for spot in thread.holding(*cut):
            properties = spot.run.find(RPR)
            looks.add(etree.tostring(properties) if properties is not None and len(properties) else b"")
    return len(looks) < 2


def _unfit(thread: Thread, change: Change) -> str | None:
    """Why a change cannot be tracked, None when it can."""
    spots: list[Spot] = []
    for start, end in change.cuts:
        for spot in thread.holding(start, end):
            whole = start <= spot.start and spot.end <= end
            if spot.element.tag not in _DELETABLE or not (whole or spot.divisible):
                return _("something that is no text stands between these words")
            spots.append(spot)
    if not change.cuts:
        at = (change.at - 1, change.at) if change.after else (change.at, change.at + 1)
        beside = thread.holding(*at)
        if not beside or not all(s.element.getparent() is s.run for s in beside):
            return _("something that is no text stands between these words")
        spots += beside
    for spot in spots:
        inserted = 0
        for above in spot.run.iterancestors():
            if above.tag == P:
                break
            if above.tag not in _AROUND:
                return _("the words are part of something that Word makes itself (a field, moved text, ruby)")
            if above.tag == W + "sdt" and _locked(above):
                return _("the words are in a locked or bound content control")
            inserted += above.tag == _INS
        if inserted and spot.run.getparent().tag != _INS:  # type: ignore[union-attr]
            return _("the words are part of another tracked change")
    return None


def _locked(control: _Element) -> bool:
    properties = control.find(W + "sdtPr")
    if properties is None:
        return False
    lock = properties.find(W + "lock")
    locked = lock is not None and lock.get(W + "val") in ("contentLocked", "sdtContentLocked")
    return locked or any(isinstance(e.tag, str) and e.tag.endswith("}dataBinding") for e in properties)
