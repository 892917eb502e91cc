"""A docx to write into: the reader's own trace of its text, runs that can be cut, a package whose other parts stay."""

from __future__ import annotations

import copy
import io
import posixpath
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khtool.errors import KhtoolError
from khtool.i18n import _
from khtool.reading import docx
from khtool.reading.numbering import W
from khtool.reading.package import Package
from khtool.reading.places import Origin, Placed

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "khtool"
INITIALS = "KH"
#: The date of remarks in a document that does not say when it was last saved: the first that a zip file can have.
NO_DATE = "1980-01-01T00:00:00Z"

R, T, RPR, P, PPR = W + "r", W + "t", W + "rPr", W + "p", W + "pPr"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT_BOX = W + "txbxContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "[Content_Types].xml"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DATE = re.compile(rb"<dcterms:modified[^>]{0,80}>\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[^<]{0,20}</dcterms:modified>")
#: Characters that XML cannot hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _UNFIT.sub("\ufffd", text)


def text_element(tag: str, text: str) -> _Element:
    """A w:t (or the like) that keeps the spaces at its ends."""
    from lxml import etree

    element = etree.Element(tag)
    fill(element, text)
    return element


def fill(element: _Element, text: str) -> None:
    """Give a w:t its text, its outer spaces kept."""
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")


@dataclass(slots=True)
class Spot:
    """An element that holds the characters `start` to `end` of its thread."""

    element: _Element
    start: int
    end: int

    @property
    def divisible(self) -> bool:
        """Can it be cut between its characters?"""
        return self.element.tag == T and len(self.element.text or "") == self.end - self.start

    @property
    def run(self) -> _Element:
        """The run that holds it; the element itself where it stands for itself (a formula)."""
        parent = self.element.getparent()
        return parent if parent is not None and parent.tag == R else self.element


