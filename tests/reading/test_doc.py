from __future__ import annotations

import io
import stat
import sys

import pytest

docx = pytest.importorskip("docx")

from khtool.errors import ReadError  # noqa: E402
from khtool.reading import doc, read  # noqa: E402

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
FIB = b"\xec\xa5" + b"\0" * 9
WORD = "WordDocument".encode("utf-16-le")


def document(encrypted: bool = False) -> bytes:
    return OLE + FIB + bytes([1 if encrypted else 0]) + b"\0" * 500 + WORD


def program(folder, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="scripts as programs")


def test_without_any_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match="LibreOffice, antiword or catdoc"):
        read(document(), name="a.doc")


def test_soffice_comes_first(monkeypatch, tmp_path):
    made = docx.Document()
    made.add_paragraph("từ LibreOffice")
    made.save(tmp_path / "ready.docx")
    program(
        tmp_path,
        "soffice",
        "import sys, pathlib, shutil\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1]); out.mkdir()\n"
        f"shutil.copy({str(tmp_path / 'ready.docx')!r}, out / 'source.docx')\n",
    )
    program(tmp_path, "catdoc", "print('từ catdoc')\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    text = read(document(), name="a.doc")
    assert (text.text, text.format) == ("từ LibreOffice", "doc")


def test_soffice_is_found_where_windows_installs_it(monkeypatch, tmp_path):
    folder = tmp_path / "LibreOffice" / "program"
    folder.mkdir(parents=True)
    program(folder, "soffice.exe", "raise SystemExit(1)\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    with pytest.raises(ReadError, match="cannot convert"):
        read(document())


def test_then_antiword_then_catdoc(monkeypatch, tmp_path):
    program(tmp_path, "catdoc", "import sys; sys.stdout.buffer.write('từ catdoc\\n'.encode())\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(document()).text == "từ catdoc"
    program(tmp_path, "antiword", "import sys; sys.stdout.buffer.write('từ antiword\\n'.encode())\n")
    assert read(document()).text == "từ antiword"
    program(tmp_path, "soffice", "raise SystemExit(1)\n")
    assert read(document()).text == "từ antiword"


def test_a_program_that_hangs_is_ended(monkeypatch, tmp_path):
    program(tmp_path, "soffice", "import time; time.sleep(60)\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doc.limits, "CONVERT_SECONDS", 0.5)
    with pytest.raises(ReadError, match="cannot convert"):
        read(document())


def test_encrypted():
    with pytest.raises(ReadError, match="password"):
        read(document(encrypted=True))
    with pytest.raises(ReadError, match="password"):
        read(OLE + "EncryptedPackage".encode("utf-16-le"))


def test_other_compound_files():
    with pytest.raises(ReadError, match="not a Word document"):
        read(OLE + "Workbook".encode("utf-16-le"))


def test_html_and_docx_under_the_name_doc(tmp_path):
    page = tmp_path / "a.doc"
    word = "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><p>Luật</p></body></html>"
    page.write_text(word, encoding="utf-8")
    assert read(page).format == "html"
    made = docx.Document()
    made.add_paragraph("Luật")
    out = io.BytesIO()
    made.save(out)
    page.write_bytes(out.getvalue())
    assert (read(page).format, read(page).text) == ("docx", "Luật")
