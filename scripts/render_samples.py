"""Render a plan as a Word document, as a web page and, with LibreOffice, as PDF, in the layout of 30/2020/NĐ-CP.

usage: python scripts/render_samples.py OUTPUT_FOLDER FILE [FILE …]

The text and the tables of each FILE (whatever khtool reads) are laid out afresh: letterhead in a table without borders,
paragraphs justified with an indented first line, tables with ruling lines, page numbers. What is rendered can be read
back and compared with its source, so that readers are measured on documents whose text is known.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from khtool.reading import read
from khtool.text import Paragraph, PlanText, Table

_LABELS = {
    "decimal": (re.compile(r"(\d{1,3})\.\s+(?=\D)"), "%1."),
    "upperRoman": (re.compile(r"([IVX]{1,5})\.\s+"), "%1."),
    "bullet": (re.compile(r"(-)\s+"), "-"),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


def is_ruled(text: PlanText, table: Table) -> bool:
    """Rendered with ruling lines: neither two columns and few rows (letterhead, signature) nor a law site's facts."""
    site = any(p.role == "metadata" for p in text.paragraphs if p.cell and p.cell.table == table.index)
    return not site and not (table.columns == 2 and table.rows <= 3)


def render(
    text: PlanText,
    path: Path,
    *,
    font: str = "Liberation Serif",
    size: int = 14,
    numbering: bool = False,
    tracked: bool = False,
    box: str | None = None,
) -> None:
    """Write `text` as a docx to `path`.

    `numbering`: labels become automatic numbering; `tracked`: some words are insertions, beside deleted ones; `box`:
    the words of a text box.
    """
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    out = docx.Document()
    style = out.styles["Normal"]
    style.font.name, style.font.size = font, Pt(size)
    style.paragraph_format.space_after = Pt(6)
    section = out.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    field = section.footer.paragraphs[0]
    field.alignment = ALIGN.CENTER
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        run = field.add_run()._r
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(_w("fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run.append(mark)
    numbers = _Numbers(out) if numbering else None

    def fill(cell: Any, table: Table, at: int, centred: bool) -> None:
        for k, p in enumerate(_inside(text, table, at)):
            paragraph = cell.paragraphs[0] if k == 0 else cell.add_paragraph()
            paragraph.add_run(text.slice(p)).bold = p.bold
            paragraph.paragraph_format.space_after = Pt(2)
            if centred:
                paragraph.alignment = ALIGN.CENTER

    done: set[int] = set()
    long = 0
    for p in text.paragraphs:
        if p.role == "metadata":  # what a law site says about the document
            continue
        if p.cell is not None:
            if p.cell.table in done:
                continue
            done.add(p.cell.table)
            table = text.tables[p.cell.table]
            made = out.add_table(table.rows, table.columns)
            plain = not is_ruled(text, table)
            if not plain:
                made.style = "Table Grid"
            for at, c in enumerate(table.cells):
                cell = made.cell(c.row, c.column)
                if c.rowspan > 1 or c.colspan > 1:
                    cell = cell.merge(made.cell(c.row + c.rowspan - 1, c.column + c.colspan - 1))
                fill(cell, table, at, plain and not text.slice(c).startswith("Nơi nhận"))
            continue
        words = text.slice(p)
        paragraph = out.add_paragraph()
        shown = numbers.apply(paragraph, words) if numbers is not None else words
        long += len(shown) > 150
        if tracked and len(shown) > 150 and long % 3 == 0:
            _track(paragraph, shown)
        else:
            paragraph.add_run(shown).bold = p.bold
        if words.isupper() and len(words) < 200 and not words[:1].isdigit() and words[1:2] not in (".", "I"):
            paragraph.alignment = ALIGN.CENTER
        else:
            paragraph.alignment = ALIGN.JUSTIFY
            if shown == words:
                paragraph.paragraph_format.first_line_indent = Cm(1.27)
    if box:
        _text_box(out.paragraphs[-1], box)
    out.save(str(path))


def _inside(text: PlanText, table: Table, at: int) -> list[Paragraph]:
    place = table.cells[at]
    return [p for p in text.paragraphs if place.start <= p.start and p.end <= place.end and p.cell]


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _xml(source: str) -> Any:
    from docx.oxml import parse_xml

    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(re.sub(r"<([\w:]+)", rf"<\1 {spaces}", source, count=1))


class _Numbers:
    """Makes labels automatic: a list goes on while its numbers do, else a new one begins at the number wanted."""

    def __init__(self, document: Any) -> None:
        self.root = document.part.numbering_part.element
        self.last: dict[str, tuple[int, int]] = {}  # kind: (list, number of its last item)
        self.next = 5000
        for k, (kind, (_found, shape)) in enumerate(_LABELS.items()):
            self.root.insert(
                0,
                _xml(
                    f'<w:abstractNum w:abstractNumId="{9000 + k}"><w:multiLevelType w:val="singleLevel"/>'
                    f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/>'
                    '<w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
                ),
            )

    def apply(self, paragraph: Any, words: str) -> str:
        """Number the paragraph if its words begin with a label; the words without it."""
        for k, (kind, (pattern, _shape)) in enumerate(_LABELS.items()):
            label = pattern.match(words)
            if label is None:
                continue
            value = 1
            if kind == "decimal":
                value = int(label[1])
            elif kind == "upperRoman":
                if label[1] not in _ROMAN:
                    return words
                value = _ROMAN.index(label[1]) + 1
            number, last = self.last.get(kind, (0, 0))
            if not number or (kind != "bullet" and value != last + 1):
                self.next += 1
                number = self.next
                self.root.append(
                    _xml(
                        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{9000 + k}"/><w:lvlOverride w:ilvl="0">'
                        f'<w:startOverride w:val="{value}"/></w:lvlOverride></w:num>'
                    )
                )
            self.last[kind] = (number, value)
            properties = paragraph._p.get_or_add_pPr()
            properties.append(_xml(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'))
            return words[label.end() :]
        return words


def _track(paragraph: Any, words: str) -> None:
    parts = words.split(" ")
    third = len(parts) // 3
    paragraph.add_run(" ".join(parts[:third]) + " ")
    who = 'w:author="A" w:date="2025-01-01T00:00:00Z"'
    inserted = html.escape(" ".join(parts[third : 2 * third])) + " "
    keep = 'xml:space="preserve"'
    paragraph._p.append(_xml(f'<w:del w:id="1" {who}><w:r><w:delText {keep}>đã bỏ </w:delText></w:r></w:del>'))
    paragraph._p.append(_xml(f'<w:ins w:id="2" {who}><w:r><w:t {keep}>{inserted}</w:t></w:r></w:ins>'))
    paragraph.add_run(" ".join(parts[2 * third :]))


def _text_box(paragraph: Any, words: str) -> None:
    shape = '<v:shape style="position:absolute;margin-left:350pt;margin-top:-20pt;width:80pt;height:25pt">'
    paragraph._p.append(
        _xml(
            f"<w:r><w:pict>{shape}<v:textbox><w:txbxContent><w:p><w:r><w:t>{html.escape(words)}</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def to_html(text: PlanText) -> str:
    """The text as a web page: a paragraph a <p>, tables as <table>."""
    out = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>Văn bản</title></head><body>"]

    def one(p: Paragraph) -> str:
        words = html.escape(text.slice(p))
        return f"<p><b>{words}</b></p>" if p.bold else f"<p>{words}</p>"

    done: set[int] = set()
    for p in text.paragraphs:
        if p.role == "metadata":
            continue
        if p.cell is None:
            out.append(one(p))
        elif p.cell.table not in done:
            done.add(p.cell.table)
            table = text.tables[p.cell.table]
            out.append("<table>")
            places = {(c.row, c.column): at for at, c in enumerate(table.cells)}
            for row in range(table.rows):
                out.append("<tr>")
                for column in range(table.columns):
                    if (row, column) in places:
                        c = table.cells[places[row, column]]
                        inner = "".join(one(q) for q in _inside(text, table, places[row, column]))
                        out.append(f"<td rowspan='{c.rowspan}' colspan='{c.colspan}'>{inner}</td>")
                    elif table.at(row, column) is None:
                        out.append("<td></td>")
                out.append("</tr>")
            out.append("</table>")
    out.append("</body></html>")
    return "\n".join(out)


def to_pdfs(paths: Sequence[Path]) -> list[Path]:
    """Convert docx files of one folder to PDF beside them. Raises RuntimeError without LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice (soffice) is not installed")
    folder = paths[0].parent
    profile = (folder / ".profile").absolute().as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300)
    return [path.with_suffix(".pdf") for path in paths]


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name in sys.argv[2:]:
        text = read(name)
        made.append(folder / (Path(name).stem + ".docx"))
        render(text, made[-1])
        made[-1].with_suffix(".html").write_text(to_html(text), encoding="utf-8")
    print(*(to_pdfs(made) if shutil.which("soffice") else made), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
