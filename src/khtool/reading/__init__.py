"""A file → PlanText. One module a format, chosen by what the file holds, not by its suffix."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
from pathlib import Path
from typing import BinaryIO, Literal

from khtool.errors import ReadError
from khtool.i18n import _
from khtool.reading import limits
from khtool.text import PlanText

Revisions = Literal["original", "final", "both"]
Ocr = Literal["auto", "never", "force"]

#: What khtool reads, as the user knows it.
FORMATS = ("docx", "pdf", "doc", "html", "md", "txt")


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """How files are read: the options of `read`, to be handed on in one piece."""

    revisions: Revisions = "final"
    password: str | None = dataclasses.field(default=None, repr=False)
    ocr: Ocr = "auto"

    def read(self, source: str | os.PathLike[str] | bytes | BinaryIO, *, name: str | None = None) -> PlanText:
        """As `khtool.reading.read`."""
        return read(source, name=name, revisions=self.revisions, password=self.password, ocr=self.ocr)


#: As a user means who says nothing.
PLAINLY = Options()


def read(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    revisions: Revisions = "final",
    password: str | None = None,
    ocr: Ocr = "auto",
) -> PlanText:
    """The text of a document in any format that khtool reads.

    `source`: a path, the bytes of a file or a binary stream; `name` is what messages call bytes and streams.
    `revisions`: of tracked changes in docx take the text after them ("final"), before them ("original") or both.
    `password`: opens an encrypted PDF. `ocr`: "auto" reads the scanned pages of a PDF when an engine is installed
    (tesseract with Vietnamese, or the extra `khtool[ocr]`), "force" all pages, whatever text they have, "never" none.

    Raises ReadError for a file that is missing, a folder, empty, encrypted, damaged, too large or of another format.
    """
    data, label, path = _load(source, name)
    if not data:
        raise ReadError(label, _("the file is empty"), _("check that it was saved or downloaded completely"))
    kind = sniff(data)
    text = _dispatch(kind, data, label, revisions, password, ocr)
    return dataclasses.replace(text, path=path)


def _load(source: str | os.PathLike[str] | bytes | BinaryIO, name: str | None) -> tuple[bytes, str, str | None]:
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        _check_size(len(data), name or _("(data)"))
        return data, name or _("(data)"), name
    if isinstance(source, str | os.PathLike):
        path = os.fspath(source)
        label = name or path
        try:
            size = Path(path).stat().st_size
            _check_size(size, label)
            return Path(path).read_bytes(), label, path
        except FileNotFoundError:
            raise ReadError(label, _("no such file"), _("check the path")) from None
        except IsADirectoryError:
            raise ReadError(label, _("is a folder, not a file"), _("name the files in it")) from None
        except OSError as error:
            if Path(path).is_dir():
                raise ReadError(label, _("is a folder, not a file"), _("name the files in it")) from None
            raise ReadError(label, error.strerror or str(error), _("check that you may read it")) from None
        except ValueError:  # a null character in the path
            raise ReadError(label, _("no such file"), _("check the path")) from None
    label = name or str(getattr(source, "name", "") or _("(stream)"))
    data = source.read(limits.FILE_BYTES + 1)
    _check_size(len(data), label)
    return data, label, name


def _check_size(size: int, label: str) -> None:
    if size > limits.FILE_BYTES:
        raise ReadError(
            label,
            _("larger than {limit} MB").format(limit=limits.FILE_BYTES // 2**20),
            _("split the document, or save it with smaller pictures"),
        )


def sniff(data: bytes) -> str:
    """The format of a file by its content: one of FORMATS, or another name for what only some installations read
    ("mhtml", "rtf", "odt", "xml" of Word 2003) or none does ("xlsx", "zip", "image", "binary"); "flat" is a docx that
    Word saved as one XML file.
    """
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _sniff_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if b"<?mso-application" in head and b"Word.Document" in head:
        return "flat" if b"office/2006/xmlPackage" in head else "xml"
    if b"MIME-Version:" in head and b"multipart/related" in data[:4096]:
        return "mhtml"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")):
        return "image"
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[1:200:2].count(0) > 60 or data[0:200:2].count(0) > 60
    if not utf16 and b"\x00" in data[:8192]:
        return "binary"
    from khtool.reading import encoding, html, markdown

    start = encoding.decode(data[:200_000])
    if html.looks_like(start):
        return "html"
    sample = encoding.undecorated(data[:4096])
    if sum(c < " " and c not in "\t\n\r\f" for c in sample) * 20 > len(sample):
        return "binary"
    return "md" if markdown.looks_like(start) else "txt"


def _sniff_zip(data: bytes) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return "docx" if b"word/" in data else "zip"
    if any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        return "xlsx"
    return "odt" if "content.xml" in names else "zip"


def _dispatch(kind: str, data: bytes, label: str, revisions: Revisions, password: str | None, ocr: Ocr) -> PlanText:
    if kind == "txt":
        from khtool.reading import text

        return text.read(data)
    if kind == "md":
        from khtool.reading import markdown

        return markdown.read(data)
    if kind == "docx":
        from khtool.reading import docx

        return docx.read(data, label, revisions=revisions)
    if kind == "flat":
        from khtool.reading import docx

        made = docx.read(docx.from_flat(data, label), label, revisions=revisions)
        return dataclasses.replace(made, format="doc", sha256=hashlib.sha256(data).hexdigest())
    if kind == "pdf":
        from khtool.reading import pdf

        return pdf.read(data, label, password=password, ocr=ocr)
    if kind == "html":
        from khtool.reading import html

        return html.read(data)
    if kind == "mhtml":
        from khtool.reading import html

        page = html.from_mhtml(data)
        if page:
            return dataclasses.replace(html.read(page), sha256=hashlib.sha256(data).hexdigest())
    if kind in ("doc", "rtf", "odt", "xml"):
        from khtool.reading import doc

        return doc.read(data, label, kind=kind, revisions=revisions)
    known = {"xlsx": _("a spreadsheet"), "zip": _("a zip archive"), "image": _("an image")}
    raise ReadError(
        label,
        _("is {kind}, not a document that khtool reads").format(kind=known.get(kind, _("of an unknown format"))),
        _("khtool reads {formats}").format(formats=", ".join(FORMATS)),
    )
