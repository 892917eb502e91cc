from __future__ import annotations

import hashlib
import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khtool.errors import ReadError
from khtool.reading import limits, read, sniff


def test_a_path_is_recorded(tmp_path):
    path = tmp_path / "a.doc"  # the content decides, not the suffix
    path.write_text("KẾ HOẠCH\n", encoding="utf-8")
    text = read(path)
    assert text.path == str(path) and text.format == "txt"
    assert text.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_bytes_and_streams():
    assert read(b"K\n", name="x.txt").path == "x.txt"
    assert read(io.BytesIO("Luật".encode())).text == "Luật"


def test_missing(tmp_path):
    with pytest.raises(ReadError, match="no such file") as caught:
        read(tmp_path / "none.docx")
    assert caught.value.path.endswith("none.docx") and caught.value.remedy


def test_folder_and_empty(tmp_path):
    with pytest.raises(ReadError, match="folder"):
        read(tmp_path)
    (tmp_path / "e").write_bytes(b"")
    with pytest.raises(ReadError, match="empty"):
        read(tmp_path / "e")


def test_too_large(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    (tmp_path / "big").write_bytes(b"x" * 11)
    for source in (tmp_path / "big", b"x" * 11, io.BytesIO(b"x" * 11)):
        with pytest.raises(ReadError, match="larger than"):
            read(source)


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 ...", "pdf"),
        (package("word/document.xml"), "docx"),
        (package("xl/workbook.xml"), "xlsx"),
        (package("a.txt"), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "doc"),
        (b"{\\rtf1 a}", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"  <!-- x --><html><body>a", "html"),
        ("# Một\n\n## Hai\n".encode(), "md"),
        ("Một < hai\n".encode(), "txt"),
        ("Kế hoạch".encode("utf-16"), "txt"),
    ],
)
def test_sniff(data, kind):
    assert sniff(data) == kind


@pytest.mark.parametrize("data", [package("xl/workbook.xml"), package("a.txt"), b"\x89PNG\r\n\x1a\n", b"\0\1" * 90])
def test_other_formats_are_named(data):
    with pytest.raises(ReadError, match="docx, pdf"):
        read(data, name="x")


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=80).map(lambda b: b"%PDF-1.4\n" + b)))
def test_any_bytes_are_read_or_refused(data):
    try:
        text = read(data, ocr="never")
    except ReadError:
        return
    assert all(0 <= p.start <= p.end <= len(text.text) for p in text.paragraphs)


CORPUS = Path(__file__).parents[2] / "corpus" / "mau"


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, lost, doubled or made absurd numbers."""
    out = bytearray(data)
    for _n in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(out))
        kind = chance.randrange(4)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + chance.choice((1, 30, 400))]
        elif kind == 2:
            other = chance.randrange(len(out))
            out[at:at] = out[other : other + 300]
        else:
            out[at : at + 4] = chance.choice((b"9999", b"-1  ", b"\0\0\0\0", b"<<<<"))
    return bytes(out)


def spoilt_inside(data: bytes, chance: random.Random) -> bytes:
    """A package one of whose parts is spoilt."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        hit = chance.choice([n for n in old.namelist() if n.endswith((".xml", ".rels"))] + ["word/document.xml"] * 9)
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, spoilt(content, chance) if name == hit else content)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["docx", "inside docx", "pdf", "html", "md", "txt"])
def test_spoilt_files_are_read_or_refused_in_one_line(kind):
    chance = random.Random(kind)
    data = (CORPUS / f"de-an-06-2025-tinh-an-son.{kind.split()[-1]}").read_bytes()
    for _n in range(40):
        made = spoilt_inside(data, chance) if kind.startswith("inside") else spoilt(data, chance)
        try:
            text = read(made, ocr="never", revisions=chance.choice(("final", "original", "both")))
        except ReadError as error:
            assert "\n" not in str(error)
            continue
        assert all(0 <= p.start <= p.end <= len(text.text) for p in text.paragraphs)
        assert all(0 <= c.start <= c.end <= len(text.text) for t in text.tables for c in t.cells)


MODULES = ("docx", "pdf", "html", "markdown", "text", "doc", "ocr", "doubts", "package", "layout")
READERS = {f"khtool.reading.{m}" for m in MODULES}
LIBRARIES = {"lxml", "pypdfium2", "trueocr", "pdfplumber", "pdfminer", "docx", "pydantic"}
OWN = {
    "txt": {"khtool.reading.text"},
    "md": {"khtool.reading.text", "khtool.reading.markdown"},
    "html": {"khtool.reading.text", "khtool.reading.html", "lxml"},
    "docx": {"khtool.reading.text", "khtool.reading.docx", "khtool.reading.package", "lxml"},
    "pdf": {"khtool.reading.text", "khtool.reading.pdf", "khtool.reading.layout", "pypdfium2"},
}


@pytest.mark.parametrize("kind", OWN)
def test_a_format_imports_nothing_for_the_others(kind):
    # To tell a text from Markdown or HTML the readers of these two are asked; they cost nothing.
    sniffers = {"khtool.reading.html", "khtool.reading.markdown", "khtool.reading.text"}
    path = Path(__file__).parents[2] / "corpus" / "mau" / f"de-an-06-2025-tinh-an-son.{kind}"
    code = (
        "import sys, khtool.reading as r; found = r.read(sys.argv[1]); assert found.format == sys.argv[2];"
        f"print(*({READERS | LIBRARIES!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path), kind], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) - sniffers == OWN[kind] - sniffers
