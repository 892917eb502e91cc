"""Word documents for the tests: XML on python-docx's template, at random or by hand, and ways to look at them."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from functools import cache

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import strategies as st
from lxml import etree

from khtool.checking import Finding, Fix
from khtool.plan import Span
from khtool.text import PlanText

NS = nsdecls("w", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


@cache
def _template() -> dict[str, bytes]:
    """The parts of an empty document of python-docx, with one list."""
    made = docx.Document()
    numbering = made.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for element in parse_xml(f"<w:numbering {NS}>{NUMBERING}</w:numbering>"):
        numbering.append(element)
    out = io.BytesIO()
    made.save(out)
    return parts(out.getvalue())


def document(xml: str) -> bytes:
    """A docx whose body is `xml`."""
    whole = f"<w:document {NS}><w:body>{xml}</w:body></w:document>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in _template().items():
            package.writestr(name, whole if name == "word/document.xml" else part)
    return held.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {i.filename: package.read(i) for i in package.infolist()}


def root(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def finding(text: PlanText, start: int, end: int, fix: Fix | None = None) -> Finding:
    return Finding(
        "KH999", "test", "warning", "sai <&> rồi", Span(start=start, end=end), text.text[start:end], "đúng", fix
    )


def fix(text: PlanText, words: str, new: str, *, safe: bool = True) -> Finding:
    """A finding that corrects the first `words` of a text."""
    at = text.text.index(words)
    return finding(text, at, at + len(words), Fix(at, at + len(words), new, safe))


def content(data: bytes, *, without: Callable[[etree._Element], None] = lambda _root: None) -> list[tuple[str, ...]]:
    """Every character and other content of runs, with the looks of its run and what is around that; `without` may
    take something away first. Two documents with the same content differ only in where their runs are cut."""
    tree = copy.deepcopy(root(data))
    without(tree)
    out: list[tuple[str, ...]] = []
    for run in tree.iter(qn("w:r")):
        looks = run.find(qn("w:rPr"))
        shown = b"" if looks is None else etree.tostring(looks, exclusive=True, with_tail=False)
        around = " ".join(e.tag for e in run.iterancestors())
        for child in run:
            if child.tag in (qn("w:t"), qn("w:delText")):
                out += [(c, shown.decode(), around, child.tag) for c in child.text or ""]
            elif child.tag != qn("w:rPr"):
                out.append((child.tag, shown.decode(), around, ""))
    return out


def no_comments(tree: etree._Element) -> None:
    for name in ("commentRangeStart", "commentRangeEnd"):
        for e in list(tree.iter(qn(f"w:{name}"))):
            e.getparent().remove(e)
    for e in list(tree.iter(qn("w:commentReference"))):
        e.getparent().getparent().remove(e.getparent())


def rejected(tree: etree._Element) -> None:
    """Take khtool's tracked changes back, as Word does."""
    for e in [e for e in tree.iter(qn("w:ins")) if e.get(qn("w:author")) == "khtool"]:
        e.getparent().remove(e)
    for e in [e for e in tree.iter(qn("w:del")) if e.get(qn("w:author")) == "khtool"]:
        for t in e.iter(qn("w:delText")):
            t.tag = qn("w:t")
        for run in list(e):
            e.addprevious(run)
        e.getparent().remove(e)


def marked(data: bytes) -> dict[str, str]:
    """The text between the marks of each comment; what the reader shows for other elements too."""
    held: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for e in root(data).iter():
        number = e.get(qn("w:id"), "") if isinstance(e.tag, str) else ""
        if e.tag == qn("w:commentRangeStart"):
            held[number] = []
        elif e.tag == qn("w:commentRangeEnd"):
            done[number] = "".join(held.pop(number))
        elif e.tag in (qn("w:t"), qn("w:noBreakHyphen"), qn("w:sym")):
            for words in held.values():
                words.append((e.text or "") if e.tag == qn("w:t") else "-")
    return done


# At random

_WORDS = st.sampled_from(
    [
        *("việc", "kế", "hoạch", "số", "12/KH-UBND", "ngày", "5/06/2024", "Luật", "trẻ", "em", "100", "%", "(a)", ","),
        *(
            "ho\u00e0",
            "tre\u0309",
            "ti\u1ebfng",
            "d\u0323o\u0302\u0309i",
            "\u00a0",
            "–",
            "&amp;",
            "Ủy",
            "  ",
            "\u200bẩn",
        ),
    ]
)
_LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:color w:val="FF0000"/>', "<w:caps/>"])
_EXTRAS = st.sampled_from(
    [
        "<w:r><w:tab/></w:r>",
        "<w:r><w:br/></w:r>",
        "<w:r><w:noBreakHyphen/></w:r>",
        "<w:r><w:softHyphen/></w:r>",
        "<w:r><w:t>hai</w:t><w:softHyphen/><w:t>mảnh</w:t><w:tab/><w:t>nữa</w:t></w:r>",
        '<w:bookmarkStart w:id="90" w:name="x"/><w:bookmarkEnd w:id="90"/>',
        '<w:proofErr w:type="spellStart"/>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>',
        '<w:del w:id="91" w:author="A"><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>kết quả</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ]
)
_AROUND = st.sampled_from(
    [
        "{}",
        '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
        '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:id="92" w:author="B">{}</w:ins>',
        "<w:sdt><w:sdtContent><w:hyperlink>{}</w:hyperlink></w:sdtContent></w:sdt>",
    ]
)


@st.composite
def _runs(draw: st.DrawFn) -> str:
    """Words in runs that are cut anywhere, also inside words."""
    out: list[str] = []
    for _k in range(draw(st.integers(1, 4))):
        if draw(st.integers(0, 4)) == 0:
            out.append(draw(_EXTRAS))
            continue
        words = draw(st.lists(_WORDS, min_size=1, max_size=5))
        whole = " ".join(words)
        cut = draw(st.integers(0, len(whole)))
        if "&amp;" in whole:
            cut = 0
        runs = "".join(r(piece, draw(_LOOKS)) for piece in (whole[:cut], whole[cut:]) if piece)
        out.append(draw(_AROUND).format(runs))
    return "".join(out)


@st.composite
def _paragraph(draw: st.DrawFn) -> str:
    return p(draw(_runs()), draw(st.sampled_from(["", "", NUMBERED])))


def _table(cells: list[list[str]]) -> str:
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in row) + "</w:tr>" for row in cells)
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>{rows}</w:tbl>'


@st.composite
def _block(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 9))
    if kind < 7:
        return draw(_paragraph())
    if kind == 7:
        box = f"<w:txbxContent>{draw(_paragraph())}</w:txbxContent>"
        shape = (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing>'
            "</mc:Choice><mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        return p(draw(_runs()) + shape.format(box))
    inner = [[draw(_paragraph()) for _c in range(2)] for _r in range(2)]
    if kind == 9:
        inner[0][1] += _table([[draw(_paragraph()), p("")]]) + p("")
    return _table(inner)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """The XML of a body."""
    return "".join(draw(st.lists(_block(), min_size=1, max_size=5)))
