"""Word documents (docx) → PlanText: what a reader of the printed page sees, in reading order.

Read from the package itself: automatic numbers, tracked changes, text boxes, fields and merged cells are told apart
here, none of which python-docx's `paragraph.text` does.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from khtool.errors import ReadError
from khtool.i18n import _, ngettext
from khtool.reading import encoding, grid, legacy, lines, text
from khtool.reading.lines import Line, Wrap
from khtool.reading.numbering import Numbering, W, number, val
from khtool.reading.package import Package
from khtool.text import PlanText, PlanTextBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

Revisions = Literal["original", "final", "both"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_FLAT = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_P, _TBL, _R, _T, _TAB, _BR, _CR = W + "p", W + "tbl", W + "r", W + "t", W + "tab", W + "br", W + "cr"
_TR, _TC, _CHUNK = W + "tr", W + "tc", W + "altChunk"
_VAL = W + "val"
_TXBX = W + "txbxContent"
_DELTEXT = W + "delText"
_PTAB = W + "ptab"
_NBH = W + "noBreakHyphen"
_SHY = W + "softHyphen"
_SYM = W + "sym"
_FLDCHAR = W + "fldChar"
_DRAWING = W + "drawing"
_PICT = W + "pict"
_OBJECT = W + "object"
_RUBY = W + "ruby"
_RPR = W + "rPr"
_RFONTS = W + "rFonts"
_FOOTNOTE = W + "footnoteReference"
_ENDNOTE = W + "endnoteReference"
#: What stands around paragraphs or runs and is looked through.
_AROUND = "sdt sdtContent smartTag customXml hyperlink fldSimple ins moveTo del moveFrom dir bdo ruby rubyBase"
_THROUGH = frozenset(W + tag for tag in _AROUND.split())
_INSERTED = frozenset((W + "ins", W + "moveTo"))
_DELETED = frozenset((W + "del", W + "moveFrom"))
#: ISO 29500 Strict, as Word saves it on demand: other names for the same elements.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _REL[1:-1].encode(),
}
_WORD = Wrap(False, 80)
_HEADING = re.compile(r"(?:heading|tiêu đề|đầu mục)\s*([1-9])$", re.IGNORECASE)
_NO = frozenset(("0", "false", "off", "none"))


def read(data: bytes, label: str = "(docx)", *, revisions: Revisions = "final") -> PlanText:
    """The text of a docx.

    `Paragraph.paragraph` is the index among all w:p of the body in document order (those in tables and text boxes
    counted). Raises ReadError for a package that is damaged, encrypted, overgrown or has nothing but pictures.
    """
    return _Document(Package(data, label), revisions).read(data)


def from_flat(data: bytes, label: str = "(docx)") -> bytes:
    """The package that Word writes as one XML file ("Word XML Document", Flat OPC), as the zip file that it stands for.

    Raises ReadError when the XML is damaged.
    """
    import base64
    import io
    import zipfile

    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for part in root.iterfind(_FLAT + "part"):
                xml, binary = part.find(f"{_FLAT}xmlData/*"), part.find(_FLAT + "binaryData")
                content = (
                    etree.tostring(xml)
                    if xml is not None
                    else base64.b64decode((binary.text or "") if binary is not None else "")
                )
                package.writestr((part.get(_FLAT + "name") or "").lstrip("/"), content)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(label, _("the file is damaged"), _("open it in Word and save it again")) from error
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Source:
    """An element of the package (w:t, w:tab, w:br …) and the characters that the reader takes from it.

    Where `shown` is as long as the element's own text they agree character by character (capitals apart).
    """

    element: _Element
    shown: str


@dataclass(frozen=True, slots=True)
class Strand:
    """What the reader took from one paragraph: its number as restored, its characters in order with their elements."""

    label: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A docx as `read` reads it, with the way back: the tree of its main part, and each w:p's sources.

    `strands` has the index of the w:p (`Paragraph.paragraph`); `paragraphs` the elements themselves in that order.
    """

    text: PlanText
    root: _Element
    main: str
    paragraphs: tuple[_Element, ...]
    strands: dict[int, Strand]


