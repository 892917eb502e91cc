"""Documents of Word 97 (.doc), RTF, OpenDocument and the XML of Word 2003, by the program that is installed.

That is soffice, for .doc also antiword or catdoc.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from khtool.errors import ReadError
from khtool.i18n import _
from khtool.reading import encoding, limits
from khtool.text import PlanText, PlanTextBuilder

if TYPE_CHECKING:
    from lxml.etree import _Element

Revisions = Literal["original", "final", "both"]


def read(data: bytes, label: str = "(doc)", *, kind: str = "doc", revisions: Revisions = "final") -> PlanText:
    """The text of a .doc (`kind` "doc"), "rtf", "odt" or "xml" (of Word 2003) file.

    `Paragraph.paragraph` counts those of the converted file.

    Raises ReadError when the file is encrypted or no program for it is installed.
    """
    if kind == "doc":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError(label, _("is protected by a password"), _("save it without a password"))
        if "WordDocument".encode("utf-16-le") not in data:
            raise ReadError(
                label, _("is not a Word document inside"), _("open it in the program that made it and save it as .docx")
            )
        if _encrypted(data):
            raise ReadError(label, _("is protected by a password"), _("save it without a password"))
    soffice = _libreoffice()
    with tempfile.TemporaryDirectory(prefix="khtool-") as folder:
        source = Path(folder) / f"source.{kind}"
        source.write_bytes(data[data.find(b"{\\rtf") :] if kind == "rtf" else data)  # nothing may stand before it
        if soffice is not None:
            made = _soffice(soffice, source, Path(folder))
            if made is not None:
                from khtool.reading import docx

                text = docx.read(made, label, revisions=revisions)
                return replace(text, format="doc", sha256=_hash(data))
        if kind == "doc":
            for program, convert in (("antiword", _antiword), ("catdoc", _catdoc)):
                path = shutil.which(program)
                out = convert(path, source, folder) if path else None
                if out and out.strip():
                    return _plain(out, data)
    if soffice is not None:
        raise ReadError(label, _("LibreOffice cannot convert it"), _("open it in Word and save it as .docx"))
    raise ReadError(
        label,
        _("reading this format needs LibreOffice, antiword or catdoc, none of which is installed")
        if kind == "doc"
        else _("reading this format needs LibreOffice, which is not installed"),
        _("install one of them, or save the document as .docx")
        if kind == "doc"
        else _("install it, or save the document as .docx"),
    )


def _hash(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _encrypted(data: bytes) -> bool:
    """The flag fEncrypted of the file information block, when that stands where Word puts it (first sector)."""
    fib = data[512:524]
    return fib[:2] == b"\xec\xa5" and bool(fib[11] & 1)


def _libreoffice() -> str | None:
    """LibreOffice's program: on the PATH, or where its installers put it on Windows and macOS."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is not None:
        return found
    folders = filter(None, map(os.environ.get, ("ProgramFiles", "ProgramFiles(x86)")))
    installed = [Path(folder, "LibreOffice", "program", "soffice.exe") for folder in folders]
    installed.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(path) for path in installed if path.is_file()), None)


def _soffice(program: str, source: Path, folder: Path) -> bytes | None:
    """Convert to docx in a profile of its own, so that a running LibreOffice does not matter."""
    profile = (folder / "profile").as_uri()
    _run(
        [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(source),
        ],
        str(folder),
    )
    made = folder / "out" / "source.docx"
    return made.read_bytes() if made.is_file() else None


def _run(command: Sequence[str], folder: str) -> bytes | None:
    """The output of a program; None when it fails or takes too long (it is ended with all that it started)."""
    group = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=group,
        )
    except OSError:
        return None
    try:
        out, _err = process.communicate(timeout=limits.CONVERT_SECONDS)
    except subprocess.TimeoutExpired:
        if group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.communicate()
        return None
    return out if process.returncode == 0 else None


def _catdoc(program: str, source: Path, folder: str) -> str | None:
    out = _run([program, "-w", "-d", "utf-8", str(source)], folder)
    return encoding.undecorated(out) if out else None


def _antiword(program: str, source: Path, folder: str) -> str | None:
    """What antiword prints: paragraphs as its text has them, a line for each row of a table.

    The text draws tables, their cells broken into lines of one width, with nothing between rows; DocBook has rows and
    cells, but loses the breaks of line outside tables. So each is asked for what it knows.
    """
    out = _run([program, "-m", "UTF-8.txt", "-w", "0", str(source)], folder)
    if not out:
        return None
    content = encoding.undecorated(out)
    if not _DRAWN.search(content):
        return content
    return _with_rows(content, _run([program, "-m", "UTF-8.txt", "-x", "db", str(source)], folder) or b"")


#: The lines of a table as antiword draws it.
_DRAWN = re.compile(r"(?m)(?:^[ \t]*\|[^\n]*\|[ \t]*(?:\n|\Z))+")


def _with_rows(content: str, book: bytes) -> str:
    """The text with the rows of its tables, taken from the same document in DocBook, "| a<br>b | c |".

    A table is replaced where both have the same letters in it; any other stays as it is drawn.
    """
    from lxml import etree

    root = (
        etree.fromstring(book, etree.XMLParser(recover=True, resolve_entities=False, no_network=True)) if book else None
    )
    tables = [_table_rows(t) for t in root.iter("informaltable")] if root is not None else []
    at = 0

    def replaced(m: re.Match[str]) -> str:
        nonlocal at
        drawn = _letters(m[0])
        for k in range(at, len(tables)):
            if _letters("".join(tables[k])) == drawn:
                at = k + 1
                return "\n".join(["", *tables[k], "", ""])
        return m[0]

    return _DRAWN.sub(replaced, content)


def _letters(drawn: str) -> Counter[str]:
    counts = Counter(drawn.replace("<br>", ""))
    for mark in "| \t\n\\":
        counts.pop(mark, None)
    return counts


def _table_rows(table: _Element) -> list[str]:
    """The rows of a table in DocBook; a cell over several columns has empty ones behind it.

    antiword begins a group with columns of its own (colspec, widths in points) where the columns change.
    """
    rows: list[tuple[list[float], list[str]]] = []  # the right edges of the cells, their texts
    for group in table.iter("tgroup"):
        widths = [_points(c.get("colwidth")) for c in group.iter("colspec")]
        edges = list(itertools.accumulate(widths))
        for row in group.iter("row"):
            cells = ["<br>".join(_entry(e)) for e in row.iter("entry")]
            rows.append((edges[: len(cells)], cells))
    columns = sorted({round(edge) for edges, cells in rows if len(cells) > 1 for edge in edges})
    out = []
    for edges, cells in rows:
        made: list[str] = []
        for edge, cell in zip(edges, cells, strict=False):
            made.append(cell)
            if len(cells) > 1:  # one cell alone is a title over the whole table
                made += [""] * (sum(c <= round(edge) for c in columns) - len(made))
        out.append("| " + " | ".join(made) + " |")
    return out


def _entry(entry: _Element) -> list[str]:
    parts = "".join(str(t) for t in entry.itertext()).split("\n")
    return [part.strip().replace("|", "\\|") for part in parts if part.strip()]


def _points(width: str | None) -> float:
    try:
        return float((width or "").removesuffix("pt"))
    except ValueError:
        return 0.0


def _plain(out: str, data: bytes) -> PlanText:
    from khtool.reading import legacy, text

    builder = PlanTextBuilder("doc")
    content = encoding.tidy(legacy.whole_text(out, builder))
    text.fill(builder, [text.Raw(None, line) for line in content.split("\n")], text.plain_lines)
    return builder.build(data=data)