class Thread:
    """The characters of a w:p in order and the elements that hold them; runs are cut where marks must stand."""

    def __init__(self, sources: tuple[docx.Source, ...]) -> None:
        self.spots: list[Spot] = []
        at = 0
        for source in sources:
            if source.shown:
                self.spots.append(Spot(source.element, at, at + len(source.shown)))
                at += len(source.shown)
        self.raw = "".join(s.shown for s in sources)
        self._starts = [s.start for s in self.spots]

    def holding(self, start: int, end: int) -> list[Spot]:
        """The spots with any of these characters."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return [s for s in self.spots[first : bisect_left(self._starts, end)] if start < s.end]

    def cut(self, at: int) -> None:
        """See that no element reaches over `at`, where it can be cut."""
        i = bisect_right(self._starts, at) - 1
        if i < 0 or not self.spots[i].start < at < self.spots[i].end or not self.spots[i].divisible:
            return
        spot = self.spots[i]
        text = spot.element.text or ""
        right = copy.deepcopy(spot.element)
        right.tail = None
        fill(spot.element, text[: at - spot.start])
        fill(right, text[at - spot.start :])
        spot.element.addnext(right)
        self.spots.insert(i + 1, Spot(right, at, spot.end))
        self._starts.insert(i + 1, at)
        spot.end = at

    def open(self, spot: Spot) -> _Element:
        """The run of a spot, made to begin with it: what stands before it in the run gets a run of its own."""
        run = spot.run
        before = [] if run is spot.element else list(_before(spot.element))
        if before:
            left = _shell(run)
            run.addprevious(left)
            left.extend(before)
        return run

    def close(self, spot: Spot) -> _Element:
        """The run of a spot, made to end with it."""
        run = spot.run
        behind = [] if run is spot.element else list(spot.element.itersiblings())
        if behind:
            right = _shell(run)
            run.addnext(right)
            right.extend(behind)
        return run

    def alone(self, spot: Spot) -> _Element:
        """The run of a spot, made to hold nothing else."""
        self.close(spot)
        return self.open(spot)


def _before(element: _Element) -> Iterator[_Element]:
    """What stands before an element in its run, properties apart, in order."""
    return (e for e in reversed(list(element.itersiblings(preceding=True))) if e.tag != RPR)


def _shell(run: _Element) -> _Element:
    """A run with the same attributes and properties, without content."""
    new = same_attributes(run)
    properties = run.find(RPR)
    if properties is not None:
        new.append(copy.deepcopy(properties))
    return new


def same_attributes(element: _Element) -> _Element:
    """A new, empty element with the tag and the attributes of another."""
    new = element.makeelement(element.tag)
    for name, value in element.items():
        new.set(name, value)
    return new


class Document:
    """A docx opened for writing. Raises KhtoolError for one that only a forgiving reader can read."""

    def __init__(self, data: bytes, label: str) -> None:
        from lxml import etree

        self.data, self.label = data, label
        self.traced = docx.trace(data, label)
        self.text = self.traced.text
        self.root = self.traced.root
        self.package = Package(data, label)
        raw = self.package.read(self.traced.main)
        try:
            etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError as error:
            raise self.unfit(_("the file is damaged")) from error
        if b"purl.oclc.org/ooxml" in raw[:4000]:
            raise self.unfit(_("it is in the format Strict Open XML, which khtool reads but does not write"))
        self.threads: dict[int, Thread] = {}
        self.places: dict[int, tuple[int, Placed]] = {}  # index of the text's paragraph → index of the w:p, place
        self._locate()
        ids = (e.get(W + "id") or "" for e in self.root.iter("{*}*"))
        self._id = max((int(i) for i in ids if i.isdecimal() and len(i) < 10), default=0)

    def unfit(self, why: str) -> KhtoolError:
        """The error for a document that cannot be written."""
        return KhtoolError(_("{path}: {why} — open it in Word and save it as .docx").format(path=self.label, why=why))

    def _locate(self) -> None:
        """Find the text's paragraphs in the characters of their w:p, one after the other."""
        behind: dict[int, int] = {}
        origins: dict[int, Origin] = {}
        for i, p in enumerate(self.text.paragraphs):
            strand = self.traced.strands.get(p.paragraph) if p.paragraph is not None else None
            if strand is None or p.paragraph is None:
                continue
            index = p.paragraph
            if index not in origins:
                self.threads[index] = Thread(strand.sources)
                origins[index] = Origin(self.threads[index].raw)
                behind[index] = 0
            origin = origins[index]
            label = p.label
            if not label and behind[index] == 0 and strand.label and self.text.text.startswith(strand.label, p.start):
                label = len(strand.label) if not origin.kept.startswith(strand.label.strip()) else 0
            placed = origin.find(self.text.text, p.start + label, p.end, behind[index], len(origin.kept))
            # Only lines drawn with characters are left out by the reader, no words.
            if placed is None or any(c.isalnum() for c in origin.kept[behind[index] : placed.first]):
                continue
            behind[index] = placed.last
            self.places[i] = index, placed

    def next_id(self) -> str:
        """A number that no mark of the document bears."""
        self._id += 1
        return str(self._id)

    def date(self, given: str | None) -> str:
        """The date for remarks: the one that is given, else that of the last change that the document tells of."""
        if given:
            return given
        found = _DATE.search(self.package.read("docProps/core.xml"))
        return found[1].decode() + "Z" if found else NO_DATE

    def element(self, index: int) -> _Element:
        """The w:p of this index; in a text box, where Word takes no comments, the paragraph that holds the box."""
        p = self.traced.paragraphs[index]
        for above in p.iterancestors():
            if above.tag == TEXT_BOX:
                p = next(above.iterancestors(P), p)
        return p

    def related(self, kind: str) -> str | None:
        """The part that the main part relates to by this kind ("comments"), None when there is none."""
        folder, _name = posixpath.split(self.traced.main)
        root = self.package.xml(self._relations)
        for rel in () if root is None else root.iterfind(_RELATIONSHIP):
            if (rel.get("Type") or "").endswith(f"/{kind}") and rel.get("TargetMode") != "External":
                target = rel.get("Target") or ""
                return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        return None

    @property
    def _relations(self) -> str:
        folder, name = posixpath.split(self.traced.main)
        return f"{folder}/_rels/{name}.rels".lstrip("/")

    def relate(self, kind: str, name: str, content_type: str) -> dict[str, bytes]:
        """The parts that must change so that the main part relates to a new part `name` by this kind."""
        from lxml import etree

        types, relations = self.package.xml(_TYPES), self.package.xml(self._relations)
        if types is None:
            raise self.unfit(_("the file is damaged"))
        if relations is None:
            relations = etree.Element(_RELATIONSHIP + "s")
        taken = {rel.get("Id") for rel in relations}
        key = next(f"rIdKh{n}" for n in range(1, len(taken) + 2) if f"rIdKh{n}" not in taken)
        etree.SubElement(
            relations,
            _RELATIONSHIP,
            Id=key,
            Type=f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}",
            Target=f"/{name}",
        )
        etree.SubElement(types, _CONTENT + "Override", PartName=f"/{name}", ContentType=content_type)
        return {_TYPES: serialize(types), self._relations: serialize(relations)}

    def saved(self, parts: dict[str, bytes] | None = None) -> bytes:
        """The package with the changed main part and these parts; all others byte for byte as they were."""
        changed = {self.traced.main: serialize(self.root), **(parts or {})}
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in old.infolist():
                name = info.filename.lstrip("/")
                content = changed.pop(name) if name in changed else self.package.read(name)
                new.writestr(_entry(info), content)
            for name, content in changed.items():
                new.writestr(_entry(zipfile.ZipInfo(name)), content)
        return out.getvalue()


def _entry(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    new = zipfile.ZipInfo(old.filename, old.date_time)
    new.compress_type = zipfile.ZIP_STORED if old.filename.endswith("/") else zipfile.ZIP_DEFLATED
    new.external_attr, new.create_system = old.external_attr, old.create_system
    return new


def serialize(root: _Element) -> bytes:
    """A part as Word writes it: UTF-8, standalone."""
    from lxml import etree

    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