def trace(data: bytes, label: str = "(docx)", *, revisions: Revisions = "final") -> Traced:
    """As `read`, with where in the package each character comes from. For writers: marks and corrections go there."""
    document = _Document(Package(data, label), revisions)
    document.strands = {}
    text = document.read(data)
    order = tuple(document.order)
    return Traced(text, document.root, document.main, order, document.strands)


@dataclass(slots=True)
class _Style:
    based_on: str | None = None
    level: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    bold: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    font: str | None = None


@dataclass(slots=True)
class _Para:
    """A paragraph as it is read: pieces of text with their looks, "\\n" for a break of line."""

    pieces: list[tuple[str, bool, str | None]] = field(default_factory=list)
    level: int | None = None
    index: int | None = None
    label: str = ""
    boxes: list[list[_Para]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)  # filled only for `trace`


class _Document:
    def __init__(self, package: Package, revisions: Revisions) -> None:
        self.package = package
        self.revisions = revisions
        self.builder = PlanTextBuilder("docx")
        self.insertions = self.deletions = 0
        self.footnotes: list[tuple[str, str]] = []
        self.carried: _Para | None = None  # what a paragraph without its mark leaves for the next one
        self.strands: dict[int, Strand] | None = None
        self.boxes: list[list[_Para]] = []
        self.order: dict[_Element, int] = {}
        self.main = ""
        self.root: _Element
        self.fonts = legacy.Fonts()

    # Parts

    def read(self, data: bytes) -> PlanText:
        main = self._main()
        root = self._part(main)
        body = root.find(W + "body") if root is not None else None
        if root is None or body is None:
            raise ReadError(
                self.package.label, _("is not a Word document inside"), _("open it in Word and save it as .docx")
            )
        self.root, self.main = root, main
        related = self._related(main)
        self._styles(self._part(related.get("styles", "word/styles.xml")))
        self.numbering = Numbering(
            self._part(related.get("numbering", "word/numbering.xml")),
            {key: s.num_id for key, s in self.styles.items() if s.num_id},
        )
        self.order = {p: i for i, p in enumerate(body.iter(_P))}
        self.insertions = sum(1 for _e in body.iter(*_INSERTED))
        self.deletions = sum(1 for _e in body.iter(*_DELETED))
        self.fonts.weigh(self._font_samples(body))
        self._blocks(self._signature(self._letterhead(self._items(body))))
        for kind in ("footnote", "endnote"):
            with self.numbering.story():
                self._notes_part(self._part(related.get(f"{kind}s", f"word/{kind}s.xml")), kind)
        with self.numbering.story():
            self._margins(root, main)
        self._remarks(related)
        if not self.builder.paragraphs and any("/media/" in name for name in self.package.names()):
            raise ReadError(
                self.package.label,
                _("has no text, only pictures"),
                _("if they are scanned pages, save it as PDF and read that with OCR"),
            )
        if main in self.package.repaired:
            self.builder.note("damaged", _("the file is damaged: what could be read was read, text may be missing"))
        return self.builder.build(data=data)

    def _main(self) -> str:
        rels = self.package.xml("_rels/.rels")
        if rels is not None:
            for rel in rels.iterfind(_PACKAGE_REL + "Relationship"):
                if (rel.get("Type") or "").endswith("/officeDocument"):
                    return (rel.get("Target") or "").lstrip("/")
        return "word/document.xml"

    def _part(self, name: str) -> _Element | None:
        """The root of a part of WordprocessingML, in the names of ISO 29500 Transitional."""
        root = self.package.xml(name)
        if root is None or not str(root.tag).startswith("{http://purl.oclc.org/"):
            return root
        from lxml import etree

        raw = etree.tostring(root)
        for strict, transitional in _STRICT.items():
            raw = raw.replace(strict, transitional)
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))

    def _related(self, main: str) -> dict[str, str]:
        folder, name = posixpath.split(main)
        self.folder = folder
        rels = self.package.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        self.targets: dict[str, str] = {}
        out: dict[str, str] = {}
        if rels is not None:
            for rel in rels.iterfind(_PACKAGE_REL + "Relationship"):
                target = rel.get("Target") or ""
                if rel.get("TargetMode") == "External":
                    continue
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                self.targets[rel.get("Id") or ""] = path
                out.setdefault((rel.get("Type") or "").rsplit("/", 1)[-1], path)
        return out

    def _styles(self, root: _Element | None) -> None:
        self.styles: dict[str, _Style] = {}
        self.default_style: str | None = None
        self.base = _Style()
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            self._looks(self.base, defaults)
        for s in root.iterfind(W + "style"):
            key = s.get(W + "styleId") or ""
            made = _Style(based_on=val(s, "basedOn"))
            p, r = s.find(W + "pPr"), s.find(W + "rPr")
            if p is not None:
                outline = val(p, "outlineLvl")
                if outline is not None and number(outline, 9) < 9:
                    made.level = number(outline) + 1
                num = p.find(W + "numPr")
                if num is not None:
                    made.num_id = val(num, "numId")
                    level = val(num, "ilvl")
                    made.num_level = number(level) if level is not None else None
            heading = _HEADING.match(val(s, "name") or "")
            if heading and made.level is None:
                made.level = int(heading[1])
            if r is not None:
                self._looks(made, r)
            self.styles[key] = made
            if s.get(W + "type") == "paragraph" and s.get(W + "default") in ("1", "true"):
                self.default_style = key

    @staticmethod
    def _looks(style: _Style, r: _Element) -> None:
        style.bold = _switch(r, "b", style.bold)
        style.caps = _switch(r, "caps", _switch(r, "smallCaps", style.caps))
        style.hidden = _switch(r, "vanish", style.hidden)
        fonts = r.find(W + "rFonts")
        if fonts is not None:
            style.font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or style.font

    def _chain(self, style: str | None) -> Iterator[tuple[str, _Style]]:
        seen: set[str] = set()
        while style is not None and style not in seen and style in self.styles:
            seen.add(style)
            yield style, self.styles[style]
            style = self.styles[style].based_on

    def _resolved(self, style: str | None) -> _Style:
        """A style with all that it inherits; cached."""
        cache = self.__dict__.setdefault("_cache", {})
        key = style or ""
        if key not in cache:
            out = _Style()
            for name, s in self._chain(style if style in self.styles else self.default_style):
                out.level = s.level if out.level is None else out.level
                out.num_level = s.num_level if out.num_level is None and out.num_id is None else out.num_level
                if out.num_id is None and s.num_id is not None:
                    out.num_id = s.num_id
                    if out.num_level is None:  # a style based on this one may say its own level
                        out.num_level = self.numbering.level_of_style(s.num_id, name)
                out.bold = s.bold if out.bold is None else out.bold
                out.caps = s.caps if out.caps is None else out.caps
                out.hidden = s.hidden if out.hidden is None else out.hidden
                out.font = out.font or s.font
            out.bold = self.base.bold if out.bold is None else out.bold
            out.caps = self.base.caps if out.caps is None else out.caps
            out.font = out.font or self.base.font
            cache[key] = out
        found: _Style = cache[key]
        return found

    # Blocks

    def _kept(self, tag: str) -> bool:
        if tag in _INSERTED:
            return self.revisions != "original"
        if tag in _DELETED:
            return self.revisions != "final"
        return True

    def _items(self, parent: _Element) -> list[_Para | _Element]:
        """The paragraphs and tables of a body, cell, note or text box in order."""
        outer, self.carried = self.carried, None
        out = [*self._walk(parent), *self._rest()]
        self.carried = outer
        return out

    def _rest(self) -> Iterator[_Para]:
        """What a paragraph without its mark left, where no paragraph follows that could take it."""
        if self.carried is not None:
            rest, self.carried = self.carried, None
            if self.strands is not None and rest.index is not None:
                self.strands[rest.index] = Strand("", tuple(rest.sources))
            yield rest

    def _walk(self, parent: _Element) -> Iterator[_Para | _Element]:
        for child in parent:
            tag = child.tag
            if tag == _P:
                yield from self._paragraph(child)
            elif tag in (_TBL, _CHUNK):
                yield from self._rest()
                yield child
            elif tag in _THROUGH:
                if self._kept(tag):
                    yield from self._walk(child)
            elif tag == _MC + "AlternateContent":
                choice = _choice(child)
                if choice is not None:
                    yield from self._walk(choice)

    def _properties(self, p: _Element) -> _Element | None:
        """The properties of a paragraph; of "original" those from before a tracked change of them."""
        properties = p.find(W + "pPr")
        if properties is not None and self.revisions == "original":
            before = properties.find(f"{W}pPrChange/{W}pPr")
            if before is not None:
                return before
        return properties

    def _paragraph(self, p: _Element) -> Iterator[_Para]:
        properties = self._properties(p)
        style_key = val(properties, "pStyle")
        style = self._resolved(style_key)
        out = _Para(index=self.order.get(p))
        if self.carried is not None:
            out.pieces, out.sources, self.carried = self.carried.pieces, self.carried.sources, None
        boxes, self.boxes = self.boxes, []
        self.field = [0, 0]  # depth of fields, depth at which an instruction began
        self._runs(p, out, style)
        out.boxes, self.boxes = self.boxes, boxes
        own = p.find(W + "pPr")
        mark = own.find(W + "rPr") if own is not None else None
        if mark is not None:
            gone = any(mark.find(t) is not None for t in _DELETED) and self.revisions == "final"
            early = any(mark.find(t) is not None for t in _INSERTED) and self.revisions == "original"
            if gone or early:  # without its mark the paragraph runs into the next one
                self.carried = _Para(out.pieces, index=out.index, sources=out.sources) if out.pieces else None
                if out.boxes:
                    yield _Para(boxes=out.boxes)
                return
        outline = val(properties, "outlineLvl")
        out.level = style.level
        if outline is not None:
            out.level = number(outline, 9) + 1 if number(outline, 9) < 9 else None
        num_id, at = style.num_id, style.num_level
        num = properties.find(W + "numPr") if properties is not None else None
        if num is not None and self.revisions == "original" and num.find(W + "ins") is not None:
            num = None  # it was not numbered before
        if num is not None:
            list_id = val(num, "numId")
            level = val(num, "ilvl")
            if list_id is not None:
                num_id, at = list_id, number(level)
            elif level is not None:
                at = number(level)
        if num_id and num_id != "0":
            label = self.numbering.label(num_id, at or 0)  # an empty paragraph counts too
            parent = p.getparent()
            in_cell = parent is not None and parent.tag == _TC
            if in_cell or out.boxes or any(not t.isspace() for t, _b, _f in out.pieces):
                out.label = label
        if self.strands is not None and out.index is not None:
            self.strands[out.index] = Strand(out.label, tuple(out.sources))
        yield out

    def _runs(self, parent: _Element, out: _Para, style: _Style) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child, out, style)
            elif tag in _THROUGH:
                if self._kept(tag):
                    self._runs(child, out, style)
            elif tag == _MC + "AlternateContent":
                choice = _choice(child)
                if choice is not None:
                    self._runs(choice, out, style)
            elif isinstance(tag, str) and tag.endswith(("}oMath", "}oMathPara")):
                math = "".join(
                    t.text or "" for t in child.iter() if isinstance(t.tag, str) and t.tag.endswith("math}t")
                )
                out.pieces.append((math, False, None))
                if self.strands is not None:
                    out.sources.append(Source(child, math))

    def _run(self, r: _Element, out: _Para, style: _Style) -> None:
        bold, caps, hidden, font = bool(style.bold), style.caps, style.hidden, style.font
        properties = r.find(_RPR)
        if properties is not None:
            own = val(properties, "rStyle")
            if own is not None:
                for _name, s in self._chain(own):
                    if s.bold is not None:
                        bold = s.bold
                        break
            bold = bool(_switch(properties, "b", bold))
            caps = _switch(properties, "caps", _switch(properties, "smallCaps", caps))
            hidden = _switch(properties, "vanish", hidden)
            fonts = properties.find(_RFONTS)
            if fonts is not None:
                font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") or font
        pieces: list[str] = []
        nodes: list[_Element] = []
        for child in r:
            tag = child.tag
            if tag in (_T, _DELTEXT):
                if self.field[1] == 0:
                    pieces.append(child.text or "")
            elif tag in (_TAB, _PTAB):
                pieces.append("\t")
            elif tag in (_BR, _CR):
                pieces.append("\n")
            elif tag == _NBH:
                pieces.append("-")
            elif tag == _SHY:
                pieces.append("\u00ad")  # invisible, but the letter ư in TCVN3
            elif tag == _SYM:
                pieces.append(_symbol(child))
            elif tag == _FLDCHAR:
                if self.field[1] == 0 and (chosen := _chosen(child)):
                    pieces.append(chosen)
                self._field(child.get(W + "fldCharType"))
            elif tag in (_FOOTNOTE, _ENDNOTE):
                self.footnotes.append(("footnote" if "foot" in tag else "endnote", child.get(W + "id") or ""))
            elif tag in (_DRAWING, _PICT, _OBJECT):
                self._drawing(child)
            elif tag == _MC + "AlternateContent":
                choice = _choice(child)
                if choice is not None:
                    self._drawing(choice)
            elif tag == _RUBY:
                base = child.find(W + "rubyBase")
                if base is not None:
                    self._runs(base, out, style)
            if len(nodes) < len(pieces):
                nodes.append(child)
        if pieces and not hidden:
            run = "".join(pieces)
            out.pieces.append((run.upper() if caps else run, bold, font))
            if self.strands is not None:
                out.sources += [Source(e, t.upper() if caps else t) for e, t in zip(nodes, pieces, strict=True)]

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.field[0] += 1
            if self.field[1] == 0:
                self.field[1] = self.field[0]
        elif kind == "separate":
            if self.field[1] == self.field[0]:
                self.field[1] = 0
        elif kind == "end":
            if self.field[1] == self.field[0]:
                self.field[1] = 0
            self.field[0] = max(0, self.field[0] - 1)

    def _drawing(self, element: _Element) -> None:
        """The text boxes in a drawing, each once (mc:Choice, not its fallback)."""
        if element.tag == _TXBX:
            state = self.field
            with self.numbering.story():
                self.boxes.append(list(self._flat(self._items(element))))
            self.field = state
            return
        for child in element:
            if child.tag == _MC + "AlternateContent":
                choice = _choice(child)
                if choice is not None:
                    self._drawing(choice)
            elif isinstance(child.tag, str):
                self._drawing(child)

    # Out

    def _lines(self, para: _Para) -> list[Line]:
        """The paragraphs that a reader sees: a break of line begins a new one, unless the text runs on."""
        pieces = para.pieces
        if self.fonts.active:
            pieces = [(self.fonts.convert(t, font), bold, font) for t, bold, font in pieces]
        found: list[Line] = []
        held: list[str] = []
        bold, some = True, False

        def close() -> None:
            nonlocal bold, some
            whole = encoding.squeeze(encoding.tidy(_drawn("".join(held))))
            if whole and not (lines.is_rule(whole) and len(whole) > 3):
                found.append(Line(whole, bold and some))
            held.clear()
            bold, some = True, False

        for piece, strong, _font in pieces:
            for k, part in enumerate(piece.split("\n")):
                if k:
                    close()
                held.append(part)
                if any(c.isalnum() for c in part):
                    bold, some = bold and strong, True
        close()
        made = lines.paragraphs(found, _WORD)
        for line in made:
            line.level = para.level
        return made

    def _blocks(self, items: list[_Para | _Element]) -> None:
        for item in items:
            if isinstance(item, _Para):
                self._add(item)
            elif item.tag == _CHUNK:
                self._chunk(item)
            else:
                self._table(item)

    def _chunk(self, chunk: _Element) -> None:
        """A web page or text that stands in the package as it is, for Word to take in when it opens the document."""
        from khtool.reading import html, sniff

        data = self.package.read(self.targets.get(chunk.get(_REL + "id") or "", ""))
        kind = sniff(data) if data else ""
        if kind == "mhtml":
            data, kind = html.from_mhtml(data), "html"
        if kind not in ("html", "txt"):
            return
        inner = html.read(data) if kind == "html" else text.read(data)
        done: set[int] = set()
        for p in inner.paragraphs:
            if p.cell is None:
                self.builder.add(inner.slice(p), role=p.role, level=p.level, bold=p.bold)
            elif p.cell.table not in done:
                done.add(p.cell.table)
                held: dict[tuple[int, int], list[Line]] = {}
                for q in inner.paragraphs:
                    if q.cell is not None and q.cell.table == p.cell.table:
                        held.setdefault((q.cell.row, q.cell.column), []).append(Line(inner.slice(q), q.bold))
                made = [
                    grid.GridCell(c.row, c.column, held.get((c.row, c.column), []), c.rowspan, c.colspan)
                    for c in inner.tables[p.cell.table].cells
                ]
                grid.emit(self.builder, made, role=p.role)

    def _add(self, para: _Para, role: str = "body") -> None:
        first = True
        for line in self._lines(para):
            label = para.label if first else ""
            self.builder.add(
                label + line.text,
                role=role,
                paragraph=para.index,
                level=line.level,
                bold=line.bold,
                label=len(label),
            )
            first = False
        for box in para.boxes:
            for inner in box:
                self._add(inner, "textbox" if role == "body" else role)

    def _letterhead(self, items: list[_Para | _Element]) -> list[_Para | _Element]:
        """Part a letterhead whose two columns stand in paragraphs with tabs or wide spaces between."""
        at = 0
        while at < len(items) and at < 12:
            item = items[at]
            if not isinstance(item, _Para):
                return items
            if text.two_columns(_plain(item)):
                break
            at += 1
        else:
            return items
        end, left, right = at, [], []
        while end < len(items) and end - at < 10:
            item = items[end]
            pair = text.two_columns(_plain(item)) if isinstance(item, _Para) else None
            if pair is None or not isinstance(item, _Para):
                break
            bold = all(b for t, b, _f in item.pieces if t.strip())
            font = next((f for t, _b, f in item.pieces if t.strip()), None)
            left.append(_Para([(pair[0], bold, font)], item.level, item.index))
            right.append(_Para([(pair[1], bold, font)], item.level, item.index))
            end += 1
        # The organs and the state, then number and date.
        cut = next((k for k, p in enumerate(left) if lines.NUMBERED.match(p.pieces[0][0])), len(left))
        return [*items[:at], *left[:cut], *right[:cut], *left[cut:], *right[cut:], *items[end:]]

    def _signature(self, items: list[_Para | _Element]) -> list[_Para | _Element]:
        """Part "Nơi nhận" from the signature that stands beside it, behind tabs."""
        at = next((k for k, item in enumerate(items) if isinstance(item, _Para) and _signs(_plain(item))), None)
        if at is None:
            return items
        left: list[_Para] = []
        right: list[_Para] = []
        end = at
        while end < len(items) and end - at < 40:
            item = items[end]
            if not isinstance(item, _Para) or item.label or item.boxes:
                break
            words = _plain(item)
            a, b = _beside(words)
            if end > at and words.strip() and "\t" not in words and not lines.ITEM.match(a):
                break
            look = next(((bold, font) for t, bold, font in item.pieces if t.strip()), (False, None))
            for side, part in ((left, a), (right, b)):
                if part:
                    side.append(_Para([(part, *look)], item.level, item.index))
            end += 1
        return [*items[:at], *left, *right, *items[end:]]

    def _table(self, tbl: _Element) -> None:
        cells = self._cells(tbl)
        if len(cells) == 1:  # a frame around text
            self._blocks(cells[0][1])
            return
        made: list[grid.GridCell] = []
        boxes: list[_Para] = []
        for cell, items in cells:
            for item in items:
                if isinstance(item, _Para):
                    found = self._lines(item)
                    if item.label:
                        found = found or [Line("")]
                        found[0].text = (item.label + found[0].text).strip()
                        cell.labels.append((len(cell.lines), len(item.label)))
                    cell.lines.extend(found)
                    cell.sources.extend([item.index] * len(found))
                    boxes.extend(p for box in item.boxes for p in box)
                else:
                    for inner, inner_items in self._cells(item):
                        del inner
                        for deep in self._flat(inner_items):
                            found = self._lines(deep)
                            if deep.label and found:
                                found[0].text = deep.label + found[0].text
                                cell.labels.append((len(cell.lines), len(deep.label)))
                            cell.lines.extend(found)
                            cell.sources.extend([deep.index] * len(found))
            made.append(cell)
        grid.emit(self.builder, made)
        for box in boxes:
            self._add(box, "textbox")

    def _flat(self, items: list[_Para | _Element]) -> Iterator[_Para]:
        for item in items:
            if isinstance(item, _Para):
                yield item
            else:
                for _cell, inner in self._cells(item):
                    yield from self._flat(inner)

    def _cells(self, tbl: _Element) -> list[tuple[grid.GridCell, list[_Para | _Element]]]:
        out: list[tuple[grid.GridCell, list[_Para | _Element]]] = []
        open_at: dict[int, grid.GridCell] = {}  # column → cell that may go on below
        row_index = -1
        for row in self._children(tbl, _TR):
            properties = row.find(W + "trPr")
            if properties is not None:
                if properties.find(W + "del") is not None and self.revisions == "final":
                    continue
                if properties.find(W + "ins") is not None and self.revisions == "original":
                    continue
            row_index += 1
            column = number(val(properties, "gridBefore"))
            for tc in self._children(row, _TC):
                cell_properties = tc.find(W + "tcPr")
                if cell_properties is not None and (
                    (self.revisions == "final" and cell_properties.find(W + "cellDel") is not None)
                    or (self.revisions == "original" and cell_properties.find(W + "cellIns") is not None)
                ):
                    continue
                span = max(1, min(number(val(cell_properties, "gridSpan"), 1), 1000))
                merge = cell_properties.find(W + "vMerge") if cell_properties is not None else None
                above = open_at.get(column)
                if (
                    merge is not None
                    and merge.get(W + "val", "continue") == "continue"
                    and above is not None
                    and above.row + above.rowspan == row_index
                ):
                    above.rowspan += 1
                    items = [i for i in self._items(tc) if not isinstance(i, _Para) or _plain(i).strip()]
                    if items:  # text under a merged cell is not shown by Word, but lost nowhere else
                        next(found for cell, found in out if cell is above).extend(items)
                else:
                    cell = grid.GridCell(row_index, column, colspan=span)
                    out.append((cell, self._items(tc)))
                    open_at[column] = cell
                column += span
        return out

    def _children(self, parent: _Element, tag: str) -> Iterator[_Element]:
        for child in parent:
            if child.tag == tag:
                yield child
            elif child.tag in _THROUGH and self._kept(child.tag):
                yield from self._children(child, tag)

    def _notes_part(self, root: _Element | None, kind: str) -> None:
        if root is None:
            return
        notes = {n.get(W + "id") or "": n for n in root.iterfind(W + kind)}
        for _kind, key in self.footnotes:
            if _kind == kind and key in notes and notes[key].get(W + "type") in (None, "normal"):
                for item in self._flat(self._items(notes[key])):
                    item.index = None
                    self._add(item, "footnote")

    def _margins(self, root: _Element, main: str) -> None:
        """Headers and footers, each text once, at the end; page numbers alone are left out."""
        del main
        seen: set[str] = set()
        for kind, role in (("headerReference", "header"), ("footerReference", "footer")):
            for reference in root.iter(W + kind):
                part = self.targets.get(reference.get(_REL + "id") or "", "")
                margin = self._part(part) if part and part not in seen else None
                seen.add(part)
                if margin is None:
                    continue
                for item in self._flat(self._items(margin)):
                    item.index = None
                    for para in (item, *(p for box in item.boxes for p in box)):
                        para.boxes = []
                        words = _plain(para).strip()
                        if words and not words.strip("-–— .").isdigit() and (role + words) not in seen:
                            seen.add(role + words)
                            self._add(para, role)

    def _remarks(self, related: dict[str, str]) -> None:
        if self.insertions or self.deletions:
            self.builder.note(
                "tracked-changes",
                _("tracked changes: {insertions} insertions, {deletions} deletions").format(
                    insertions=self.insertions, deletions=self.deletions
                ),
            )
        comments = self._part(related["comments"]) if "comments" in related else None
        if comments is not None:
            n = len(comments.findall(W + "comment"))
            if n:
                self.builder.note("comments", ngettext("{n} comment", "{n} comments", n).format(n=n))
        if self.fonts.converted:
            self.builder.note(
                "font-repair",
                _("text in fonts from before Unicode ({names}) was converted").format(
                    names=", ".join(sorted(self.fonts.converted))
                ),
            )

    def _font_samples(self, body: _Element) -> Iterator[tuple[str, str]]:
        """The texts of the runs that are in a font from before Unicode."""
        names = {s.font for s in [self.base, *self.styles.values()] if s.font}
        in_styles = any(legacy.encoding_of(n) for n in names)
        for r in body.iter(_R):
            properties = r.find(W + "rPr")
            fonts = properties.find(W + "rFonts") if properties is not None else None
            font = fonts.get(W + "ascii") or fonts.get(W + "hAnsi") if fonts is not None else None
            if font is None and in_styles:
                parent = r.getparent()
                style = val(parent.find(W + "pPr"), "pStyle") if parent is not None and parent.tag == _P else None
                font = self._resolved(style).font
            if font and legacy.encoding_of(font):
                yield font, "".join(t.text or "" for t in r.iterfind(_T))


