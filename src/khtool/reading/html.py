"""HTML → PlanText: the document of a page without its menus, its tables, and the facts that a law site prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from khtool.reading import encoding, grid, legacy, limits, lines
from khtool.reading.lines import Line, Wrap
from khtool.reading.text import FACT_NAMES
from khtool.text import PlanText, PlanTextBuilder

if TYPE_CHECKING:
    from typing import Any

    from lxml.etree import _Element

_MARK = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|div|p|meta|title|span|h[1-6]|center|font|article|section)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

#: Elements that begin and end a paragraph.
_BLOCK_NAMES = """address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2
h3 h4 h5 h6 header hr html li main ol p pre section table tbody td tfoot th thead tr ul caption"""
_BLOCK = frozenset(_BLOCK_NAMES.split())
#: Elements that no reader sees as text, and what a tracked change has deleted.
_SKIP_NAMES = """script style noscript template head nav button select option input textarea iframe object embed svg
canvas audio video map dialog del"""
_SKIP = frozenset(_SKIP_NAMES.split())
#: Parts of a page that are about the site, by the words in their class, id or role.
_SITE = re.compile(
    r"(?:^|[\s_-])(?:menu|navbar|nav|navigation|breadcrumbs?|sidebar|side-?bar|footer|header|banner|ads?|advert\w*|comments?"
    r"|share|social|related|toolbar|popup|modal|login|search|cookie|pagination|skip-link|copyright|hotline)(?:$|[\s_-])",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|Độc lập\s*-\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM")
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_STYLE_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]{2,40})", re.IGNORECASE)
_LOOSE = Wrap(False, 80)


def looks_like(content: str) -> bool:
    """Whether a text is HTML: it opens with a tag of a page (a comment or declaration may stand before)."""
    start = content.lstrip()[:4000]
    if start[:1] != "<":
        return False
    return _MARK.search(start) is not None


def read(data: bytes) -> PlanText:
    """The text of an HTML page. Raises nothing: what is broken is read as browsers do."""
    from lxml import etree, html

    builder = PlanTextBuilder("html")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(decode(data).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return builder.build(data=data)
    _Page(builder, root).read()
    return builder.build(data=data)


def from_mhtml(data: bytes) -> bytes:
    """The page in a web archive (MHTML), which Word writes under the name .doc too; empty when it has none."""
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload
    return b""


def decode(data: bytes) -> str:
    """The text of a page in the encoding that it declares, if it is so."""
    import codecs

    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii", "replace").lower()
        try:
            codec = codecs.lookup(name).name
            if codec not in ("utf-8", "utf-16", "utf-32"):
                return data.decode(codec)
        except (LookupError, UnicodeDecodeError):
            pass
    return encoding.decode(data)


class _Page:
    def __init__(self, builder: PlanTextBuilder, root: _Element) -> None:
        self.builder = builder
        self.root = root
        self.fonts = legacy.Fonts()
        self.held: list[Line] = []
        self.pieces: list[tuple[str, bool]] = []
        self.line: int | None = None  # where the first of the pieces stands in the source
        self.at: Any = None  # int | None: the line of the element at hand
        self.pre = False
        self.mark = ""  # of the list item at hand, as long as it has no words
        self.depth = 0
        self.items: dict[_Element, int] = {}  # how far each list has counted
        self.tables_of_facts: list[list[grid.GridCell]] = []

    def read(self) -> None:
        self.fonts.weigh(self._font_samples())
        start = self._main()
        if start is not self.root:
            for table in self.root.iter("table"):
                if not _inside(table, start):
                    self._facts(table)
        self._walk(start, False, None, None)
        self._close(None)
        self._flush()
        for cells in self.tables_of_facts:  # about the document, so after it
            grid.emit(self.builder, cells, role="metadata")
        if self.fonts.converted:
            from khtool.i18n import _

            self.builder.note(
                "font-repair",
                _("text in fonts from before Unicode ({names}) was converted").format(
                    names=", ".join(sorted(self.fonts.converted))
                ),
            )

    def _main(self) -> _Element:
        """The smallest element that holds the document: around its letterhead, and most of the text."""
        body = self.root.find("body")
        whole = body if body is not None else self.root
        total = _size(whole)
        marks = [
            e for e in whole.iter() if isinstance(e.tag, str) and _DOCUMENT.search((e.text or "") + (e.tail or ""))
        ]
        for name in ("main", "article"):
            found = [e for e in whole.iter(name) if _size(e) > 0.4 * total]
            if found and not marks:
                return found[0]
        at = marks[0] if marks else None
        while at is not None and at is not whole:
            # Up from the letterhead until the text is there: a plan is longer than its own head.
            if _size(at) > max(0.5 * total, 2000) and at.tag not in ("tr", "td", "tbody", "table"):
                return at
            at = at.getparent()
        return whole

    def _font_samples(self) -> Iterator[tuple[str, str]]:
        for e in self.root.iter():
            if isinstance(e.tag, str) and e.text:
                font = _font(e)
                if font and legacy.encoding_of(font):
                    yield font, e.text

    # Text

    def _text(self, text: str | None, bold: bool, font: str | None) -> None:
        if not text:
            return
        if font and self.fonts.active:
            text = self.fonts.convert(text, font)
        if self.line is None and not text.isspace():
            self.line = self.at
        self.pieces.append((text if self.pre else re.sub(r"[\s\x0b]+", " ", text), bold))

    def _close(self, level: int | None, hard: bool = False) -> None:
        """End a line. `hard` is a <br>: the paragraph may go on."""
        text = "".join([p for p, _b in self.pieces])
        if self.mark:
            if text.strip() == self.mark:
                return  # the words of the item come in a paragraph of their own
            self.mark = ""
        text = "" if text.isspace() else encoding.squeeze(encoding.tidy(text).replace("\n", " "))
        if text and not lines.is_rule(text):
            worded = [b for p, b in self.pieces if any(c.isalnum() for c in p)]
            self.held.append(Line(text, bool(worded) and all(worded), level=level, number=self.line))
        self.pieces.clear()
        self.line = None
        if not hard:
            self._flush()

    def _flush(self) -> None:
        for line in self._made():
            self.builder.add(line.text, level=line.level, bold=line.bold, line=line.number)

    def _made(self) -> list[Line]:
        if not self.held:
            return []
        level = self.held[0].level
        # a heading in bold that ends in a colon ends at its <br>
        plain = [Line(x.text, x.bold, hard=x.bold and x.text.endswith(":"), number=x.number) for x in self.held]
        made = lines.paragraphs(plain, _LOOSE)
        for line in made:
            line.level = level
        self.held.clear()
        return made

    def _walk(self, e: _Element, bold: bool, font: str | None, level: int | None) -> None:
        tag = e.tag
        if not isinstance(tag, str) or tag in _SKIP or self._site(e):
            return
        style = e.get("style") or ""
        if e.get("hidden") is not None or (style and _HIDDEN.search(style)):
            return
        self.depth += 1
        self.at = e.sourceline
        bold = bold or tag in _BOLD or (bool(style) and _STYLE_BOLD.search(style) is not None)
        font = _font(e) or font
        if tag == "br":
            self._close(level, hard=True)
        elif self.depth > limits.DEPTH:
            self._text(" ".join(str(t) for t in e.itertext()), bold, font)
            self._close(level)
        elif tag == "table":
            self._close(level)
            self._table(e, bold, font)
        else:
            block = tag in _BLOCK
            if block:
                self._close(level)
                if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                    level = int(tag[1])
            was, self.pre = self.pre, self.pre or tag == "pre"
            if tag == "li":
                self._item(e)
            self._text(e.text, bold, font)
            for child in e:
                self._walk(child, bold, font, level)
                self.at = child.sourceline
                self._text(child.tail, bold, font)
            self.pre = was
            if block:
                self._close(level)
            if tag == "li" and self.mark:  # an item without words
                self.mark = ""
                self.pieces.clear()
        self.depth -= 1

    def _site(self, e: _Element) -> bool:
        """The element belongs to the site, not to the document."""
        if e.get("title") in ("header", "footer"):  # what LibreOffice makes of the margins of a page
            return True
        if e.tag in ("footer", "aside"):
            return _size(e) < 3000
        words = " ".join(filter(None, (e.get("class"), e.get("id"), e.get("role"))))
        return bool(words) and _SITE.search(words) is not None and not _DOCUMENT.search(_sample(e)) and _size(e) < 6000

    def _item(self, e: _Element) -> None:
        parent = e.getparent()
        if parent is None or parent.tag not in ("ol", "ul"):
            return
        if parent.tag == "ul":
            mark = "- "
        else:
            from khtool.reading.numbering import format_number, number

            styles = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
            kind = parent.get("type") or "1"
            n = number(e.get("value"), self.items.get(parent, number(parent.get("start"), 1) - 1) + 1)
            self.items[parent] = n
            mark = format_number(n, styles.get(kind, "decimal")) + (") " if kind == "a" else ". ")
        if not lines.ITEM.match("".join(str(t) for t in e.itertext()).strip()[:40] + " "):
            self.pieces.append((mark, False))
            self.mark = mark.strip()

    # Tables

    def _table(self, table: _Element, bold: bool, font: str | None) -> None:
        if self._facts(table):
            return
        rows = list(_rows(table))
        cells = [c for row in rows for c in row]
        if len(cells) == 1 or (rows and all(len(r) <= 1 for r in rows) and _size(table) > 1500):
            for cell in cells:  # a table that only lays out the page
                self._walk_inside(cell, bold, font)
            return
        made: list[grid.GridCell] = []
        until: dict[int, int] = {}  # column → the row before which a cell from above stands in it
        for r, row in enumerate(rows):
            column = 0
            for td in row:
                while until.get(column, 0) > r:
                    column += 1
                across = min(_span(td, "colspan", limits.COLUMNS), max(1, limits.COLUMNS - column))
                down = min(_span(td, "rowspan", 65_534), len(rows) - r)
                until.update((column + k, r + down) for k in range(across))
                made.append(grid.GridCell(r, column, self._cell(td, bold, font), down, across))
                column += across
        grid.emit(self.builder, made)

    def _walk_inside(self, e: _Element, bold: bool, font: str | None) -> None:
        self.at = e.sourceline
        self._text(e.text, bold, font)
        for child in e:
            self._walk(child, bold, font, None)
            self.at = child.sourceline
            self._text(child.tail, bold, font)
        self._close(None)

    def _cell(self, td: _Element, bold: bool, font: str | None) -> list[Line]:
        """The paragraphs of a cell; tables inside it are read as text."""
        outer, self.builder = self.builder, PlanTextBuilder("html")
        style = td.get("style") or ""
        try:
            self._walk_inside(td, bold or td.tag == "th" or bool(_STYLE_BOLD.search(style)), _font(td) or font)
            text = self.builder.build()
            return [Line(text.slice(p), p.bold, level=p.level, number=p.line) for p in text.paragraphs]
        finally:
            self.builder = outer

    def _facts(self, table: _Element) -> bool:
        """Read a table of names and values about the document; False when it is none."""
        pairs: list[tuple[str, str]] = []
        rows = list(_rows(table))
        if not rows or len(rows) > 40 or _size(table) > 8000:
            return False
        for row in rows:
            words = [encoding.squeeze(" ".join(" ".join(str(t) for t in c.itertext()).split())) for c in row]
            pairs.extend((words[i].rstrip(" :"), words[i + 1]) for i in range(0, len(words) - 1, 2))
        named = [(k, v) for k, v in pairs if k.lower() in FACT_NAMES]
        if len(named) < 2 or len(named) * 2 < len(pairs):
            return False
        made: list[grid.GridCell] = []
        for r, (key, value) in enumerate(pairs):
            value = encoding.tidy(value)
            key = encoding.tidy(key)
            if key.lower() in FACT_NAMES and value:
                self.builder.facts.setdefault(key, value)
            made.append(grid.GridCell(r, 0, [Line(key)]))
            made.append(grid.GridCell(r, 1, [Line(value)]))
        self.tables_of_facts.append(made)
        return True


def _rows(table: _Element) -> Iterator[list[_Element]]:
    """The rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield [c for c in child if c.tag in ("td", "th")]
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _span(td: _Element, name: str, most: int) -> int:
    try:
        return max(1, min(int(td.get(name) or 1), most))
    except ValueError:
        return 1


def _inside(e: _Element, outer: _Element) -> bool:
    at: _Element | None = e
    while at is not None:
        if at is outer:
            return True
        at = at.getparent()
    return False


def _size(e: _Element) -> int:
    return sum(len(str(t).strip()) for t in e.itertext())


def _sample(e: _Element) -> str:
    out: list[str] = []
    size = 0
    for t in e.itertext():
        out.append(str(t))
        size += len(str(t))
        if size > 4000:
            break
    return " ".join("".join(out).split())


def _font(e: _Element) -> str | None:
    face = e.get("face")
    if face:
        return str(face)
    style = e.get("style")
    found = _FONT.search(style) if style and "font-family" in style.lower() else None
    return found[1].strip() if found else None
