"""Render a plan as a Word document and, with LibreOffice, as PDF, in the layout of Nghị định 30/2020/NĐ-CP.

usage: python scripts/render_samples.py OUTPUT_FOLDER FILE [FILE …]

The text and the tables of each FILE (whatever khtool reads) are laid out afresh: letterhead in a table without borders,
paragraphs justified with an indented first line, tables with ruling lines, page numbers. What is rendered can be read
back and compared with its source, so that readers are measured on documents whose text is known.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from khtool.reading import read
from khtool.text import PlanText, Table


def render(text: PlanText, path: Path, *, font: str = "Liberation Serif", size: int = 14) -> None:
    """Write `text` as a docx to `path`."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
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
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run.append(mark)

    def fill(cell: object, table: Table, at: int, centred: bool) -> None:
        place = table.cells[at]
        inside = [p for p in text.paragraphs if place.start <= p.start and p.end <= place.end and p.cell]
        for k, p in enumerate(inside):
            paragraph = cell.paragraphs[0] if k == 0 else cell.add_paragraph()  # type: ignore[attr-defined]
            paragraph.add_run(text.slice(p)).bold = p.bold
            paragraph.paragraph_format.space_after = Pt(2)
            if centred:
                paragraph.alignment = ALIGN.CENTER

    done: set[int] = set()
    for p in text.paragraphs:
        if p.cell is not None:
            if p.cell.table in done:
                continue
            done.add(p.cell.table)
            table = text.tables[p.cell.table]
            made = out.add_table(table.rows, table.columns)
            plain = table.columns == 2 and table.rows <= 3
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
        paragraph.add_run(words).bold = p.bold
        if words.isupper() and len(words) < 200 and not words[:1].isdigit() and words[1:2] not in (".", "I"):
            paragraph.alignment = ALIGN.CENTER
        else:
            paragraph.alignment = ALIGN.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
    out.save(str(path))


def to_pdf(path: Path) -> Path:
    """Convert a docx to PDF beside it. Raises RuntimeError without LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError("LibreOffice (soffice) is not installed")
    profile = (path.parent / ".profile").absolute().as_uri()
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(path.parent),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return path.with_suffix(".pdf")


def main() -> int:
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:]:
        path = folder / (Path(name).stem + ".docx")
        render(read(name), path)
        print(to_pdf(path) if shutil.which("soffice") else path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