def _plain(para: _Para) -> str:
    return "".join(t for t, _b, _f in para.pieces)


def _signs(words: str) -> bool:
    """The line has "Nơi nhận" and, behind a tab, the begin of a signature."""
    if "Nơi nhận" not in words or "\t" not in words:
        return False
    left, right = _beside(words)
    return left.startswith("Nơi nhận") and lines.SIGNATURE.match(right) is not None


def _beside(words: str) -> tuple[str, str]:
    """What stands left and right of the tabs in a line of two columns."""
    left, _tab, right = words.partition("\t")
    return left.strip(), right.replace("\t", " ").strip()


def _chosen(field: _Element) -> str:
    """What a drop-down list of a form shows (w:ddList); its choice stands nowhere in the text."""
    choices = field.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return ""
    entries = [e.get(_VAL) or "" for e in choices.iterfind(W + "listEntry")]
    at = number(val(choices, "result") or val(choices, "default"))
    return entries[at] if 0 <= at < len(entries) else ""


def _switch(properties: _Element, tag: str, default: bool | None) -> bool | None:
    child = properties.find(W + tag)
    return default if child is None else child.get(_VAL) not in _NO


def _choice(element: _Element) -> _Element | None:
    found = element.find(_MC + "Choice")
    return found if found is not None else element.find(_MC + "Fallback")


#: Signs of the fonts Symbol and Wingdings that mean something in a plan; the others are drawings.
_SIGNS = {
    **{0xF0B7: "•", 0xF02B: "+", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF0B8: "÷", 0xF0B0: "°"},
    **dict.fromkeys((0xF0A7, 0xF0D8, 0xF0FC, 0xF02D, 0xF076), "-"),
}
_DRAWN = re.compile("[\uf000-\uf0ff]")
_SYMBOL_FONT = re.compile(r"symbol|wingdings|webdings", re.IGNORECASE)


def _drawn(text: str) -> str:
    """The text with the letters of symbol fonts, which Word keeps in the private area, as signs."""
    return _DRAWN.sub(lambda m: _SIGNS.get(ord(m[0]), " "), text) if _DRAWN.search(text) else text


def _symbol(element: _Element) -> str:
    """A sign of a symbol font: bullets become "-", arrows and boxes a space."""
    code = number_of_hex(element.get(W + "char"))
    if 0x20 <= code < 0x100 and _SYMBOL_FONT.match(element.get(W + "font") or ""):
        code += 0xF000
    if 0xF000 <= code <= 0xF0FF:
        return _SIGNS.get(code, " ")
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def number_of_hex(raw: str | None) -> int:
    """A hexadecimal attribute, 0 when it is none."""
    try:
        return int(raw or "0", 16)
    except ValueError:
        return 0
